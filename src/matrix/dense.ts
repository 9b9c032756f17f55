import type { ExactCells } from './exact';

/** A real m × n matrix, row-major. NaN marks a missing cell; no other value is ever NaN or infinite. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * A matrix with the names a document gives it: of itself, of its rows and of its columns; and with what its doubles
 * alone do not say.
 */
export interface LabelledMatrix extends Matrix {
  readonly name: string | null;
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
  /** The imaginary parts, row-major as the real ones, 0 where a cell is missing; null or left out where A is real. */
  readonly imaginary?: Float64Array | null;
  /** The exact values of cells such as 1/3, whose doubles are rounded: see `exactCell`. */
  readonly exact?: ExactCells | null;
}

/** A new m × n matrix, every cell `fill`. */
export function createMatrix(rows: number, columns: number, fill = 0): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns).fill(fill) };
}

/** Rows of numbers, equally long, as a matrix; `null` becomes a missing cell. */
export function fromRows(rows: readonly (readonly (number | null)[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    row.forEach((value, j) => (values[i * columns + j] = value ?? Number.NaN));
  });
  return { rows: rows.length, columns, values };
}

/** The matrix as rows of numbers; a missing cell is `null`. The inverse of `fromRows`. */
export function toRows(matrix: Matrix): (number | null)[][] {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.columns }, (_, j) => {
      const value = cell(matrix, i, j);
      return Number.isNaN(value) ? null : value;
    }),
  );
}

/** A_ij; NaN where the cell is missing. Indices are the caller's to keep inside the shape. */
export function cell(matrix: Matrix, row: number, column: number): number {
  return matrix.values[row * matrix.columns + column]!;
}

/** How many cells are NaN. */
export function countMissing(matrix: Matrix): number {
  let missing = 0;
  for (const value of matrix.values) if (Number.isNaN(value)) missing++;
  return missing;
}

/** The first `count` columns, m × count. */
export function firstColumns({ rows, columns, values }: Matrix, count: number): Matrix {
  const out = createMatrix(rows, count);
  for (let i = 0; i < rows; i++) out.values.set(values.subarray(i * columns, i * columns + count), i * count);
  return out;
}

/** Aᵀ, n × m. */
export function transpose(matrix: Matrix): Matrix {
  const { rows, columns, values } = matrix;
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j]!;
  return { rows: columns, columns: rows, values: out };
}

/** AB, m × n from m × k and k × n. The caller has checked the shapes. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const out = createMatrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++)
    for (let p = 0; p < a.columns; p++) {
      const scale = a.values[i * a.columns + p]!;
      // row i of AB += A_ip · row p of B
      for (let j = 0; j < b.columns; j++) out.values[i * b.columns + j]! += scale * b.values[p * b.columns + j]!;
    }
  return out;
}

/** A − B, of the same shape; missing where either is. */
export function subtract(a: Matrix, b: Matrix): Matrix {
  return { rows: a.rows, columns: a.columns, values: a.values.map((value, i) => value - b.values[i]!) };
}

/** ‖A‖_F over the cells that are not missing, scaled so that neither overflow nor underflow spoils it. */
export function frobeniusNorm(matrix: Matrix): number {
  let scale = 0;
  for (const value of matrix.values) if (!Number.isNaN(value)) scale = Math.max(scale, Math.abs(value));
  if (scale === 0 || !Number.isFinite(scale)) return scale;
  let sum = 0;
  for (const value of matrix.values) if (!Number.isNaN(value)) sum += (value / scale) ** 2;
  return scale * Math.sqrt(sum);
}
