import assert from 'node:assert/strict';
import { methodOffers } from '../../../src/editor/methods';
import { byMethod } from '../../../src/protocol/options';
import { decompose } from '../../../src/factorization';
import { fromRows } from '../../../src/matrix/dense';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers, decompositionMethods } from '../../../src/protocol/methods';

const square = fromRows([
  [4, 1, 0],
  [1, 3, 1],
  [0, 1, 2],
]);
const tall = fromRows([
  [4, 1],
  [1, 3],
  [0, 1],
]);

describe('the methods offered', () => {
  for (const [shape, matrix] of Object.entries({ square, tall }))
    it(`regression: for a ${shape} matrix were others than can factor it`, () => {
      const labelled = { ...matrix, name: null, rowLabels: null, columnLabels: null };
      const works = decompositionMethods.filter((method) => {
        const numbers = { rank: 1, learningRate: null, iterations: 5, seed: 0 } as const;
        try {
          decompose(byMethod({ kind: 'decompose', matrix: labelled, method: 'gd', ...numbers }, method), quiet);
          return true;
        } catch {
          return false;
        }
      });
      assert.deepEqual(
        methodOffers(matrix).map(({ id }) => id),
        works,
      );
    });

  it('are the solvers where a cell is missing', () => {
    const holed = fromRows([
      [1, Number.NaN],
      [2, 3],
    ]);
    assert.deepEqual(
      methodOffers(holed).map(({ id }) => id),
      [...completionSolvers],
    );
  });
});
