import type { Matrix } from '../../matrix/dense';
import { group, type Grouped, type Observations } from '../../matrix/observations';

/** A real m × n matrix by the cells that are not 0, in compressed sparse rows. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly cells: Grouped;
}

/** The same matrix from cells in any order; a place named twice is a sum. */
export function compressed(cells: Observations): SparseMatrix {
  return { rows: cells.rows, columns: cells.columns, cells: group(cells, 'row') };
}

/** The cells of a dense matrix that are not 0. */
export function nonZeros({ rows, columns, values }: Matrix): Observations {
  const count = values.reduce((sum, value) => (value === 0 ? sum : sum + 1), 0);
  const out = {
    rows,
    columns,
    rowIndex: new Uint32Array(count),
    columnIndex: new Uint32Array(count),
    values: new Float64Array(count),
  };
  let t = 0;
  for (let at = 0; at < values.length; at++) {
    if (values[at] === 0) continue;
    out.rowIndex[t] = Math.floor(at / columns);
    out.columnIndex[t] = at % columns;
    out.values[t++] = values[at]!;
  }
  return out;
}

/** Aᵀ, n × m. */
export function transposeSparse({ rows, columns, cells }: SparseMatrix): SparseMatrix {
  const rowIndex = new Uint32Array(cells.values.length);
  for (let i = 0; i < rows; i++) rowIndex.fill(i, cells.starts[i], cells.starts[i + 1]);
  return compressed({
    rows: columns,
    columns: rows,
    rowIndex: cells.others,
    columnIndex: rowIndex,
    values: cells.values,
  });
}

/** Ax, of length m. */
export function timesVector({ rows, cells: { starts, others, values } }: SparseMatrix, x: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let t = starts[i]!; t < starts[i + 1]!; t++) sum += values[t]! * x[others[t]!]!;
    out[i] = sum;
  }
  return out;
}

/** Aᵀx, of length n. */
export function transposeTimesVector(
  { rows, columns, cells: { starts, others, values } }: SparseMatrix,
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const scale = x[i]!;
    for (let t = starts[i]!; t < starts[i + 1]!; t++) out[others[t]!]! += values[t]! * scale;
  }
  return out;
}

/** Square and A = Aᵀ exactly. */
export function isSymmetricSparse(a: SparseMatrix): boolean {
  if (a.rows !== a.columns) return false;
  // twice transposed, the cells of each row stand in the order of their columns
  const flipped = transposeSparse(a);
  const sorted = transposeSparse(flipped);
  const same = (x: Uint32Array | Float64Array, y: Uint32Array | Float64Array): boolean =>
    x.every((value, t) => value === y[t]);
  return (
    same(sorted.cells.starts, flipped.cells.starts) &&
    same(sorted.cells.others, flipped.cells.others) &&
    same(sorted.cells.values, flipped.cells.values)
  );
}
