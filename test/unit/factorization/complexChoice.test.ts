import assert from 'node:assert/strict';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import { complexRows as rows } from './complexKinds';
import { ask } from './matrices';

const zeros = (m: number, n: number): number[][] => Array.from({ length: m }, () => new Array<number>(n).fill(0));
const half = Math.SQRT1_2;

/** Regression: but for Hermitian ones, every square complex matrix was given its Schur form. */
describe('the automatic choice for complex matrices', () => {
  const cases: readonly (readonly [string, number[][], number[][], DecompositionMethod, RegExp])[] = [
    ['diagonal', [[1, 0], [0, 2]], [[1, 0], [0, 0]], 'eigen', /^Diagonal/],
    ['upper triangular', [[1, 2], [0, 2]], [[1, 1], [0, 0]], 'lu', /^Upper triangular/],
    ['lower triangular', [[1, 0], [3, 2]], [[1, 0], [0, 0]], 'lu', /^Lower triangular/],
    ['permuted triangular', [[0, 0, 2], [1, 2, 3], [0, 1, 1]], [[0, 0, 1], [1, 0, 0], [0, 1, 0]], 'lu', /in the order 2, 3, 1/],
    ['unitary', [[half, 0], [0, half]], [[0, half], [half, 0]], 'qr', /^Unitary/],
    ['complex of low rank', [[1, 2], [1, 2]], [[1, 2], [-1, -2]], 'svd', /^Low rank: of numerical rank 1 of 2/],
    ['tall and of low rank', [[1, 2], [1, 2], [0, 0]], [[1, 2], [-1, -2], [0, 0]], 'svd', /^Low rank/],
    ['Hermitian and singular', [[1, 0], [0, 1]], [[0, 1], [-1, 0]], 'eigen', /of numerical rank 1 of 2/],
    ['Hermitian and definite', [[2, 0], [0, 2]], [[0, 1], [-1, 0]], 'cholesky', /positive definite/],
    ['anything else', [[1, 2], [3, 4]], [[1, 1], [0, 0]], 'schur', /^Complex and square/],
    ['tall', [[1, 2], [3, 4], [5, 7]], [...zeros(2, 2), [1, 0]], 'qr', /taller than wide/],
    ['wide', [[1, 2, 3], [4, 5, 7]], [[0, 0, 1], [0, 0, 0]], 'svd', /wider than tall/],
  ]; // prettier-ignore
  for (const [name, re, im, method, why] of cases)
    it(`names what it sees: ${name}`, () => {
      const a = rows(re, im);
      const answer = ask(a, 'auto', { matrix: a });
      assert.equal(answer.method, method);
      assert.match(answer.why, why);
    });

  it('says what was rejected', () => {
    const a = rows([[1, 2], [2, 1]], [[0, 1], [-1, 0]]); // prettier-ignore
    const answer = ask(a, 'auto', { matrix: a });
    assert.equal(answer.method, 'eigen');
    assert.deepEqual(answer.tried, ['Tried Cholesky: pivot 2 is −4, so it is not positive definite.']);
  });
});
