import assert from 'node:assert/strict';
import { complexSvd } from '../../../src/factorization/complexes/svd';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  realDiagonal,
  unitaryError,
} from '../../../src/factorization/complexes/products';
import type { ComplexMatrix } from '../../../src/factorization/complex';
import { createMatrix, type Matrix } from '../../../src/matrix/dense';
import { complexUniform, parts } from './complexKinds';
import { ulp } from './matrices';

/** Every cell times what `weight` says. */
function weighted({ re, im }: ComplexMatrix, weight: (row: number, column: number) => number): ComplexMatrix {
  const part = (matrix: Matrix): Matrix => {
    const out = createMatrix(matrix.rows, matrix.columns);
    matrix.values.forEach((value, at) => {
      out.values[at] = value * weight(Math.floor(at / matrix.columns), at % matrix.columns);
    });
    return out;
  };
  return { re: part(re), im: part(im) };
}

function assertSvd(a: ComplexMatrix): void {
  const { u, s, v, converged } = complexSvd(a, () => undefined);
  const size = Math.max(a.re.rows, a.re.columns);
  assert.ok(converged);
  assert.ok(unitaryError(u) <= 50 * size * ulp && unitaryError(v) <= 50 * size * ulp);
  const product = complexMultiply(complexMultiply(u, realDiagonal(s)), conjugateTranspose(v));
  assert.ok(complexNorm(complexSubtract(a, product)) <= 50 * size * ulp * complexNorm(a));
}

describe('the SVD of complex matrices whose columns depend on each other', () => {
  // each sweep made a column of rounding smaller, until its squares underflowed and the rotations were none
  it('rotates no columns that have underflowed: a zero row among dense ones', () => {
    for (let n = 2; n <= 9; n++)
      for (let seed = 1; seed <= 5; seed++)
        assertSvd(weighted(parts(complexUniform(n, n, 100 * n + seed)), (i) => (i === n >> 1 ? 0 : 1)));
  });

  it('rotates no columns that have underflowed: rows and columns graded to 2^−1000', () => {
    for (const [m, n] of [
      [2, 2],
      [4, 2],
      [2, 4],
      [5, 5],
    ] as const)
      for (const step of [50, 150, 240])
        for (const weight of [
          (i: number): number => 2 ** (-step * i),
          (_: number, j: number): number => 2 ** (-step * j),
          (i: number, j: number): number => 2 ** (-0.5 * step * (i + j)),
        ])
          assertSvd(weighted(parts(complexUniform(m, n, m + 10 * n)), weight));
  });
});
