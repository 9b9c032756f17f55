import assert from 'node:assert/strict';
import { runTraining, type Keeping, type Run } from '../../../src/completion/training/run';
import type { Training } from '../../../src/kernels';
import { quiet } from '../../../src/protocol/control';
import type { TrainingCheckpoint } from '../../../src/protocol/trainingCheckpoint';

/** The held-out errors after each step of a training that learns noise from the third on. */
const errors = [1, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** A model of one number, the count of its steps: what it is tells the step that it is of. */
function counting(): Training {
  const state = [new Float32Array(1)];
  const steps = (): Float64Array => Float64Array.from(state[0]!);
  return {
    step: () => {
      state[0]![0]!++;
      return Promise.resolve({ objective: 1, squares: 1 });
    },
    heldOutSquares: () => Promise.resolve(errors[state[0]![0]! - 1]! ** 2),
    trainingSquares: () => Promise.resolve(1),
    vectors: () => ({ row: { bias: steps(), factors: steps() }, column: { bias: steps(), factors: steps() } }),
    state,
    threads: 1,
    close: () => Promise.resolve(),
  };
}

const run = (keeping: Keeping): Promise<Run> =>
  runTraining(counting(), {
    ...{ iterations: errors.length, endsEarly: true, standard: { mean: 0, spread: 1 }, cells: 1, held: 1 },
    ...{ control: quiet, keeping },
  });

describe('A training that ends where the error rises', () => {
  it('regression: nothing held a resumed one to the best model and the rises of before: it ends at the same step with the same model', async () => {
    const kept: TrainingCheckpoint[] = [];
    const save: Keeping['save'] = (checkpoint) => {
      kept.push(structuredClone({ ...checkpoint, fingerprint: {} }));
      return Promise.resolve();
    };
    const whole = await run({ seconds: 0, save, resumed: null });
    assert.deepEqual([whole.stop, whole.history.length, whole.iteration], ['held-out', 5, 2]);
    assert.deepEqual([...whole.model.rowBias], [2]);
    assert.equal(kept.length, 4);
    for (const resumed of kept)
      assert.deepEqual(await run({ seconds: Number.POSITIVE_INFINITY, save, resumed }), whole);
  });
});
