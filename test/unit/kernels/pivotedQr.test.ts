import assert from 'node:assert/strict';
import { pivotedQr, product } from '../../../src/kernels';
import { cell, createMatrix, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { squareKinds, uniform, withSpectrum } from '../factorization/matrices';
import { assertOrthonormal, assertRestores, assertZeroBelow, eps, ulp } from './ratios';

const seed = 41;

function withColumns(a: Matrix, order: Int32Array): Matrix {
  const out = createMatrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++)
    order.forEach((from, j) => (out.values[i * a.columns + j] = a.values[i * a.columns + from]!));
  return out;
}

function check(a: Matrix): void {
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

describe(`AP = QR with the longest column first, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 33, 50, 100, 150])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => check(a));
  for (const [m, n] of [
    [1, 70],
    [70, 1],
    [64, 64],
    [65, 130],
    [200, 31],
    [31, 200],
    [257, 120],
  ] as const)
    it(`${m}×${n}`, () => check(uniform(m, n, createRandom(seed))));

  it('an empty matrix has empty factors', () => {
    assert.equal(pivotedQr(createMatrix(0, 3)).order.length, 3);
    assert.equal(pivotedQr(createMatrix(3, 0)).q.values.length, 0);
  });

  it('the diagonal of R ends where the rank does', () => {
    const n = 120;
    for (const rank of [1, 7, 32, 64, 100]) {
      const { r } = pivotedQr(
        withSpectrum(
          Array.from({ length: n }, (_, i) => (i < rank ? 1 : 0)),
          createRandom(rank),
        ),
      );
      const pivots = Array.from({ length: n }, (_, i) => Math.abs(cell(r, i, i)));
      assert.ok(pivots[rank - 1]! > 1e-2, `${pivots[rank - 1]!}`);
      assert.ok(pivots.slice(rank).every((pivot) => pivot < n * ulp));
    }
  });

  it('a matrix of Kahan keeps its order, where lengths that are not measured again lose it', () => {
    const n = 90;
    const [c, s] = [Math.cos(1.2), Math.sin(1.2)];
    const a = createMatrix(n, n);
    // a little less in each next column, so that no two are as long
    for (let i = 0; i < n; i++)
      for (let j = i; j < n; j++) a.values[i * n + j] = s ** i * (i === j ? 1 : -c) * (1 - 1e-10) ** j;
    check(a);
    assert.deepEqual(
      Array.from(pivotedQr(a).order),
      Array.from({ length: n }, (_, j) => j),
    );
  });
});
