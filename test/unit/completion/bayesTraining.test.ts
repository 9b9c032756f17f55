import assert from 'node:assert/strict';
import { judged, type Trial } from '../../../src/completion/bayes/chooseRank';
import { createBayesTraining } from '../../../src/completion/training/bayes';
import { intervalLevels } from '../../../src/protocol/intervals';
import { randomObservations } from './fixtures';

describe('The Gibbs sampler on ratings', () => {
  it('keeps no draw of the first fifth of its sweeps', async () => {
    const cells = randomObservations(12, 9, 0.5, 2);
    const data = { cells, held: null, standard: { mean: 0, spread: 1 }, scale: { low: -9, high: 9 } };
    const training = await createBayesTraining(data, { rank: 2, sweeps: 10, seed: 1, threads: 1 });
    const kept: number[] = [];
    for (let sweep = 1; sweep <= 10; sweep++) {
      await training.step(sweep, () => undefined);
      const [, scalars] = training.chain!.save();
      kept.push(scalars![2]!);
    }
    await training.close();
    assert.deepEqual(kept, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('The rank that a held-out cell is judged by', () => {
  it('is chosen without looking at the cell: one that flatters it alone is passed over', () => {
    const count = 10;
    const held = Uint32Array.from({ length: count }, (_, t) => t);
    const trial = (rank: number, logDensity: (t: number) => number): Trial => ({
      rank,
      logDensity: Float64Array.from(held, logDensity),
      residuals: new Float64Array(count).fill(rank),
      ends: Array.from(held, () => () => ({ lower: intervalLevels.map(() => -1), upper: intervalLevels.map(() => 1) })),
      tails: Array.from(held, () => () => 1 / rank),
    });
    // rank 2 is the best on all cells for the sake of cells 0 and 5 alone, which are a group
    const trials = [trial(1, () => 0), trial(2, (t) => (t % 5 === 0 ? 100 : -1))];
    const known = { rows: count, columns: 1, rowIndex: held, columnIndex: held, values: new Float64Array(count) };
    const { residuals, tail, coverage } = judged(known, held, trials);
    for (const t of held) {
      const expected = t % 5 === 0 ? 1 : 2;
      assert.deepEqual([residuals[t], tail(t)], [expected, 1 / expected]);
    }
    assert.deepEqual(
      coverage,
      intervalLevels.map(() => 1),
    );
  });
});
