import type { HistoryPoint } from './results';

/** The first point, then at each multiple of `step` iterations the latest point reached, then the last. */
export function atEachStep(history: readonly HistoryPoint[], step: number): readonly HistoryPoint[] {
  const first = history[0];
  const last = history.at(-1);
  if (first === undefined || last === undefined) return [];
  const chosen = new Set<HistoryPoint>([first]);
  let next = step;
  let before = first;
  for (const point of history) {
    for (; point.iteration > next; next += step) chosen.add(before);
    before = point;
  }
  return [...chosen.add(last)];
}

/**
 * At most about `limit` points that draw the same curve: the first, the last, and of each stretch between the lowest
 * and the highest objective, so that no spike is lost.
 */
export function thin(history: readonly HistoryPoint[], limit = 400): readonly HistoryPoint[] {
  if (history.length <= limit) return history;
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const inner = history.length - 2;
  const kept: HistoryPoint[] = [history[0]!];
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * inner) / stretches);
    const to = 1 + Math.floor(((s + 1) * inner) / stretches);
    kept.push(...extremes(history, from, to));
  }
  kept.push(history[history.length - 1]!);
  return kept;
}

/** The points of lowest and highest objective among positions from … to − 1, in order. */
function extremes(history: readonly HistoryPoint[], from: number, to: number): HistoryPoint[] {
  let low = from;
  let high = from;
  for (let i = from + 1; i < to; i++) {
    if (history[i]!.objective < history[low]!.objective) low = i;
    if (history[i]!.objective > history[high]!.objective) high = i;
  }
  if (low === high) return [history[low]!];
  return low < high ? [history[low]!, history[high]!] : [history[high]!, history[low]!];
}
