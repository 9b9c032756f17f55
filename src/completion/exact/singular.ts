import { createMatrix, type Matrix } from '../../matrix/dense';
import type { Observations } from '../../matrix/observations';

/**
 * The square matrix with its only missing cell x chosen so that it is singular. The determinant is linear in x,
 * det A(x) = det A(0) + x C with C the cofactor of x, so x = −det A(0)/C. Null where the matrix is not square, where
 * not exactly one cell is missing, and where C is zero to rounding: then no x, or any, makes it singular.
 */
export function singularCompletion(known: Observations): Matrix | null {
  const size = known.rows;
  if (size !== known.columns || known.values.length !== size * size - 1) return null;
  const matrix = createMatrix(size, size, Number.NaN);
  known.values.forEach((value, t) => (matrix.values[known.rowIndex[t]! * size + known.columnIndex[t]!] = value));
  const at = matrix.values.findIndex(Number.isNaN);
  const [row, column] = [Math.floor(at / size), at % size];
  matrix.values[at] = 0;
  const minor = matrix.values.filter((_, cell) => Math.floor(cell / size) !== row && cell % size !== column);
  const sign = (row + column) % 2 === 0 ? 1 : -1;
  const { value: cofactor, isZero } = determinant(minor, size - 1);
  if (isZero) return null;
  matrix.values[at] = -determinant(matrix.values, size).value / (sign * cofactor);
  return Number.isFinite(matrix.values[at]) ? matrix : null;
}

/**
 * det A by elimination with partial pivoting, and whether a pivot vanished to rounding.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */
function determinant(cells: Float64Array, size: number): { value: number; isZero: boolean } {
  const a = cells.slice();
  const largest = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let value = 1;
  let isZero = false;
  for (let p = 0; p < size; p++) {
    let pivot = p;
    for (let i = p + 1; i < size; i++) if (Math.abs(a[i * size + p]!) > Math.abs(a[pivot * size + p]!)) pivot = i;
    if (pivot !== p) {
      for (let j = 0; j < size; j++) [a[p * size + j], a[pivot * size + j]] = [a[pivot * size + j]!, a[p * size + j]!];
      value = -value;
    }
    const diagonal = a[p * size + p]!;
    if (Math.abs(diagonal) <= size * Number.EPSILON * largest) isZero = true;
    value *= diagonal;
    if (diagonal === 0) return { value: 0, isZero: true };
    for (let i = p + 1; i < size; i++) {
      const factor = a[i * size + p]! / diagonal;
      for (let j = p; j < size; j++) a[i * size + j]! -= factor * a[p * size + j]!;
    }
  }
  return { value, isZero };
}
