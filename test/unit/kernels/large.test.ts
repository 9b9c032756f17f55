import assert from 'node:assert/strict';
import { eigen, product, schur } from '../../../src/kernels';
import { transpose } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { symmetricPart, uniform } from '../factorization/matrices';
import {
  assertCholesky,
  assertLu,
  assertPivotedQr,
  assertQr,
  assertSchur,
  assertSvd,
  assertSymmetricEigen,
} from './laws';

const seed = 37;

// beyond the blocks of every kernel: a power of two, whose columns share the lines of a cache, and the largest of LAPACK's
for (const n of [512, 1000])
  describe(`large matrices hold to LAPACK’s bounds, ${n}×${n}, seed ${seed}`, () => {
    const a = uniform(n, n, createRandom(seed));

    it('PA = LU', () => assertLu(a));
    it('A = QR', () => assertQr(a));
    it('AP = QR', () => assertPivotedQr(a));
    it('A = VDVᵀ', () => assertSymmetricEigen(symmetricPart(a)));
    it('A = USVᵀ', () => assertSvd(a));
    it('A = LLᵀ', () => {
      const gram = product(a, transpose(a));
      for (let i = 0; i < n; i++) gram.values[i * (n + 1)]! += 1;
      assertCholesky(gram);
    });
  });

describe(`large matrices hold to LAPACK’s bounds, 512×512, seed ${seed}`, () => {
  const n = 512;
  const a = uniform(n, n, createRandom(seed));

  it('A = QTQᵀ', () => assertSchur(a));

  it('the eigenvalues of AV = VD are those of A = QTQᵀ', () => {
    const { t } = schur(a);
    const trace = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
    const diagonal = Float64Array.from({ length: n }, (_, i) => t.values[i * n + i]!);
    assert.ok(Math.abs(trace(eigen(a).re) - trace(diagonal)) < 1e-10);
  });
});
