import assert from 'node:assert/strict';
import * as path from 'node:path';
import { fromRows } from '../../../src/matrix/dense';
import type { Progress } from '../../../src/protocol/control';
import type { FindRequest, FindUsersRequest, ReconstructRequest } from '../../../src/protocol/request';
import { WorkerPool } from '../../../src/workers/pool';
import { trainRequest } from '../trainRequest';
import { faultOf } from '../faultCode';

const toy = path.resolve('test/fixtures/workers/toy.mjs');
const ask = (text: string): FindRequest => ({ kind: 'find', text, selections: null, language: '', missingMarks: [] });

const findUsers = (query: string, path: string | null): FindUsersRequest => ({
  kind: 'find-users',
  model: { id: 'model-1', path },
  query,
  limit: 1,
});
const reconstruct = (name: string): ReconstructRequest => {
  const matrix = { ...fromRows([[1]]), name, rowLabels: null, columnLabels: null };
  return { kind: 'reconstruct', rowFactors: matrix, columnFactors: matrix, known: null };
};

describe('worker pool', () => {
  let pool: WorkerPool;
  beforeEach(() => (pool = new WorkerPool({ workerPath: toy })));
  afterEach(() => pool.dispose());

  it('answers requests in order, with their progress', async () => {
    const seen: Progress[] = [];
    const answers = await Promise.all([
      pool.run(ask('a'), { onProgress: (progress) => seen.push(progress) }),
      pool.run(ask('b')),
      pool.run(ask('c')),
    ]);
    assert.deepEqual(answers, [['a'], ['b'], ['c']]);
    assert.equal(seen.length, 1);
  });

  it('answers in a worker that was started beforehand', async () => {
    pool.warm();
    pool.warm();
    const answers = await Promise.all([pool.run(reconstruct('a')), pool.run(reconstruct('b'))]);
    assert.deepEqual(answers, [['a'], ['b']]);
  });

  it('tells whoever waited when the worker dies, and replaces it', async () => {
    const dying = pool.run(ask('die'));
    const behind = pool.run(ask('after'));
    const fault = await faultOf(dying);
    assert.equal(fault.code, 'worker-stopped');
    assert.match(fault.message, /code 7/);
    assert.deepEqual(await behind, ['after']);
  });

  it('tells whoever waited when the worker throws', async () => {
    const fault = await faultOf(pool.run(ask('throw')));
    assert.equal(fault.code, 'worker-stopped');
    assert.match(fault.message, /broken on purpose/);
    assert.deepEqual(await pool.run(ask('next')), ['next']);
  });

  it('says what to take less of when a worker runs out of memory', async () => {
    const fault = await faultOf(pool.run(ask('exhaust')));
    assert.equal(fault.code, 'out-of-memory');
    assert.deepEqual(await pool.run(ask('next')), ['next']);
  });

  it('passes on what is told without ending the work', async () => {
    const told: string[] = [];
    const answer = await pool.run(ask('remark'), { onNotice: ({ message }) => told.push(message) });
    assert.deepEqual([told, answer], [['It goes on.'], ['remark']]);
  });

  for (const behaviour of ['obey', 'hang'] as const) {
    it(`cancels work that would ${behaviour}, and goes on with the next`, async () => {
      const cancel = new AbortController();
      const running = pool.run(ask(behaviour), { signal: cancel.signal });
      const behind = pool.run(ask('behind'));
      setTimeout(() => cancel.abort(), 150);
      assert.equal((await faultOf(running)).code, 'cancelled');
      assert.deepEqual(await behind, ['behind']);
    });
  }

  it('cancelled work gives no answer, also where that was on its way', async () => {
    const cancel = new AbortController();
    const running = pool.run(ask('a'), { signal: cancel.signal, onProgress: () => cancel.abort() });
    assert.equal((await faultOf(running)).code, 'cancelled');
    assert.deepEqual(await pool.run(ask('next')), ['next']);
  });

  it('takes waiting work out at once when it is cancelled', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const running = pool.run(ask('obey'), { signal: first.signal });
    const waiting = pool.run(ask('never'), { signal: second.signal });
    second.abort();
    assert.equal((await faultOf(waiting)).code, 'cancelled');
    first.abort();
    assert.equal((await faultOf(running)).code, 'cancelled');
  });

  it('does not start work whose signal was aborted before', async () => {
    const cancel = new AbortController();
    cancel.abort();
    assert.equal((await faultOf(pool.run(ask('hang'), { signal: cancel.signal }))).code, 'cancelled');
  });

  it('regression: a request that cannot be copied to a worker kept it for ever', async () => {
    const marks = new Proxy(['?'], {});
    const fault = await faultOf(pool.run({ ...ask('a'), missingMarks: marks }));
    assert.equal(fault.code, 'unexpected');
    assert.deepEqual(await pool.run(ask('next')), ['next']);
  });

  describe('with a training under way', () => {
    let cancel: AbortController;
    let training: Promise<unknown>;
    beforeEach(() => {
      cancel = new AbortController();
      training = pool.run(trainRequest({ path: 'hang' }), { signal: cancel.signal });
    });

    it('regression: whoever asked about a model that has a file waited for the training to end', async () => {
      assert.deepEqual(await pool.run(findUsers('a', 'model.safetensors')), ['a']);
      cancel.abort();
      assert.equal((await faultOf(training)).code, 'cancelled');
      assert.deepEqual(await pool.run(findUsers('b', 'model.safetensors')), ['b']);
    });

    it('a model without a file is asked about in the worker that trains', async () => {
      const asked = pool.run(findUsers('a', null));
      const first = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))]);
      assert.equal(first, 'waits');
      cancel.abort();
      assert.equal((await faultOf(training)).code, 'cancelled');
      assert.deepEqual(await asked, ['a']);
    });
  });

  it('gives models back with the worker that held them, busy or idle, and answers in another', async () => {
    let started = 0;
    const onWorker = (): unknown => started++;
    process.on('worker', onWorker);
    try {
      const asked = pool.run(findUsers('a', 'model.safetensors'));
      pool.releaseModels();
      assert.deepEqual(await asked, ['a']);
      assert.deepEqual(await pool.run(findUsers('b', 'model.safetensors')), ['b']);
      assert.equal(started, 2);
      pool.releaseModels();
      assert.deepEqual(await pool.run(findUsers('c', 'model.safetensors')), ['c']);
      assert.equal(started, 3);
    } finally {
      process.off('worker', onWorker);
    }
  });

  it('answers everybody when it is disposed', async () => {
    const running = pool.run(ask('hang'));
    const waiting = pool.run(ask('later'));
    pool.dispose();
    assert.equal((await faultOf(running)).code, 'cancelled');
    assert.equal((await faultOf(waiting)).code, 'cancelled');
  });

  it('says so when the worker file is not there', async () => {
    const absent = new WorkerPool({ workerPath: path.resolve('no-such-worker.mjs') });
    assert.equal((await faultOf(absent.run(ask('a')))).code, 'worker-stopped');
  });
});
