import assert from 'node:assert/strict';
import { calculate } from '../../../../src/factorization/calculator/calculate';
import { wholeDeterminant } from '../../../../src/factorization/determinant';
import { fromRows, multiply, type Matrix } from '../../../../src/matrix/dense';
import { Fault } from '../../../../src/matrix/fault';
import { createRandom } from '../../../../src/matrix/random';
import type { CalculatedValue, Calculation } from '../../../../src/protocol/calculation';
import { quiet } from '../../../../src/protocol/control';
import { identity } from '../../../../src/factorization/factor';
import { norm1 } from '../../../../src/factorization/checks';
import { labelled, orthogonal, times, ulp, uniform } from '../matrices';

function calculated(expression: string, a: Matrix, imaginary: Float64Array | null = null): Calculation {
  const matrices = [{ ...labelled(a), name: 'A', imaginary }];
  return calculate({ kind: 'calculate', expression, matrices, exact: false, precision: null, seed: 0 }, quiet);
}

function value(expression: string, a: Matrix, imaginary: Float64Array | null = null): CalculatedValue {
  return calculated(expression, a, imaginary).value;
}

function number(expression: string, a: Matrix): number {
  const found = value(expression, a);
  return found.kind === 'number' ? found.re : assert.fail();
}

function matrix(expression: string, a: Matrix): Matrix {
  const found = value(expression, a);
  return found.kind === 'matrix' ? found : assert.fail();
}

const magic = fromRows([
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
]);

describe('det, inv and lusolve on doubles', () => {
  it('regression: the determinant of whole numbers was rounded', () => {
    assert.equal(number('det(A)', magic), 0);
    assert.equal(number('det(A)', fromRows([[0, 1], [1, 0]])), -1); // prettier-ignore
    assert.equal(wholeDeterminant(fromRows([[94906265, 94906266], [94906264, 94906265]])), 1n); // prettier-ignore
  });

  it('the determinant of an orthogonal matrix is 1 or −1, for every size', () => {
    for (const n of [1, 2, 5, 24, 25, 120]) {
      const found = Math.abs(number('det(A)', orthogonal(n, createRandom(n))));
      assert.ok(Math.abs(found - 1) <= 30 * n * n * ulp, `${n}: ${found}`);
    }
  });

  it('regression: products of pivots that leave the range of doubles on the way spoilt the determinant', () => {
    const wide = fromRows([[1e200, 0, 0], [0, 1e200, 0], [0, 0, 1e-250]]); // prettier-ignore
    assert.ok(Math.abs(number('det(A)', wide) / 1e150 - 1) <= 10 * ulp);
  });

  it('regression: a determinant beyond the range of doubles was infinite, or 0, without a word', () => {
    const cube = (size: number): Matrix => fromRows([[size, 0, 0], [0, size, 0], [0, 0, -size]]); // prettier-ignore
    for (const [a, imaginary, said] of [
      [cube(1e200), null, '−1e600'],
      [cube(3e-150), null, '−2.7e-449'],
      [cube(2 ** 53 - 1), null, null],
      [cube(1e200), Float64Array.of(1e200, 0, 0, 0, 0, 0, 0, 0, 0), 'of size 10^600.151'],
    ] as const) {
      const { warnings } = calculated('det(A)', a, imaginary);
      assert.equal(warnings.length, said === null ? 0 : 1, warnings.join(' '));
      if (said !== null)
        assert.ok(warnings[0]?.includes(`The determinant is ${said}, which no double holds.`), warnings[0]);
    }
  });

  it('regression: the determinant of whole numbers beyond the range of doubles was infinite without a word', () => {
    const n = 20;
    const diagonal = fromRows(
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_cell, j) => (i === j ? 1e16 / 2 : 0))),
    );
    assert.match(
      calculated('det(A)', diagonal).warnings.join(),
      /^The determinant is 9\.537e313, which no double holds\./,
    );
  });

  it('A A⁻¹ is I within κ roundings, for every size and scale', () => {
    for (const n of [1, 2, 3, 10, 40])
      for (const scale of [1, 2 ** 900, 2 ** -900]) {
        const base = uniform(n, n, createRandom(n));
        const inverse = times(matrix('inv(A)', times(base, scale)), scale);
        const product = multiply(base, inverse);
        const error = norm1({ ...product, values: product.values.map((one, at) => one - identity(n).values[at]!) });
        assert.ok(error <= 30 * n * ulp * norm1(base) * norm1(inverse), `${n}: ${error}`);
      }
  });

  it('regression: a diagonal of 1e-200 was said to have no inverse', () => {
    const inverse = matrix('inv(A)', fromRows([[1e-200, 0], [0, 1e-200]])); // prettier-ignore
    assert.deepEqual(Array.from(inverse.values), [1e200, 0, 0, 1e200]);
  });

  it('regression: a matrix that is singular within rounding had an inverse of 6e14', () => {
    for (const expression of ['inv(A)', 'lusolve(A, [1; 2; 4])'])
      assert.throws(
        () => value(expression, magic),
        (error) => error instanceof Fault && error.data.code === 'singular',
      );
  });

  it('lusolve leaves ‖b − Ax‖ within its bound', () => {
    for (const n of [2, 5, 30]) {
      const a = uniform(n, n, createRandom(n));
      const left = matrix('A * lusolve(A, ones(size(A)[1], 1)) - ones(size(A)[1], 1)', a);
      const x = matrix('lusolve(A, ones(size(A)[1], 1))', a);
      assert.ok(norm1(left) <= 30 * n * ulp * norm1(a) * norm1(x));
    }
  });

  it('the determinant of a complex matrix pivots, and keeps its range', () => {
    const small = fromRows([[1e-20, 1], [1, 1]]); // prettier-ignore
    const found = value('det(A)', small, Float64Array.of(1e-20, 0, 0, 0));
    assert.ok(found.kind === 'number' && Math.abs(found.re + 1) <= 10 * ulp && Math.abs(found.im) <= 1e-19);
  });
});
