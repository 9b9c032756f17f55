import assert from 'node:assert/strict';
import { cholesky, eigen, lu, product, qr, schur, svd, symmetricEigen } from '../../../src/kernels';
import { createMatrix, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { symmetricPart } from '../factorization/matrices';
import { assertOrthonormal, assertRestores, eps, timesDiagonal, ulp } from './ratios';

const seed = 31;
const count = 3400;

/** Entries that are normal, whole and small, mostly zero, or of very different sizes, by turns. */
function drawn(m: number, n: number, turn: number, random: ReturnType<typeof createRandom>): Matrix {
  const draw = [
    () => random.normal(),
    () => random.integer(5) - 2,
    () => (random.uniform() < 0.7 ? 0 : random.normal()),
    () => random.normal() * 10 ** (random.integer(17) - 8),
  ][turn % 4]!;
  return { rows: m, columns: n, values: Float64Array.from({ length: m * n }, draw) };
}

describe(`${6 * count} small matrices of all shapes, seed ${seed}`, () => {
  const random = createRandom(seed);
  const each = (check: (a: Matrix) => void, square: boolean): void => {
    for (let turn = 0; turn < count; turn++) {
      const m = 1 + random.integer(12);
      const n = square ? m : 1 + random.integer(12);
      check(drawn(m, n, turn, random));
    }
  };

  it('PA = LU', () =>
    each((a) => {
      const { l, u, permutation } = lu(a);
      const permuted = createMatrix(a.rows, a.columns);
      permutation.forEach((from, i) =>
        permuted.values.set(a.values.subarray(from * a.columns, (from + 1) * a.columns), i * a.columns),
      );
      assertRestores(permuted, product(l, u), eps, 30);
    }, false));

  it('A = QR', () =>
    each((a) => {
      const { q, r } = qr(a);
      assertOrthonormal(q, eps, 30);
      assertRestores(a, product(q, r), eps, 30);
    }, false));

  it('A = USVᵀ', () =>
    each((a) => {
      const { u, s, v } = svd(a);
      assertOrthonormal(u, ulp, 50);
      assertOrthonormal(v, ulp, 50);
      assertRestores(a, product(timesDiagonal(u, s), transpose(v)), ulp, 50);
    }, false));

  it('A = VDVᵀ, and A = LLᵀ where all eigenvalues are clearly positive', () =>
    each((a) => {
      const even = symmetricPart(a);
      const { values, vectors } = symmetricEigen(even);
      assertOrthonormal(vectors, ulp, 60);
      assertRestores(even, product(timesDiagonal(vectors, values), transpose(vectors)), ulp, 60);
      const answer = cholesky(even);
      const size = Math.max(...values.map(Math.abs));
      if (values[0]! > 1e-10 * size) assert.equal(answer.kind, 'factored');
      if (values[0]! < -1e-10 * size) assert.equal(answer.kind, 'notPositiveDefinite');
      if (answer.kind === 'factored') assertRestores(even, product(answer.l, transpose(answer.l)), eps, 30);
    }, true));

  it('A = QTQᵀ', () =>
    each((a) => {
      const { q, t } = schur(a);
      assertOrthonormal(q, ulp, 20);
      assertRestores(a, product(product(q, t), transpose(q)), ulp, 20);
    }, true));

  it('the eigenvalues sum up to the trace', () =>
    each((a) => {
      const { re } = eigen(a);
      const n = a.rows;
      let trace = 0;
      for (let i = 0; i < n; i++) trace += a.values[i * n + i]!;
      const size = a.values.reduce((sum, value) => sum + value * value, 0) ** 0.5;
      assert.ok(Math.abs(re.reduce((sum, value) => sum + value, 0) - trace) <= 20 * n * n * ulp * size);
    }, true));
});
