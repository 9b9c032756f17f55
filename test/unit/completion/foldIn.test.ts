import assert from 'node:assert/strict';
import { complete, foldInRow } from '../../../src/completion';
import { cell } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { assertClose, completeRequest, plant } from './fixtures';

const { truth, holed } = plant(30, 12, 1, { density: 0.7, noise: 0.1, bias: true }, createRandom(4));

describe('A row folded into a completed matrix', () => {
  it('is predicted by least squares as where it stood, once training has converged', () => {
    const request = completeRequest(holed, { solver: 'als', rank: 1, regularization: 0.5, iterations: 20_000 });
    const analysis = complete(request, quiet);
    for (const row of [0, 7, 29]) {
      const predicted = foldInRow(analysis, holed.values.slice(12 * row, 12 * row + 12));
      predicted.forEach((value, j) => assertClose(value, cell(analysis.reconstruction, row, j), 0.02));
    }
  });

  it('that training has not seen comes near the truth, by the default solver', () => {
    const seen = { ...holed, rows: 29, values: holed.values.slice(0, 29 * 12) };
    const analysis = complete(completeRequest(seen), quiet);
    const predicted = foldInRow(analysis, holed.values.slice(29 * 12));
    const errors = predicted.map((value, j) => value - cell(truth, 29, j));
    const rmse = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / 12);
    assert.ok(rmse < 0.3, `RMSE ${rmse}`);
  });
});
