import assert from 'node:assert/strict';
import type { Worker } from 'node:worker_threads';
import { trainRatings, type Keeper } from '../../../src/completion';
import { Fault } from '../../../src/matrix/fault';
import type { Ratings } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet, type Control } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import type { TrainingCheckpoint } from '../../../src/protocol/trainingCheckpoint';
import { trainRequest } from '../trainRequest';

function someRatings(users: number, items: number): Ratings {
  const random = createRandom(5);
  const at = Uint32Array.from({ length: users * items }, (_, t) => t).filter(() => random.uniform() < 0.4);
  return {
    rows: users,
    columns: items,
    rowIndex: at.map((t) => Math.floor(t / items)),
    columnIndex: at.map((t) => t % items),
    values: Float64Array.from(at, () => 1 + random.integer(5)),
    userIds: Array.from({ length: users }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: items }, (_, j) => `i${j}`),
  };
}

const read = { ratings: someRatings(60, 40), duplicates: 0, sha256: 'ab' };
const request = trainRequest({ solver: 'sgd', rank: 3, iterations: 6, seed: 3, threads: 2 });
const train = (changes: Partial<TrainRequest> = {}, keeper: Keeper | null = null, control: Control = quiet) =>
  trainRatings(
    read,
    null,
    { ...request, ...changes },
    { modelId: 'model-1', secondsLoad: 0, titles: null },
    control,
    keeper,
  );

/** A keeper that keeps every step, and the checkpoints it was given. */
function everyStep(resumed: TrainingCheckpoint | null = null): { keeper: Keeper; kept: TrainingCheckpoint[] } {
  const kept: TrainingCheckpoint[] = [];
  const save = (checkpoint: TrainingCheckpoint): Promise<void> => {
    kept.push(structuredClone(checkpoint));
    return Promise.resolve();
  };
  return {
    kept,
    keeper: { seconds: 0, save, resumed: resumed === null ? null : { checkpoint: resumed, name: 'kept' } },
  };
}

const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.data.code === code;

describe('A training that is kept', () => {
  for (const solver of ['sgd', 'als', 'implicit-als', 'bayes'] as const)
    it(`${solver}: goes on from any step to the same model, bit for bit`, async () => {
      const { keeper, kept } = everyStep();
      const whole = await train({ solver }, keeper);
      assert.equal(kept.length, 5);
      for (const checkpoint of kept) {
        const resumed = await train({ solver }, everyStep(checkpoint).keeper);
        assert.deepEqual(resumed.model.factors, whole.model.factors);
        assert.deepEqual(resumed.analysis.history, whole.analysis.history);
        assert.deepEqual(resumed.analysis.heldOut, whole.analysis.heldOut);
      }
    });

  it('goes on with no other ratings, options or solver', async () => {
    const { keeper, kept } = everyStep();
    await train({}, keeper);
    for (const changes of [{ seed: 4 }, { rank: 2 }, { solver: 'als' }, { solver: 'bayes' }, { holdout: 0.2 }] as const)
      await assert.rejects(train(changes, everyStep(kept[0]).keeper), isFault('cannot-resume'));
  });
});

describe('A training that ends early', () => {
  /** Asked to end once there were so many steps. */
  const finishingAfter = (steps: number): Control => {
    let looks = 0;
    return { ...quiet, isFinishing: () => ++looks > steps };
  };

  it('gives the best model until then, and says why', async () => {
    let looks = 0;
    await train({ threads: 1 }, null, { ...quiet, isFinishing: () => ++looks < 0 });
    const { analysis, model } = await train({ threads: 1 }, null, finishingAfter(Math.floor(looks / 2)));
    assert.equal(analysis.stop, 'interrupted');
    assert.equal(analysis.interrupted!.code, 'cancelled');
    assert.ok(analysis.history.length >= 1 && analysis.history.length < 6);
    assert.match(analysis.warnings[0]!, /ended early/);
    const shorter = analysis.history.map(({ holdoutRmse }) => holdoutRmse!);
    const lowest = Math.min(...shorter);
    assert.equal(model.record.iterations, shorter.indexOf(lowest) + 1);
    assert.ok(Math.abs(analysis.heldOut!.rmse - lowest) < 1e-5);
  });

  it('is cancelled where it has nothing to give yet', async () => {
    await assert.rejects(train({}, null, finishingAfter(0)), isFault('cancelled'));
  });

  it('keeps the best model when a thread is lost, and names the thread as the reason', async () => {
    const workers: Worker[] = [];
    const onWorker = (worker: Worker): unknown => workers.push(worker);
    process.on('worker', onWorker);
    const { keeper } = everyStep();
    const losing: Keeper = {
      ...keeper,
      save: async () => {
        await workers[0]!.terminate();
      },
    };
    const { analysis, model } = await train({}, losing);
    process.off('worker', onWorker);
    assert.equal(analysis.interrupted!.code, 'training-thread-stopped');
    assert.ok(analysis.history.length < 6);
    assert.ok(model.factors.row.values.every(Number.isFinite));
  });
});
