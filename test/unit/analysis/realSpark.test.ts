import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyst } from '../../../src/analysis';
import { localCluster } from '../../../src/protocol/cluster';
import { quiet } from '../../../src/protocol/control';
import type { TrainRequest } from '../../../src/protocol/request';
import { itWithPython, python } from '../interop/python';

/** Where the package `pyspark` has its own. */
const sparkSubmit = (): string =>
  execFileSync(python, ['-c', 'import os, pyspark; print(os.path.join(pyspark.__path__[0], "bin", "spark-submit"))'], {
    encoding: 'utf8',
  }).trim();

describe('Training on a real Spark', () => {
  itWithPython(['pyspark', 'numpy'], 'comes to a held-out error within 0.01 of ours on the same split', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'factorize-test-'));
    const analyst = createAnalyst();
    // Spark multiplies its own λ with the count of ratings, about 100 of an item here
    const train = (solver: 'als' | 'spark', regularization: number) => {
      const options = ['--conf', `spark.pyspark.python=${python}`];
      const request: TrainRequest = {
        kind: 'train',
        path: 'media/samples/ratings.csv',
        solver,
        cluster: { ...localCluster, master: 'local[2]', submit: sparkSubmit(), options, folder },
        ...{ rank: 4, regularization, learningRate: null, iterations: 10 },
        ...{ holdout: 0.2, testPath: null, modelPath: null, seed: 1, threads: 1 },
      };
      return analyst.run(request, quiet);
    };
    try {
      const [ours, theirs] = [await train('als', 6), await train('spark', 0.06)];
      assert.equal(theirs.clusterRun?.master, 'local[2]');
      assert.equal(theirs.heldOut?.cells, ours.heldOut?.cells);
      const [own, other] = [ours.heldOut!.rmse, theirs.heldOut!.rmse];
      assert.ok(Math.abs(own - other) < 0.01, `ours ${own}, Spark's ${other}`);
      assert.ok(other < theirs.heldOut!.baselineRmse, 'better than biases alone');
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
