import assert from 'node:assert/strict';
import { product } from '../../../src/kernels';
import { cell, transpose, type Matrix } from '../../../src/matrix/dense';
import { largest, timesPowerOfTwo } from '../../../src/matrix/scale';
import { norm1, residualRatio } from '../../../src/factorization/checks';

export const ulp = 2 ** -52;
export const eps = ulp / 2;

/** LAPACK's ratio ‖A − Â‖₁ / (max(m, n) ‖A‖₁ unit) stays below the bound, at every scale. */
export function assertRestores(a: Matrix, restored: Matrix, unit: number, bound: number): void {
  const shift = -Math.floor(Math.log2(largest(a) || 1));
  const ratio = residualRatio(timesPowerOfTwo(a, shift), timesPowerOfTwo(restored, shift), unit);
  assert.ok(ratio < bound, `‖A − Â‖ is ${ratio} units of ${bound}`);
}

/** ‖I − QᵀQ‖₁ / (m unit) stays below the bound. */
export function assertOrthonormal(q: Matrix, unit: number, bound: number): void {
  const gram = product(transpose(q), q);
  for (let i = 0; i < gram.rows; i++) gram.values[i * gram.columns + i]! -= 1;
  const ratio = norm1(gram) / (Math.max(1, q.rows) * unit);
  assert.ok(ratio < bound, `‖I − QᵀQ‖ is ${ratio} units of ${bound}`);
}

export function assertZeroBelow(a: Matrix, diagonals: number): void {
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < Math.min(i - diagonals, a.columns); j++)
      assert.equal(cell(a, i, j), 0, `row ${i}, column ${j}`);
}

/** A with its columns times d. */
export function timesDiagonal(a: Matrix, d: Float64Array): Matrix {
  return { ...a, values: a.values.map((value, at) => value * d[at % a.columns]!) };
}
