import type { Observations } from '../matrix/observations';
import { createFolds, type Folds } from './folds';

/** Up to so many known cells each is left out alone, to choose on and to measure on; beyond, in five folds. */
const leaveOneOutWhileChoosing = 20;
const leaveOneOutWhileMeasuring = 40;

/** The choice is made on so many random divisions into five folds: with few cells, one depends on its luck. */
const repeats = 2;

/** Beyond so many known cells, one fifth is held out to choose on and another to measure on, so that it ends in seconds. */
const singleFold = 20_000;

/** The cells to choose rank and λ on, and what the error on them is called. */
export function foldsWhileChoosing(known: Observations, seed: number): { folds: readonly Folds[]; errorName: string } {
  const cells = known.values.length;
  const folds = createFolds(cells, leaveOneOutWhileChoosing, seed);
  if (cells > singleFold)
    return {
      folds: [{ ...folds, groups: folds.groups.slice(0, 1) }],
      errorName: 'error on a held-out fifth of the cells',
    };
  if (folds.method === 'leave-one-out') return { folds: [folds], errorName: 'leave-one-out error' };
  const others = Array.from({ length: repeats - 1 }, (_, r) => createFolds(cells, 0, seed + r + 1));
  return { folds: [folds, ...others], errorName: `error in ${repeats} times 5 folds` };
}

/** The cells to measure the error on. Those that a single fold was chosen on are not measured on. */
export function foldsWhileMeasuring(known: Observations, seed: number): Folds {
  const folds = createFolds(known.values.length, leaveOneOutWhileMeasuring, seed);
  return known.values.length <= singleFold ? folds : { ...folds, groups: folds.groups.slice(1, 2) };
}
