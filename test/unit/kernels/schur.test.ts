import assert from 'node:assert/strict';
import { schur } from '../../../src/kernels';
import { cell, createMatrix, fromRows, transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { companion, jordan, squareKinds, uniform } from '../factorization/matrices';
import { assertSchur } from './laws';

const seed = 19;

/** Upper Hessenberg of ones and nearly nothing else: slow without exceptional shifts. */
function grcar(n: number): Matrix {
  const a = createMatrix(n, n);
  for (let i = 0; i < n; i++)
    for (let j = Math.max(0, i - 1); j < Math.min(n, i + 4); j++) a.values[i * n + j] = j < i ? -1 : 1;
  return a;
}

describe(`A = QTQᵀ holds to LAPACK’s bounds, seed ${seed}`, () => {
  for (const n of [1, 2, 3, 5, 10, 32, 50, 61, 100, 160])
    for (const [kind, a] of squareKinds(n, seed + n)) it(`${n}×${n}, ${kind}`, () => assertSchur(a));
  for (const n of [70, 200])
    for (const [name, a] of [
      ['cyclic shift', companion(n)],
      ['Jordan block, transposed', transpose(jordan(n, 0))],
      ['Grcar’s matrix', grcar(n)],
      [
        'random signs',
        { ...uniform(n, n, createRandom(n)), values: uniform(n, n, createRandom(n)).values.map(Math.sign) },
      ],
      ['all ones', createMatrix(n, n, 1)],
    ] as const)
      it(`${name}, ${n}×${n}`, () => assertSchur(a));

  it('the eigenvalues of [[1, 1], [0, 1]], on which mathjs fails, are 1 and 1', () => {
    const { t } = schur(
      fromRows([
        [1, 1],
        [0, 1],
      ]),
    );
    assert.deepEqual([cell(t, 0, 0), cell(t, 1, 1), cell(t, 1, 0)], [1, 1, 0]);
  });

  it('an empty matrix has an empty form', () => assert.equal(schur(createMatrix(0, 0)).t.values.length, 0));
});
