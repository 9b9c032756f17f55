import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { WorkerPool } from '../../../src/workers/pool';
import { temporaryFolder } from '../files/folder';
import { trainRequest } from '../trainRequest';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const lines = Array.from({ length: 40 * 20 }, (_, t) => `u${t % 40},i${Math.floor(t / 40)},${1 + ((t * 7) % 5)}`);

describe('The worker that trains', () => {
  it('killed in mid-training: whoever waited is told, and nothing half written is left', async () => {
    writeFileSync(folder.at('ratings.csv'), lines.join('\n'));
    const asked = trainRequest({
      ...{ path: folder.at('ratings.csv'), modelPath: folder.at('model.safetensors') },
      ...{ solver: 'sgd', rank: 2, iterations: 1_000_000, holdout: 0, seed: 1, threads: 1 },
    });
    const pool = new WorkerPool({ workerPath: path.resolve('test/fixtures/workers/real.mjs') });
    const workers: Worker[] = [];
    const onWorker = (worker: Worker): unknown => workers.push(worker);
    process.on('worker', onWorker);
    try {
      let isKilled = false;
      const training = pool.run(asked, {
        onProgress: ({ phase }) => {
          if (phase === 'training' && !isKilled) void workers[0]!.terminate();
          isKilled ||= phase === 'training';
        },
      });
      assert.equal((await faultOf(training)).code, 'worker-stopped');
      assert.deepEqual(readdirSync(folder.at('')), ['ratings.csv']);
    } finally {
      process.off('worker', onWorker);
      pool.dispose();
    }
  });
});
