import assert from 'node:assert/strict';
import { trainRatings } from '../../../src/completion';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { trainRequest } from '../trainRequest';

interface Kind {
  readonly users: number;
  readonly items: number;
  /** Standard deviations of what two factors add up to, and of the noise. */
  readonly signal: number;
  readonly noise: number;
  readonly scale: number;
}

/** Three tenths of the cells, of biases, two factors and noise. */
function ratingsOf({ users, items, signal, noise, scale }: Kind): Ratings {
  const random = createRandom(5);
  const draws = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [row, column] = [draws(3 * users), draws(3 * items)];
  const at = Uint32Array.from({ length: users * items }, (_, t) => t).filter(() => random.uniform() < 0.3);
  const value = (i: number, j: number): number => {
    const [b, u1, u2] = row.slice(3 * i);
    const [c, v1, v2] = column.slice(3 * j);
    return 0.4 * (b! + c!) + signal * Math.SQRT1_2 * (u1! * v1! + u2! * v2!) + noise * random.normal();
  };
  return {
    rows: users,
    columns: items,
    rowIndex: at.map((t) => Math.floor(t / items)),
    columnIndex: at.map((t) => t % items),
    values: Float64Array.from(at, (t) => scale * (3 + value(Math.floor(t / items), t % items))),
    userIds: Array.from({ length: users }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: items }, (_, j) => `i${j}`),
  };
}

async function train(ratings: Ratings, changes: Partial<TrainRequest> = {}): Promise<TrainingAnalysis> {
  const request = trainRequest({ seed: 1, threads: 1, ...changes });
  const context = { modelId: 'model-1', secondsLoad: 0, titles: null };
  return (await trainRatings({ ratings, duplicates: 0, sha256: 'ab' }, null, request, context, quiet)).analysis;
}

describe('The λ of least squares that nobody asked for', () => {
  const usual = { users: 150, items: 80, signal: 1, noise: 0.5, scale: 1 };
  const kinds: Readonly<Record<string, Kind>> = {
    'with little noise': { ...usual, noise: 0.2 },
    'with much noise': { ...usual, signal: 0.5, noise: 1 },
    'a hundred times as large': { ...usual, scale: 100 },
    'of few users': { ...usual, users: 40, items: 30 },
    'of many users': { ...usual, users: 600, items: 200 },
  };
  for (const [name, kind] of Object.entries(kinds))
    it(`predicts ratings ${name} nearly as well as the best λ does`, async () => {
      const ratings = ratingsOf(kind);
      const { heldOut } = await train(ratings);
      const errors: number[] = [];
      for (const share of [0.5, 1, 2, 4, 8, 16, 32])
        errors.push((await train(ratings, { regularization: share * kind.scale })).heldOut!.rmse);
      const best = Math.min(...errors);
      assert.ok(heldOut!.rmse < 1.05 * best, `${heldOut!.rmse}, best ${best}`);
      assert.ok(heldOut!.rmse < heldOut!.baselineRmse, `${heldOut!.rmse}, biases alone ${heldOut!.baselineRmse}`);
    });

  it('does little harm where biases are all there is', async () => {
    const { heldOut } = await train(ratingsOf({ ...usual, signal: 0, noise: 1 }));
    assert.ok(heldOut!.rmse < 1.03 * heldOut!.baselineRmse, `${heldOut!.rmse}, biases alone ${heldOut!.baselineRmse}`);
  });

  it('is said to be chosen, and what was asked for is not', async () => {
    const ratings = ratingsOf(usual);
    assert.match((await train(ratings)).why, /λ = [\d.]+, the best of 6 on folds of the ratings trained on/);
    const asked = await train(ratings, { regularization: 3 });
    assert.equal(asked.regularization, 3);
    assert.doesNotMatch(asked.why, /best of/);
  });
});
