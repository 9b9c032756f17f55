import type { Observations } from '../matrix/observations';
import type { BaselineError } from '../protocol/results';
import { withoutFold, type Folds } from './folds';
import { rootMeanSquare } from './heldOut';

/**
 * How far the plainest predictions miss the held-out cells: the mean of all other known cells, of those in the same row
 * and of those in the same column; where there are none, of all. Each fold is predicted from the cells outside it.
 */
export function plainBaselines(known: Observations, folds: Folds): BaselineError[] {
  const errors = { mean: [] as number[], row: [] as number[], column: [] as number[] };
  for (const fold of folds.groups) {
    const others = withoutFold(known, fold);
    const overall = meanBy(others, () => 0, 1)[0]!;
    const rows = meanBy(others, (t) => others.rowIndex[t]!, known.rows);
    const columns = meanBy(others, (t) => others.columnIndex[t]!, known.columns);
    const or = (mean: number): number => (Number.isNaN(mean) ? overall : mean);
    for (const t of fold) {
      const y = known.values[t]!;
      errors.mean.push(y - overall);
      errors.row.push(y - or(rows[known.rowIndex[t]!]!));
      errors.column.push(y - or(columns[known.columnIndex[t]!]!));
    }
  }
  const rmse = (all: readonly number[]): number => rootMeanSquare(Float64Array.from(all));
  return [
    { name: 'overall mean', rmse: rmse(errors.mean) },
    { name: 'row means', rmse: rmse(errors.row) },
    { name: 'column means', rmse: rmse(errors.column) },
  ];
}

/** Means of the values by group; NaN of a group without any. */
function meanBy({ values }: Observations, groupOf: (t: number) => number, count: number): Float64Array {
  const sums = new Float64Array(count);
  const counts = new Uint32Array(count);
  values.forEach((value, t) => {
    sums[groupOf(t)]! += value;
    counts[groupOf(t)]!++;
  });
  return sums.map((sum, at) => sum / counts[at]!);
}
