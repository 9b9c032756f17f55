import assert from 'node:assert/strict';
import { decompose } from '../../../../src/factorization';
import { fromRows } from '../../../../src/matrix/dense';
import { quiet } from '../../../../src/protocol/control';

describe('factors in fractions', () => {
  const matrix = {
    ...fromRows([
      [5, 3],
      [3, 2],
    ]),
    name: null,
    rowLabels: null,
    columnLabels: null,
  };
  for (const method of ['lu', 'qr', 'ldl'] as const)
    it(`by ${method} have a backward error of exactly 0`, () => {
      const request = { kind: 'decompose', matrix, method, exact: true, rank: null, learningRate: null } as const;
      const { diagnostics, warnings } = decompose({ ...request, iterations: null, seed: 0 }, quiet);
      assert.equal(diagnostics.backwardError?.ratio, 0);
      assert.deepEqual(warnings, []);
    });
});
