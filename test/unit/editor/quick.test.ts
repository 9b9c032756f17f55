import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import type { Options } from '../../../src/editor/options';
import { QuickCompletions } from '../../../src/editor/quick';
import type { Source } from '../../../src/editor/store';
import { matrixOf } from '../../../src/matrix/block';
import { localCluster } from '../../../src/protocol/cluster';
import { quiet } from '../../../src/protocol/control';
import type { CompleteRequest, Request } from '../../../src/protocol/request';
import type { Analysis } from '../../../src/protocol/results';
import type { Answer } from '../../../src/protocol/rpc';
import { blocksOf, named, ratings } from './fixtures';

const options: Options = {
  missingMarks: [],
  ghostValues: true,
  codeLenses: true,
  solver: 'auto',
  rank: 'auto',
  regularization: 'auto',
  bias: true,
  scale: 'auto',
  interval: 0.9,
  seconds: 'auto',
  seed: 0,
  recompute: true,
  followCursor: true,
  precision: 'auto',
  train: { solver: 'auto', rank: 'auto', holdout: 0.1 },
  cluster: localCluster,
};
const source: Source = { kind: 'file', uri: 'file:///note.md', document: 'note.md', title: 'R' };
const block = named(blocksOf(ratings), 'R');
const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

const answer = complete(
  {
    kind: 'complete',
    matrix: matrixOf(block),
    solver: 'als',
    rank: 1,
    regularization: 0.1,
    bias: true,
    learningRate: null,
    iterations: null,
    seed: 0,
  },
  quiet,
);

/** A pool that keeps what it was asked, and answers everything with the completion of one matrix. */
class CountingPool {
  readonly asked: Request[] = [];

  run<R extends Request>(request: R): Promise<Answer<R>> {
    this.asked.push(request);
    return Promise.resolve(answer as Analysis as Answer<R>);
  }
}

function quickOn(
  pool: CountingPool,
  withoutPredicted = (_: Source, request: CompleteRequest): CompleteRequest => request,
): QuickCompletions {
  return new QuickCompletions(() => pool, withoutPredicted);
}

describe('completions for a hover', () => {
  it('are made once for a matrix', async () => {
    const pool = new CountingPool();
    const quick = quickOn(pool);
    const first = await quick.complete(source, block, options, token);
    assert.equal(await quick.complete(source, block, { ...options }, token), first);
    assert.equal(pool.asked.length, 1);
  });

  it('regression: a hover showed what other settings had predicted, until the text changed', async () => {
    const pool = new CountingPool();
    const quick = quickOn(pool);
    await quick.complete(source, block, options, token);
    await quick.complete(source, block, { ...options, interval: 0.5 }, token);
    assert.deepEqual(
      pool.asked.map((request) => request.kind === 'complete' && request.interval),
      [0.9, 0.5],
    );
  });

  it('regression: numbers that were filled in counted as data', async () => {
    const pool = new CountingPool();
    const missing = new Float64Array(block.values.length).fill(Number.NaN);
    const quick = quickOn(pool, (_, request) => ({ ...request, matrix: { ...request.matrix, values: missing } }));
    await quick.complete(source, block, options, token);
    const [request] = pool.asked;
    assert.ok(request?.kind === 'complete');
    assert.deepEqual(request.matrix.values, missing);
  });

  it('are not made of a matrix with a problem, nor of a complete one', async () => {
    const pool = new CountingPool();
    const problem = { start: 0, end: 1, code: 'ragged-row', message: 'The row is short.' } as const;
    assert.equal(await quickOn(pool).complete(source, { ...block, problems: [problem] }, options, token), null);
    assert.equal(await quickOn(pool).complete(source, { ...block, missing: 0 }, options, token), null);
    assert.equal(pool.asked.length, 0);
  });
});
