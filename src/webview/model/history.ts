import { atEachStep } from '../../protocol/history';
import type { HistoryPoint } from '../../protocol/results';

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

/** The step of a table of about ten lines: 500 iterations of 5000. */
export function evenStep(last: number, lines = 10): number {
  return roundUp(last / lines);
}

/** The points of such a table. */
export function stepTable(history: readonly HistoryPoint[]): readonly HistoryPoint[] {
  const last = history.at(-1);
  return last === undefined ? [] : atEachStep(history, evenStep(last.iteration));
}

/** Rows of a table at most: more is for the file of the chart. */
const mostSteps = 500;

/** The steps that a table up to a last iteration can be asked to have: 1, 2, 5, 10, … iterations, as long as it has a few rows and not too many. */
export function everyChoices(last: number): readonly number[] {
  const choices: number[] = [];
  for (let power = 1; power < last; power *= 10)
    for (const digit of [1, 2, 5]) if (last / (digit * power) >= 3) choices.push(digit * power);
  return choices.filter((every) => last / every <= mostSteps);
}

/** The least of 1, 2, 5, 10, 20, 50, … that is not below `value`. */
function roundUp(value: number): number {
  for (let power = 1; ; power *= 10) for (const digit of [1, 2, 5]) if (digit * power >= value) return digit * power;
}

/**
 * Whether the values above zero spread over two decades or more, so that only a logarithmic scale shows them all; one
 * that reached zero exactly is off that scale. Values below zero have none.
 */
export function spansDecades(values: readonly number[]): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const value of values) {
    if (value < 0) return false;
    if (value === 0) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most / least >= 100;
}
