import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';

/** Throws `notFinite` where a cell is NaN or infinite. */
export function checkFinite({ values, columns }: Matrix): void {
  // x − x is 0 for every number but these
  let sum = 0;
  for (const value of values) sum += value - value;
  if (sum === 0) return;
  const index = values.findIndex((value) => !Number.isFinite(value));
  throw faults.notFinite(Math.floor(index / columns) + 1, (index % columns) + 1);
}
