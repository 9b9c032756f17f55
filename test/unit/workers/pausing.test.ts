import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { fromRows } from '../../../src/matrix/dense';
import type { Progress } from '../../../src/protocol/control';
import type { Answer } from '../../../src/protocol/rpc';
import type { CompleteRequest, DecomposeRequest, TrainRequest } from '../../../src/protocol/request';
import type { Analysis } from '../../../src/protocol/results';
import { PauseSwitch } from '../../../src/workers/pauseSwitch';
import { WorkerPool } from '../../../src/workers/pool';
import { temporaryFolder } from '../files/folder';
import { trainRequest } from '../trainRequest';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const lines = Array.from({ length: 400 * 30 }, (_, t) => `u${t % 400},i${Math.floor(t / 400)},${1 + ((t * 7) % 5)}`);

const matrix = {
  ...fromRows(
    Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 9 }, (_, j) => ((i * 5 + j * 7) % 11 === 3 ? null : 1 + ((i * i + 3 * j) % 7))),
    ),
  ),
  ...{ name: 'R', rowLabels: null, columnLabels: null },
};
const completion = (solver: CompleteRequest['solver'], iterations: number): CompleteRequest => ({
  ...{ kind: 'complete', matrix, solver, rank: 2, regularization: solver === 'bayes' ? 'auto' : 0.1, bias: true },
  ...{ learningRate: solver === 'adam' ? 1e-6 : null, iterations, seed: 3 },
});
const descent = (iterations: number): DecomposeRequest => ({
  ...{ kind: 'decompose', matrix: { ...matrix, values: matrix.values.map((value) => value || 1) }, method: 'adam' },
  ...{ rank: 2, learningRate: 1e-4, iterations, seed: 3 },
});
const training = (solver: TrainRequest['solver'], iterations: number): TrainRequest =>
  trainRequest({
    ...{ path: folder.at('ratings.csv'), solver, rank: 4, iterations },
    ...{ holdout: solver === 'bayes' ? 0.1 : 0, seed: 1, threads: 2 },
  });

type Asked = CompleteRequest | DecomposeRequest | TrainRequest;

/** What a run came to: not what it took, nor what it is called. */
const outcome = (analysis: Analysis): object => ({
  ...analysis,
  ...{ seconds: 0, secondsLoad: 0, secondsTrain: 0, peakMemoryBytes: 0, modelId: '' },
});

/** A run that is paused at the first report of its training. */
class PausedRun {
  readonly pause = new PauseSwitch();
  readonly stop = { cancel: new AbortController(), finish: new AbortController() };
  readonly paused: Promise<void>;
  readonly answer: Promise<Answer<Asked>>;
  latest: Progress | null = null;

  constructor(pool: WorkerPool, request: Asked) {
    let tell: (() => void) | null = null;
    const paused = new Promise<void>((resolve) => (tell = resolve));
    this.answer = pool.run<Asked>(request, {
      ...{ pause: this.pause, signal: this.stop.cancel.signal, finish: this.stop.finish.signal },
      onProgress: (progress) => {
        if (progress.phase === 'training' && tell !== null) {
          this.pause.turn(true);
          tell();
          tell = null;
        }
        this.latest = progress;
      },
    });
    this.paused = Promise.race([paused, this.answer.then(() => assert.fail('it ended before it was paused'))]);
    this.paused.catch(() => undefined);
  }
}

describe('a run that is paused', () => {
  const pools: WorkerPool[] = [];
  const open = (): WorkerPool => {
    const pool = new WorkerPool({ workerPath: path.resolve('test/fixtures/workers/real.mjs') });
    pools.push(pool);
    return pool;
  };
  before(() => writeFileSync(folder.at('ratings.csv'), lines.join('\n')));
  afterEach(() => pools.splice(0).forEach((pool) => pool.dispose()));

  const runs: readonly (readonly [string, () => Asked])[] = [
    ['completion by Adam', () => completion('adam', 20_000)],
    ['completion by the sampler', () => completion('bayes', 20_000)],
    ['decomposition by Adam', () => descent(200_000)],
    ['training by gradient descent', () => training('sgd', 3000)],
    ['training by the sampler', () => training('bayes', 400)],
  ];
  for (const [name, ask] of runs)
    it(`gains nothing while a twin runs to its end, and then comes to the same, bit for bit: ${name}`, async () => {
      const [pool, request] = [open(), ask()];
      const held = new PausedRun(pool, request);
      await held.paused;
      let before: Progress | null | undefined;
      const twin = await (request.kind === 'train' ? open() : pool).run<Asked>(request, {
        onProgress: ({ phase }) => {
          if (phase === 'training') before ??= held.latest;
        },
      });
      assert.ok(before !== undefined && before !== null);
      assert.ok(before.done < before.total!, 'the run ended before it could be paused');
      assert.equal(held.latest, before);
      held.pause.turn(false);
      const answer = await held.answer;
      assert.deepEqual(outcome(answer), outcome(twin));
    });

  it('does not keep others from their turn', async () => {
    const pool = open();
    const held = [new PausedRun(pool, descent(10_000_000)), new PausedRun(pool, descent(10_000_000))];
    await Promise.all(held.map(({ paused }) => paused));
    const other = await pool.run(descent(10));
    assert.equal(other.history.length, 10);
  });

  it('is cancelled like any other', async () => {
    const held = new PausedRun(open(), descent(10_000_000));
    await held.paused;
    held.stop.cancel.abort();
    assert.equal((await faultOf(held.answer)).code, 'cancelled');
  });

  it('waits from its beginning where it was paused before, and is cancelled so', async () => {
    const [pause, cancel] = [new PauseSwitch(), new AbortController()];
    pause.turn(true);
    const pool = open();
    const answer = pool.run(descent(10), { pause, signal: cancel.signal });
    await pool.run(descent(10));
    cancel.abort();
    assert.equal((await faultOf(answer)).code, 'cancelled');
  });

  for (const [name, ask] of [
    ['completion by Adam', () => completion('adam', 10_000_000)],
    ['completion by the sampler', () => completion('bayes', 100_000)],
    ['decomposition by Adam', () => descent(10_000_000)],
    ['training', () => training('sgd', 100_000)],
  ] as const)
    it(`ends with what it has when it is asked to: ${name}`, async () => {
      const request = ask();
      const held = new PausedRun(open(), request);
      await held.paused;
      held.stop.finish.abort();
      const { stop, history } = await held.answer;
      assert.equal(stop, 'interrupted');
      const last = history.at(-1)!.iteration;
      assert.ok(last > 0 && last < request.iterations!, String(last));
    });
});
