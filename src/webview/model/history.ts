import { atEachStep } from '../../protocol/history';
import type { HistoryPoint } from '../../protocol/results';

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
