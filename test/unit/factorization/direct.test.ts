import assert from 'node:assert/strict';
import { cell, multiply, subtract, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { norm1, orthogonalityError } from '../../../src/factorization/checks';
import { ask, factorOf, squareKinds, ulp, uniform } from './matrices';

const eps = ulp / 2;
const sizes = [1, 2, 3, 5, 10, 20];

/** LAPACK's ratio ‖A − Â‖₁ / (n ‖A‖₁ unit) must stay below the bound. */
function assertRestores(a: Matrix, product: Matrix, unit: number, bound: number): void {
  const residual = norm1(subtract(a, product));
  assert.ok(residual <= bound * Math.max(a.rows, a.columns) * norm1(a) * unit, `‖A − Â‖ = ${residual}`);
}

function assertOrthonormal(q: Matrix, unit: number, bound: number): void {
  const error = orthogonalityError(q);
  assert.ok(error < bound * q.rows * unit, `‖I − QᵀQ‖ = ${error}`);
}

function assertZeroBelow(a: Matrix, diagonals: number): void {
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.columns; j++) if (i - j > diagonals) assert.equal(cell(a, i, j), 0, `row ${i}, column ${j}`);
}

function assertPermutation(p: Matrix): void {
  for (const matrix of [p, transpose(p)])
    for (let i = 0; i < matrix.rows; i++) {
      const row = Array.from(matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns));
      assert.deepEqual(row.toSorted(), [...new Array<number>(matrix.columns - 1).fill(0), 1]);
    }
}

function assertUnitLower(l: Matrix): void {
  assertZeroBelow(transpose(l), 0);
  for (let i = 0; i < l.columns; i++) assert.equal(cell(l, i, i), 1);
}

function checkLu(a: Matrix): void {
  const answer = ask(a, 'lu');
  const [p, l, u] = [factorOf(answer, 'P'), factorOf(answer, 'L'), factorOf(answer, 'U')];
  assertPermutation(p);
  assertUnitLower(l);
  assert.ok(
    l.values.every((value) => Math.abs(value) <= 1),
    'pivots are the largest of their column',
  );
  assertZeroBelow(u, 0);
  assertRestores(multiply(p, a), multiply(l, u), eps, 30);
  assertRestores(a, answer.reconstruction!, eps, 30);
}

function checkQr(a: Matrix): void {
  const answer = ask(a, 'qr');
  const [q, r] = [factorOf(answer, 'Q'), factorOf(answer, 'R')];
  const k = Math.min(a.rows, a.columns);
  assert.deepEqual([q.rows, q.columns, r.rows, r.columns], [a.rows, k, k, a.columns]);
  assertOrthonormal(q, eps, 30);
  assertZeroBelow(r, 0);
  for (let i = 0; i < k; i++) assert.ok(cell(r, i, i) >= 0);
  assertRestores(a, multiply(q, r), eps, 30);
}

function checkSchur(a: Matrix): void {
  const answer = ask(a, 'schur');
  const [q, t] = [factorOf(answer, 'Q'), factorOf(answer, 'T')];
  assertOrthonormal(q, ulp, 20);
  assertZeroBelow(t, 1);
  for (let i = 1; i < t.rows; i++) {
    if (cell(t, i, i - 1) === 0) continue;
    const half = cell(t, i - 1, i - 1) / 2 - cell(t, i, i) / 2;
    // in steps, since squares of numbers near underflow vanish
    const size = Math.max(Math.abs(half), Math.abs(cell(t, i, i - 1)), Math.abs(cell(t, i - 1, i)));
    const discriminant = (half / size) ** 2 + (cell(t, i - 1, i) / size) * (cell(t, i, i - 1) / size);
    assert.ok(discriminant < ulp, 'a 2×2 block has complex eigenvalues');
    if (i + 1 < t.rows) assert.equal(cell(t, i + 1, i), 0, 'blocks do not overlap');
  }
  assertRestores(a, multiply(multiply(q, t), transpose(q)), ulp, 20);
}

function checkSvd(a: Matrix): void {
  const answer = ask(a, 'svd');
  const [u, s, v] = [factorOf(answer, 'U'), factorOf(answer, 'S'), factorOf(answer, 'V')];
  assertOrthonormal(u, ulp, 50);
  assertOrthonormal(v, ulp, 50);
  for (let i = 0; i < s.rows; i++) {
    assert.ok(cell(s, i, i) >= 0);
    if (i > 0) assert.ok(cell(s, i, i) <= cell(s, i - 1, i - 1));
  }
  assertRestores(a, multiply(multiply(u, s), transpose(v)), ulp, 50);
}

/** ‖AV − VD‖₁ / (n ‖A‖₁ ulp) < 20 in complex arithmetic, and ‖v‖ = 1. */
function checkEigen(a: Matrix): void {
  const answer = ask(a, 'eigen');
  const [v, d] = [factorOf(answer, 'V'), factorOf(answer, 'D')];
  const n = a.rows;
  const scale = norm1(a) === 0 ? 1 : norm1(a);
  for (let k = 0; k < n; k++) {
    const at = k * n + k;
    const [re, im] = [d.values[at]! / scale, (d.imaginary?.[at] ?? 0) / scale];
    let [sum, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      let [x, y] = [0, 0];
      for (let j = 0; j < n; j++) {
        x += (cell(a, i, j) / scale) * cell(v, j, k);
        y += (cell(a, i, j) / scale) * (v.imaginary?.[j * n + k] ?? 0);
      }
      const [p, q] = [cell(v, i, k), v.imaginary?.[i * n + k] ?? 0];
      sum += Math.hypot(x - (re * p - im * q), y - (re * q + im * p));
      square += p * p + q * q;
    }
    assert.ok(sum < 20 * n * ulp, `‖Av − λv‖ = ${sum}`);
    assert.ok(Math.abs(square - 1) < 20 * n * ulp, 'an eigenvector has length 1');
  }
}

function checkSparseLu(a: Matrix): void {
  const answer = ask(a, 'slu');
  const [p, l, u, q] = ['P', 'L', 'U', 'Q'].map((name) => factorOf(answer, name));
  assertPermutation(p!);
  assertPermutation(q!);
  assertUnitLower(l!);
  assertZeroBelow(u!, 0);
  assertRestores(multiply(multiply(p!, a), q!), multiply(l!, u!), eps, 30);
  assertRestores(a, answer.reconstruction!, eps, 30);
}

describe('direct decompositions hold to LAPACK’s bounds', () => {
  const laws = {
    'PA = LU': checkLu,
    'A = QR': checkQr,
    'A = QTQᵀ': checkSchur,
    'A = USVᵀ': checkSvd,
    'AV = VD': checkEigen,
  };
  for (const [law, check] of Object.entries(laws)) {
    for (const n of sizes) for (const [kind, a] of squareKinds(n, n)) it(`${law}, ${n}×${n}, ${kind}`, () => check(a));
    it(`${law}, 50×50, uniform and geometric spectrum`, () => {
      for (const [kind, a] of squareKinds(50, 1)) if (kind === 'uniform' || kind === 'geometric spectrum') check(a);
    });
  }

  for (const n of sizes)
    for (const seed of [1, 2, 3])
      it(`PAQ = LU, ${n}×${n}, seed ${seed}, three quarters zero but for the diagonal`, () => {
        const random = createRandom(seed);
        const a = uniform(n, n, random);
        a.values.forEach((_, at) => {
          if (at % (n + 1) !== 0 && random.uniform() < 0.75) a.values[at] = 0;
        });
        checkSparseLu(a);
      });

  for (const [m, n] of [
    [1, 4],
    [4, 1],
    [3, 7],
    [7, 3],
    [40, 6],
    [6, 40],
  ] as const)
    for (const [law, check] of Object.entries({ 'PA = LU': checkLu, 'A = QR': checkQr, 'A = USVᵀ': checkSvd }))
      it(`${law} for ${m}×${n}`, () => check(uniform(m, n, createRandom(m + 100 * n))));

  it('A = QR where mathjs is left for our own Householder QR: 120×60', () => {
    checkQr(uniform(120, 60, createRandom(5)));
  });

  it('A = QR with orthonormal columns where a column nearly underflows, which mathjs gets wrong', () => {
    const a = uniform(4, 4, createRandom(9));
    for (let i = 0; i < 4; i++) a.values[i * 4 + 2] = cell(a, i, 2) * 1e-160;
    for (let i = 1; i < 4; i++) a.values[i * 4] = 0;
    checkQr(a);
  });
});
