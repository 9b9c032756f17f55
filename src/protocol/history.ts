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
