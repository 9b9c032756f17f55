import assert from 'node:assert/strict';
import { symmetricEigen } from '../../../src/kernels';
import { createMatrix, fromRows, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { diagonal } from '../../../src/factorization/factor';
import { symmetricJacobi } from '../../../src/factorization/jacobi';
import { jordan, squareKinds, symmetricPart, times, withSpectrum } from '../factorization/matrices';
import { assertSymmetricEigen } from './laws';
import { ulp } from './ratios';

const seed = 13;

/** The second difference, whose eigenvalues are 2 − 2 cos(πj / (n + 1)). */
function secondDifference(n: number): Matrix {
  const a = createMatrix(n, n);
  for (let i = 0; i < n; i++) {
    a.values[i * n + i] = 2;
    if (i > 0) a.values[i * n + i - 1] = a.values[(i - 1) * n + i] = -1;
  }
  return a;
}

/** Wilkinson's W⁺, whose largest eigenvalues come in pairs that agree to many digits. */
function wilkinson(n: number): Matrix {
  const a = secondDifference(n);
  for (let i = 0; i < n; i++) {
    a.values[i * n + i] = Math.abs(i - (n - 1) / 2);
    if (i > 0) a.values[i * n + i - 1] = a.values[(i - 1) * n + i] = 1;
  }
  return a;
}

describe(`A = VDVᵀ holds to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 32, 33, 50, 64, 65, 100, 129])
    for (const [kind, a] of squareKinds(n, seed + n))
      it(`${n}×${n}, ${kind}`, () => assertSymmetricEigen(symmetricPart(times(a, 0.5))));

  for (const n of [21, 101, 200])
    for (const [name, a] of [
      ['Wilkinson’s W⁺', wilkinson(n)],
      ['second difference', secondDifference(n)],
      ['ones', createMatrix(n, n, 1)],
      ['diagonal, graded', diagonal(Float64Array.from({ length: n }, (_, i) => 10 ** -(i % 300)))],
      ['defective made symmetric', symmetricPart(jordan(n, 1))],
      ['graded', graded(n)],
    ] as const)
      it(`${name}, ${n}×${n}`, () => assertSymmetricEigen(a));

  it('finds the known eigenvalues of the second difference', () => {
    const { values } = symmetricEigen(secondDifference(120));
    values.forEach((value, j) =>
      assert.ok(Math.abs(value - (2 - 2 * Math.cos((Math.PI * (j + 1)) / 121))) < 100 * ulp),
    );
  });

  it('equals Jacobi’s method, the readable reference', () => {
    const a = symmetricPart(
      withSpectrum(
        Array.from({ length: 60 }, (_, i) => Math.cos(i)),
        createRandom(seed),
      ),
    );
    const reference = symmetricJacobi(a, () => undefined)!.values.sort();
    symmetricEigen(a).values.forEach((value, i) => assert.ok(Math.abs(value - reference[i]!) < 1e-13));
  });

  it('[[2, 1], [1, 2]] has eigenvalues 1 and 3', () => {
    const { values } = symmetricEigen(
      fromRows([
        [2, 1],
        [1, 2],
      ]),
    );
    assert.ok(Math.abs(values[0]! - 1) < 4 * ulp && Math.abs(values[1]! - 3) < 4 * ulp);
  });
});

/** Entries that fall off like 10^-(i + j). */
function graded(n: number): Matrix {
  const a = createMatrix(n, n);
  const random = createRandom(seed);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) a.values[i * n + j] = a.values[j * n + i] = random.normal() * 10 ** (-(i + j) / 4);
  return a;
}
