import { subtract, transpose, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import type { BackwardError } from '../protocol/results';

/** Half the distance from 1 to the next number: the unit of LAPACK's tests of LU and QR. */
export const eps = 2 ** -53;
/** The distance from 1 to the next number: the unit of LAPACK's tests of eigenvalues and singular values. */
export const ulp = 2 ** -52;

/** ‖A‖₁, the largest sum of a column's magnitudes. */
export function norm1(matrix: Matrix): number {
  const sums = new Float64Array(matrix.columns);
  matrix.values.forEach((value, i) => (sums[i % matrix.columns]! += Math.abs(value)));
  return sums.reduce((max, sum) => Math.max(max, sum), 0);
}

/**
 * ‖A − Â‖₁ / (max(m, n) · ‖A‖₁ · unit), LAPACK's measure of a factorization: of the order of 1 when only rounding
 * came between. 0 for A = Â = 0.
 */
export function residualRatio(a: Matrix, reconstruction: Matrix, unit: number): number {
  const residual = norm1(subtract(a, reconstruction));
  return residual === 0 ? 0 : residual / (Math.max(a.rows, a.columns) * norm1(a) * unit);
}

/** ‖I − QᵀQ‖₁ for Q of m × k with columns that should be orthonormal. */
export function orthogonalityError(q: Matrix): number {
  const gram = multiply(transpose(q), q);
  for (let i = 0; i < gram.rows; i++) gram.values[i * gram.columns + i]! -= 1;
  return norm1(gram);
}

/** What a person should know of a factorization whose ratio is at or above LAPACK's bound; nothing below it. */
export function residualWarnings(method: string, ratio: number, bound: number): string[] {
  if (ratio < bound) return [];
  return [
    `${method} lost accuracy on this matrix: its residual is ${ratio.toPrecision(2)} times what rounding would leave, ` +
      `where at most ${bound} times is expected.`,
  ];
}

/** The same for columns that should be orthonormal; `ratio` is ‖I − QᵀQ‖₁ in units of m · unit. */
export function orthogonalityWarnings(method: string, ratio: number, bound: number): string[] {
  if (ratio < bound) return [];
  return [
    `${method} lost orthogonality on this matrix: ‖I − QᵀQ‖ is ${ratio.toPrecision(2)} times what rounding leaves.`,
  ];
}

interface Measured {
  readonly a: Matrix;
  /** What the factors multiply out to, on the same scale. */
  readonly product: Matrix;
  readonly unit: number;
  readonly bound: number;
}

/** `residualRatio` with its formula and the bound it is held against. */
export function backwardError(formula: string, { a, product, unit, bound }: Measured): BackwardError {
  return { formula, ratio: residualRatio(a, product, unit), bound };
}
