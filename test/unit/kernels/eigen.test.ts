import assert from 'node:assert/strict';
import { eigen } from '../../../src/kernels';
import { cell, createMatrix, fromRows } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { companion, squareKinds, uniform } from '../factorization/matrices';
import { assertEigen } from './laws';
import { ulp } from './ratios';

const seed = 23;

describe(`AV = VD holds to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 32, 50, 65, 100])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => assertEigen(a));
  it('200×200, uniform', () => assertEigen(uniform(200, 200, createRandom(seed))));

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
