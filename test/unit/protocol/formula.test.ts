import assert from 'node:assert/strict';
import { fromRows, type Matrix } from '../../../src/matrix/dense';
import { formulaText } from '../../../src/protocol/formula';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import { label } from '../completion/fixtures';
import { ask } from '../factorization/matrices';

const matrix = fromRows([
  [1, 2],
  [3, 4],
]);
const called = (values: Matrix, name: string | null) => ({ ...label(values), name });

function written(method: DecompositionMethod, name: string | null, right: string | null = null): string {
  const rightSide = method === 'solve' ? { rightSide: called(fromRows([[1], [2]]), right) } : {};
  return formulaText(ask(matrix, method, { matrix: called(matrix, name), ...rightSide }));
}

describe('formulas', () => {
  it('say what the document calls A', () => {
    assert.equal(written('svd', 'Ratings'), 'A = USVᵀ, where A is Ratings');
    assert.equal(written('svd', 'A'), 'A = USVᵀ');
    assert.equal(written('svd', null), 'A = USVᵀ');
  });

  it('keep a name apart from a factor of the same letter', () => {
    assert.equal(written('lu', 'L'), 'A = PᵀLU, where A is called L in the text');
  });

  it('say what the document calls either side of AX = B', () => {
    assert.equal(written('solve', 'M', 'v'), 'AX = B, where A is M and B is v');
    assert.equal(written('solve', 'A', 'b'), 'AX = B');
    assert.equal(written('solve', 'B', 'c'), 'AX = B, where A is called B in the text and B is c');
  });
});
