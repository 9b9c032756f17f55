import assert from 'node:assert/strict';
import * as path from 'node:path';
import { Fault } from '../../../src/matrix/fault';
import type { Progress } from '../../../src/protocol/control';
import type { FindRequest } from '../../../src/protocol/request';
import { WorkerPool } from '../../../src/workers/pool';

const toy = path.resolve('test/fixtures/workers/toy.mjs');
const ask = (text: string): FindRequest => ({ kind: 'find', text, selections: null, language: '', missingMarks: [] });

async function faultOf(promise: Promise<unknown>): Promise<Fault['data']> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Fault) return error.data;
    throw error;
  }
  return assert.fail('it was answered, and should have failed');
}

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
