import assert from 'node:assert/strict';
import { baselineRegularization, fitBaseline } from '../../../src/completion/ratingsBaseline';
import { residuals } from '../../../src/completion/model';
import { spreadOf } from '../../../src/completion/standardize';
import type { Observations } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';

/** Users with many ratings of items with few. */
function manyRatingsEach(users: number, items: number, seed: number): Observations {
  const random = createRandom(seed);
  const cells = Array.from({ length: users * items }, (_, t) => t).filter(() => random.uniform() < 0.3);
  const ofUser = Array.from({ length: users }, () => 1 + random.normal());
  return {
    rows: users,
    columns: items,
    rowIndex: Uint32Array.from(cells, (t) => Math.floor(t / items)),
    columnIndex: Uint32Array.from(cells, (t) => t % items),
    values: Float64Array.from(cells, (t) => 3 + ofUser[Math.floor(t / items)]! + random.normal()),
  };
}

describe('The biases that ratings are compared with', () => {
  it('are the minimizer, also where what the users and the items share is moved slowly: Σ e = λ b for each', () => {
    const ratings = manyRatingsEach(12, 400, 7);
    const model = fitBaseline(ratings, quiet);
    const { spread } = spreadOf(ratings, true);
    const errors = residuals(model, ratings).map((e) => e / spread);
    const slopes = [
      { own: ratings.rowIndex, bias: model.rowBias },
      { own: ratings.columnIndex, bias: model.columnBias },
    ].flatMap(({ own, bias }) => {
      const sums = Array.from(bias, (b) => (-baselineRegularization * b) / spread);
      errors.forEach((e, t) => (sums[own[t]!]! += e));
      return sums;
    });
    assert.ok(Math.max(...slopes.map(Math.abs)) < 1e-4, `the largest slope is ${Math.max(...slopes.map(Math.abs))}`);
  });

  it('are zero for who has no ratings', () => {
    const ratings = { ...manyRatingsEach(12, 40, 3), rows: 14, columns: 43 };
    const { rowBias, columnBias } = fitBaseline(ratings, quiet);
    assert.deepEqual([...rowBias.subarray(12), ...columnBias.subarray(40)], [0, 0, 0, 0, 0]);
  });
});
