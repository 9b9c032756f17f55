import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { crossValidate } from '../../../src/completion/crossValidate';
import type { FoldFits } from '../../../src/completion/foldFits';
import { createFolds } from '../../../src/completion/folds';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { quiet, type Control, type Spread } from '../../../src/protocol/control';
import { PartThreads } from '../../../src/workers/partThreads';
import { RunFlag } from '../../../src/workers/runFlag';
import { randomObservations } from '../completion/fixtures';

const known = randomObservations(12, 9, 0.7, 5);
const folds = createFolds(known.values.length, 0, 1);
const shared = { solver: 'sgd', rank: 2, regularization: 0.1, bias: true, iterations: 40, tolerance: 0 } as const;

/** A model a fold, each by a seed of its own. */
const fits: FoldFits = {
  kind: 'settings',
  ofFolds: folds.groups.map((_, seed) => ({ ...shared, learningRate: null, seed })),
};

/** Threads that are started whatever the work is, and how many parts the caller does. */
function spreading(threads: number, own: (work: Spread, part: number) => void = (work, part) => work.own(part)) {
  const flag = new SharedArrayBuffer(4);
  const wishes = new RunFlag(flag);
  const checkpoint = (): void => {
    if (wishes.isCancelled) throw faults.cancelled();
  };
  const crew = new PartThreads({ threads, flag, checkpoint, worthStarting: 0, execArgv: ['--require', 'tsx/cjs'] });
  const count = { own: 0 };
  const control: Control = {
    report: () => undefined,
    checkpoint,
    spread: (work) =>
      crew.spread({
        ...work,
        own: (part) => {
          count.own++;
          own(work, part);
        },
      }),
  };
  return { control, crew, count, wishes };
}

/** A caller who leaves others the time to take a part before each of its own. */
function unhurried(work: Spread, part: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  work.own(part);
}

describe('Threads that fit folds', () => {
  it('find the same residuals as the caller alone, to the last bit, whatever their number', async () => {
    const alone = crossValidate(known, [folds], fits, quiet);
    for (const threads of [1, 2, 3]) {
      const { control, crew, count } = spreading(threads, unhurried);
      const run = (): void => {
        count.own = 0;
        assert.deepEqual(crossValidate(known, [folds], fits, control), alone);
      };
      try {
        run();
        if (threads === 1) assert.equal(count.own, folds.groups.length);
        // the loader of TypeScript is slow to start
        else while (count.own === folds.groups.length) await sleep(50).then(run);
      } finally {
        crew.dismiss();
      }
    }
  });

  it('throw what the first fold throws that fails, be it the very first, and are of use afterwards', () => {
    const { control, crew } = spreading(3);
    try {
      for (const learningRates of [
        [null, null, 60, 50, 70],
        [60, null, null, null, null],
      ]) {
        const ofFolds = learningRates.map((learningRate, seed) => ({ ...shared, learningRate, seed }));
        assert.throws(
          () => crossValidate(known, [folds], { kind: 'settings', ofFolds }, control),
          (error) => error instanceof Fault && error.data.code === 'diverged' && error.message.includes('60'),
        );
      }
      assert.deepEqual(crossValidate(known, [folds], fits, control), crossValidate(known, [folds], fits, quiet));
    } finally {
      crew.dismiss();
    }
  });

  it('stop when the work is cancelled, at the next look', () => {
    const { control, crew, count, wishes } = spreading(2, (work, part) => {
      if (part > 0) wishes.cancel();
      work.own(part);
    });
    try {
      assert.throws(
        () => crossValidate(known, [folds], fits, control),
        (error) => error instanceof Fault && error.data.kind === 'cancelled',
      );
      assert.ok(count.own <= 2);
    } finally {
      crew.dismiss();
    }
  });

  it('leave the parts of a thread that is gone to the caller', function () {
    this.timeout(60_000);
    const { control, crew } = spreading(2, (work, part) => {
      if (part === 1) crew.dismiss();
      work.own(part);
    });
    assert.deepEqual(crossValidate(known, [folds], fits, control), crossValidate(known, [folds], fits, quiet));
  });
});
