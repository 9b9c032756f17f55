import { eigen, lu, product, qr, schur, svd, symmetricEigen } from '../../../src/kernels';
import assert from 'node:assert/strict';
import { createMatrix, transpose } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { symmetricPart, uniform } from '../factorization/matrices';
import { assertOrthonormal, assertRestores, eps, timesDiagonal, ulp } from './ratios';

const seed = 37;
/** Beyond the blocks of every kernel, and a power of two, whose columns share the lines of a cache. */
const n = 512;

describe(`large matrices hold to LAPACK’s bounds, ${n}×${n}, seed ${seed}`, () => {
  const a = uniform(n, n, createRandom(seed));

  it('PA = LU', () => {
    const { l, u, permutation } = lu(a);
    const permuted = createMatrix(n, n);
    permutation.forEach((from, i) => permuted.values.set(a.values.subarray(from * n, (from + 1) * n), i * n));
    assertRestores(permuted, product(l, u), eps, 30);
  });

  it('A = QR', () => {
    const { q, r } = qr(a);
    assertOrthonormal(q, eps, 30);
    assertRestores(a, product(q, r), eps, 30);
  });

  it('A = VDVᵀ', () => {
    const { values, vectors } = symmetricEigen(symmetricPart(a));
    assertOrthonormal(vectors, ulp, 60);
    assertRestores(symmetricPart(a), product(timesDiagonal(vectors, values), transpose(vectors)), ulp, 60);
  });

  it('A = USVᵀ', () => {
    const { u, s, v } = svd(a);
    assertOrthonormal(u, ulp, 50);
    assertOrthonormal(v, ulp, 50);
    assertRestores(a, product(timesDiagonal(u, s), transpose(v)), ulp, 50);
  });

  it('A = QTQᵀ, whose eigenvalues are those of AV = VD', () => {
    const { q, t } = schur(a);
    assertOrthonormal(q, ulp, 20);
    assertRestores(a, product(product(q, t), transpose(q)), ulp, 20);
    const trace = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
    const diagonal = Float64Array.from({ length: n }, (_, i) => t.values[i * n + i]!);
    assert.ok(Math.abs(trace(eigen(a).re) - trace(diagonal)) < 1e-10);
  });
});
