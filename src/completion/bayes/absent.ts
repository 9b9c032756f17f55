import type { Matrix } from '../../matrix/dense';
import type { Observations } from '../../matrix/observations';
import type { BiasedFactors } from '../../protocol/results';
import { canonical } from '../canonical';
import { absentLines } from '../lines';

/** Known cells of a matrix in which one row stands for all rows without a known cell, and one column likewise. */
export interface Merged {
  readonly known: Observations;
  /** Where the rows and columns of the matrix are in it. */
  readonly rowAt: Uint32Array;
  readonly columnAt: Uint32Array;
}

/**
 * Rows without a known cell have the same posterior, that of any row, and tell nothing of the others: one of them is
 * enough to sample, and all are then predicted alike.
 */
export function mergeAbsent(known: Observations): Merged {
  const isAbsent = absentLines(known);
  const [rowAt, rows] = positions(known.rows, isAbsent.row);
  const [columnAt, columns] = positions(known.columns, isAbsent.column);
  return {
    known: {
      rows,
      columns,
      rowIndex: known.rowIndex.map((i) => rowAt[i]!),
      columnIndex: known.columnIndex.map((j) => columnAt[j]!),
      values: known.values,
    },
    rowAt,
    columnAt,
  };
}

/** Where each line stands when the absent ones share a place, that of the first of them; and how many places there are. */
function positions(count: number, isAbsent: (index: number) => boolean): readonly [at: Uint32Array, places: number] {
  const at = new Uint32Array(count);
  let [next, shared] = [0, -1];
  for (let index = 0; index < count; index++) {
    if (!isAbsent(index)) at[index] = next++;
    else if (shared === -1) at[index] = shared = next++;
    else at[index] = shared;
  }
  return [at, next];
}

/** The model with a row and a column for each of the matrix, in canonical form. */
export function spreadModel(model: BiasedFactors, { rowAt, columnAt }: Merged): BiasedFactors {
  if (rowAt.length === model.row.rows && columnAt.length === model.column.rows) return model;
  return canonical({
    mean: model.mean,
    rowBias: Float64Array.from(rowAt, (i) => model.rowBias[i]!),
    columnBias: Float64Array.from(columnAt, (j) => model.columnBias[j]!),
    row: rowsAt(model.row, rowAt),
    column: rowsAt(model.column, columnAt),
  });
}

function rowsAt({ columns, values }: Matrix, at: Uint32Array): Matrix {
  const taken = new Float64Array(at.length * columns);
  at.forEach((from, to) => taken.set(values.subarray(from * columns, (from + 1) * columns), to * columns));
  return { rows: at.length, columns, values: taken };
}
