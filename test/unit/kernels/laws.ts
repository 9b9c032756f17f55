// What LAPACK's tests ask of each factorization, with its thresholds; eps in those of linear equations, ulp in the others.
import assert from 'node:assert/strict';
import {
  cholesky,
  eigen,
  lu,
  pivotedQr,
  product,
  qr,
  schur,
  singularValues,
  svd,
  symmetricEigen,
  symmetricEigenvalues,
} from '../../../src/kernels';
import { cell, createMatrix, transpose, type Matrix } from '../../../src/matrix/dense';
import { equilibrate, largest, timesTwoTo } from '../../../src/matrix/scale';
import { norm1 } from '../../../src/factorization/checks';
import { times } from '../factorization/matrices';
import { assertOrthonormal, assertRestores, assertZeroBelow, eps, timesDiagonal, ulp } from './ratios';

/** PA = LU, no multiplier larger than 1. */
export function assertLu(a: Matrix): void {
  const { l, u, permutation } = lu(a);
  assert.deepEqual(
    Array.from(permutation).sort((p, q) => p - q),
    Array.from({ length: a.rows }, (_, i) => i),
  );
  assertZeroBelow(u, 0);
  assertZeroBelow(transpose(l), 0);
  for (let i = 0; i < l.columns; i++) assert.equal(cell(l, i, i), 1);
  assert.ok(l.values.every((value) => Math.abs(value) <= 1));
  assertRestores(permuteRows(a, permutation), product(l, u), eps, 30);
}

function permuteRows(a: Matrix, permutation: Int32Array): Matrix {
  const out = createMatrix(a.rows, a.columns);
  permutation.forEach((from, i) =>
    out.values.set(a.values.subarray(from * a.columns, (from + 1) * a.columns), i * a.columns),
  );
  return out;
}

export function assertQr(a: Matrix): void {
  const { q, r } = qr(a);
  assertOrthonormal(q, eps, 30);
  assertZeroBelow(r, 0);
  assertRestores(a, product(q, r), eps, 30);
}

/** AP = QR, and no column is longer than the one that was taken. */
export function assertPivotedQr(a: Matrix): void {
  const { q, r, order } = pivotedQr(a);
  assert.deepEqual(
    Array.from(order).sort((p, q) => p - q),
    Array.from({ length: a.columns }, (_, j) => j),
  );
  assertOrthonormal(q, eps, 30);
  assertZeroBelow(r, 0);
  assertRestores(withColumns(a, order), product(q, r), eps, 30);
  assertFalls(r);
}

function withColumns(a: Matrix, order: Int32Array): Matrix {
  const out = createMatrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++)
    order.forEach((from, j) => (out.values[i * a.columns + j] = a.values[i * a.columns + from]!));
  return out;
}

/** |r_jj| is not less than the length of what is on and below row j of any column behind it, but for rounding. */
function assertFalls(r: Matrix): void {
  const size = Math.abs(r.values[0] ?? 0);
  for (let c = 0; c < r.columns; c++) {
    let length = 0;
    for (let j = Math.min(c, r.rows - 1); j >= 0; j--) {
      length = Math.hypot(length, cell(r, j, c));
      // lengths are kept to √ulp of themselves, and are rounding beside the first
      assert.ok(length <= Math.abs(cell(r, j, j)) * (1 + 1e-7) + r.columns * ulp * size, `row ${j}, column ${c}`);
    }
  }
}

/** A = LLᵀ of a positive definite A. */
export function assertCholesky(a: Matrix): void {
  const answer = cholesky(a);
  assert.ok(answer.kind === 'factor', 'A is positive definite');
  assertZeroBelow(transpose(answer.l), 0);
  for (let i = 0; i < a.rows; i++) assert.ok(cell(answer.l, i, i) > 0);
  assertRestores(a, product(answer.l, transpose(answer.l)), eps, 30);
}

/** A = USVᵀ, and the same singular values without the vectors. */
export function assertSvd(a: Matrix): void {
  const { u, s, v } = svd(a);
  s.forEach((value, i) => assert.ok(value >= 0 && (i === 0 || value <= s[i - 1]!), 'descending'));
  assertOrthonormal(u, ulp, 50);
  assertOrthonormal(v, ulp, 50);
  const scale = 1 / (largest(a) || 1);
  if (Number.isFinite(scale) && Number.isFinite(s[0] ?? 0)) {
    const d = s.map((value) => value * scale);
    assertRestores(times(a, scale), product(timesDiagonal(u, d), transpose(v)), ulp, 50);
  }
  const alone = singularValues(a);
  alone.forEach((value, i) =>
    assert.ok(Math.abs(value - s[i]!) <= 50 * s.length * ulp * s[0]! || value === s[i], `${value}, ${s[i]!}`),
  );
}

/** A = VDVᵀ of a symmetric A, and the same eigenvalues without the vectors. */
export function assertSymmetricEigen(a: Matrix): void {
  const { values, vectors } = symmetricEigen(a);
  for (let i = 1; i < values.length; i++) assert.ok(values[i - 1]! <= values[i]!, 'ascending');
  assertOrthonormal(vectors, ulp, 60);
  const scale = 1 / (largest(a) || 1);
  if (Number.isFinite(scale)) {
    const d = values.map((value) => value * scale);
    assertRestores(times(a, scale), product(timesDiagonal(vectors, d), transpose(vectors)), ulp, 60);
  }
  const alone = symmetricEigenvalues(a);
  const size = Math.max(...values.map(Math.abs));
  alone.forEach((value, i) => assert.ok(Math.abs(value - values[i]!) <= 60 * a.rows * ulp * size));
}

/** A = QTQᵀ, T quasi-triangular. */
export function assertSchur(a: Matrix): void {
  const { q, t } = schur(a);
  assertOrthonormal(q, ulp, 20);
  assertZeroBelow(t, 1);
  for (let i = 1; i < t.rows; i++) {
    if (cell(t, i, i - 1) === 0) continue;
    if (i + 1 < t.rows) assert.equal(cell(t, i + 1, i), 0, 'blocks do not overlap');
    const half = cell(t, i - 1, i - 1) / 2 - cell(t, i, i) / 2;
    const size = Math.max(Math.abs(half), Math.abs(cell(t, i, i - 1)), Math.abs(cell(t, i - 1, i)));
    const discriminant = (half / size) ** 2 + (cell(t, i - 1, i) / size) * (cell(t, i, i - 1) / size);
    assert.ok(discriminant < ulp, 'a 2×2 block has complex eigenvalues');
  }
  assertRestores(a, product(product(q, t), transpose(q)), ulp, 20);
}

/** ‖AV − VW‖₁ < 20 n ‖A‖₁ ulp, with the moduli of complex numbers, and unit vectors. */
export function assertEigen(original: Matrix): void {
  const n = original.rows;
  const { scaled: a, exponent } = equilibrate(original);
  const answer = eigen(original);
  const [re, im] = [answer.re, answer.im].map((values) => values.map((value) => timesTwoTo(value, -exponent)));
  const v = answer.vectors;
  const av = product(a, v);
  const size = norm1(a);
  for (let k = 0; k < n; k++) {
    const isPair = im![k]! > 0;
    const [x, y] = isPair ? [k, k + 1] : [k, null];
    const part = (matrix: Matrix, i: number, column: number | null): number =>
      column === null ? 0 : cell(matrix, i, column);
    let [residual, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      const [p, q] = [part(v, i, x), part(v, i, y)];
      square += p * p + q * q;
      residual += Math.hypot(
        part(av, i, x) - (re![k]! * p - im![k]! * q),
        part(av, i, y) - (re![k]! * q + im![k]! * p),
      );
    }
    assert.ok(residual <= 20 * n * size * ulp, `‖Av − λv‖ is ${residual / (n * size * ulp)} units of 20`);
    assert.ok(Math.abs(Math.sqrt(square) - 1) < 20 * n * ulp, 'length 1');
    if (!isPair) continue;
    assert.ok(re![k] === re![k + 1] && im![k] === -im![k + 1]!);
    k++;
  }
}
