import assert from 'node:assert/strict';
import { eigen, product } from '../../../src/kernels';
import { cell, createMatrix, fromRows, type Matrix } from '../../../src/matrix/dense';
import { equilibrate, timesTwoTo } from '../../../src/matrix/scale';
import { createRandom } from '../../../src/matrix/random';
import { norm1 } from '../../../src/factorization/checks';
import { companion, squareKinds, uniform } from '../factorization/matrices';
import { ulp } from './ratios';

const seed = 23;

/** ‖AV − VW‖₁ < 20 n ‖A‖₁ ulp, with the moduli of complex numbers, and unit vectors. */
function check(original: Matrix): void {
  const n = original.rows;
  const { scaled: a, exponent } = equilibrate(original);
  const answer = eigen(original);
  const [re, im] = [answer.re, answer.im].map((values) => values.map((value) => timesTwoTo(value, -exponent)));
  const v = answer.vectors;
  const av = product(a, v);
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
    assert.ok(residual <= 20 * n * norm1(a) * ulp, `‖Av − λv‖ is ${residual / (n * norm1(a) * ulp)} units of 20`);
    assert.ok(Math.abs(Math.sqrt(square) - 1) < 20 * n * ulp, 'length 1');
    if (!isPair) continue;
    assert.ok(re![k] === re![k + 1] && im![k] === -im![k + 1]!);
    k++;
  }
}

describe(`AV = VD holds to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 32, 50, 65, 100])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => check(a));
  it('200×200, uniform', () => check(uniform(200, 200, createRandom(seed))));

  it('the eigenvalues of a cyclic shift are the roots of unity', () => {
    const { re, im } = eigen(companion(12));
    re.forEach((value, k) => assert.ok(Math.abs(Math.hypot(value, im[k]!) - 1) < 100 * ulp));
  });

  it('the vectors of the defective [[1, 1], [0, 1]] are parallel', () => {
    const { re, im, vectors } = eigen(
      fromRows([
        [1, 1],
        [0, 1],
      ]),
    );
    assert.deepEqual([...re, ...im], [1, 1, 0, 0]);
    assert.ok(Math.abs(cell(vectors, 1, 0)) <= 4 * ulp && Math.abs(cell(vectors, 1, 1)) <= 4 * ulp);
  });

  it('finds the eigenvalues of a badly scaled matrix, which balancing saves', () => {
    const { re } = eigen(
      fromRows([
        [1, 1e8, 0],
        [1e-8, 2, 1e8],
        [0, 1e-8, 3],
      ]),
    );
    // similar to [[1, 1, 0], [1, 2, 1], [0, 1, 3]], whose eigenvalues are 2 and 2 ± √3
    const expected = [2 - Math.sqrt(3), 2, 2 + Math.sqrt(3)];
    Array.from(re)
      .sort((x, y) => x - y)
      .forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-13));
  });

  it('an empty matrix has no eigenvalues', () => assert.equal(eigen(createMatrix(0, 0)).re.length, 0));
});
