import assert from 'node:assert/strict';
import { cholesky, lu, qr } from '../../../src/kernels';
import { cell, createMatrix, multiply, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { norm1 } from '../../../src/factorization/checks';
import { householderQr } from '../../../src/factorization/householder';
import { squareKinds, times, uniform } from '../factorization/matrices';
import { eps } from './ratios';
import { assertCholesky, assertLu, assertQr } from './laws';
import { referenceCholesky, referenceLu } from './references';

const seed = 11;
const sizes = [1, 2, 3, 5, 10, 33, 50, 100];
const shapes = [
  [1, 70],
  [70, 1],
  [64, 64],
  [65, 130],
  [200, 31],
  [31, 200],
  [257, 120],
] as const;

/** A Gram matrix and something on its diagonal: symmetric and positive definite. */
function positiveDefinite(n: number, shift: number): Matrix {
  const a = uniform(n, n, createRandom(seed + n));
  const gram = multiply(a, transpose(a));
  for (let i = 0; i < n; i++) gram.values[i * n + i]! += shift;
  return gram;
}

describe(`direct kernels hold to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of sizes)
    for (const [kind, a] of squareKinds(n, seed + n)) {
      it(`PA = LU, ${n}×${n}, ${kind}`, () => assertLu(a));
      it(`A = QR, ${n}×${n}, ${kind}`, () => assertQr(a));
    }
  for (const [m, n] of shapes) {
    it(`PA = LU for ${m}×${n}`, () => assertLu(uniform(m, n, createRandom(seed))));
    it(`A = QR for ${m}×${n}`, () => assertQr(uniform(m, n, createRandom(seed))));
  }
  for (const n of [...sizes, 200])
    for (const scale of [1, 2 ** 900, 2 ** -1000])
      it(`A = LLᵀ, ${n}×${n}, times ${scale}`, () => assertCholesky(times(positiveDefinite(n, 1e-3), scale)));

  it('whole numbers of any size with a whole L are factored without rounding', () => {
    for (const n of [5, 10, 20, 40])
      for (const scale of [1, 2 ** 450, 2 ** -500]) {
        const l = createMatrix(n, n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j <= i; j++) l.values[i * n + j] = i === j ? 1 : ((i * j + i) % 3) - 1;
        const answer = cholesky(times(multiply(l, transpose(l)), scale ** 2));
        assert.ok(answer.kind === 'factor');
        assert.deepEqual(answer.l.values, times(l, scale).values);
      }
  });

  it('an empty matrix has empty factors', () => {
    assert.equal(lu(createMatrix(0, 0)).l.values.length, 0);
    assert.equal(qr(createMatrix(0, 3)).r.values.length, 0);
    assert.equal(cholesky(createMatrix(0, 0)).kind, 'factor');
  });

  it('PA = LU solves with a residual of rounding size', () => {
    for (const [, a] of squareKinds(50, seed)) {
      const { l, u, permutation } = lu(a);
      if (Array.from({ length: 50 }, (_, i) => cell(u, i, i)).some((pivot) => Math.abs(pivot) < 1e-300)) continue;
      const b = new Float64Array(50).fill(norm1(a));
      const x = Float64Array.from(permutation, (from) => b[from]!);
      for (let i = 0; i < 50; i++) for (let j = 0; j < i; j++) x[i]! -= cell(l, i, j) * x[j]!;
      for (let i = 49; i >= 0; i--) {
        for (let j = i + 1; j < 50; j++) x[i]! -= cell(u, i, j) * x[j]!;
        x[i]! /= cell(u, i, i);
      }
      const size = x.reduce((sum, value) => sum + Math.abs(value), 0);
      let residual = 0;
      for (let i = 0; i < 50; i++) {
        let sum = -b[i]!;
        for (let j = 0; j < 50; j++) sum += cell(a, i, j) * x[j]!;
        residual += Math.abs(sum);
      }
      assert.ok(residual < 30 * 50 * norm1(a) * size * eps || !Number.isFinite(size));
    }
  });

  it('says which pivot is not positive', () => {
    const a = positiveDefinite(60, 1);
    a.values[40 * 60 + 40] = -1;
    const answer = cholesky(a);
    assert.ok(answer.kind === 'failed');
    assert.equal(answer.pivot, 40);
    assert.ok(answer.value < -1);
  });

  it('keeps the tiny pivot of a matrix with entries near both ends of the range', () => {
    const a = createMatrix(2, 2);
    a.values.set([1e300, 0, 0, 1e-300]);
    assert.deepEqual(Array.from(lu(a).u.values), [1e300, 0, 0, 1e-300]);
  });
});

describe('direct kernels equal their readable references', () => {
  for (const n of [1, 4, 17, 40]) {
    const a = uniform(n, n, createRandom(seed + n));
    const near = (x: Matrix, y: Matrix, tolerance: number): void =>
      x.values.forEach((value, i) =>
        assert.ok(Math.abs(value - y.values[i]!) <= tolerance, `${value} and ${y.values[i]!}`),
      );
    it(`LU, ${n}×${n}`, () => {
      const [kernel, reference] = [lu(a), referenceLu(a)];
      assert.deepEqual(kernel.permutation, reference.permutation);
      near(kernel.l, reference.l, 1e-10);
      near(kernel.u, reference.u, 1e-10);
    });
    it(`Cholesky, ${n}×${n}`, () => {
      const kernel = cholesky(positiveDefinite(n, 1));
      assert.ok(kernel.kind === 'factor');
      near(kernel.l, referenceCholesky(positiveDefinite(n, 1)), 1e-12);
    });
    it(`QR, ${n}×${n}`, () => {
      const [kernel, reference] = [qr(a), householderQr(a, () => undefined)];
      near(kernel.q, reference.q, 1e-10);
      near(kernel.r, reference.r, 1e-10);
    });
  }
});
