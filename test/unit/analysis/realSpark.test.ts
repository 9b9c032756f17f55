import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyst } from '../../../src/analysis';
import { fitOnCluster, prepareTraining, type ClusterSolver } from '../../../src/completion';
import { als } from '../../../src/completion/als';
import { readRatings } from '../../../src/files';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import { localCluster, type Cluster } from '../../../src/protocol/cluster';
import { quiet, type Control } from '../../../src/protocol/control';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { itWithPython, python } from '../interop/python';
import { startConnectServer } from './connectServer';
import { trainRequest } from '../trainRequest';

const request = trainRequest({
  ...{ path: 'media/samples/ratings.csv', solver: 'spark', rank: 4, regularization: 0.06 },
  ...{ iterations: 15, holdout: 0.2, seed: 1, threads: 1 },
});

/** What `pyspark` has in its own folder. */
const ofPySpark = (...names: string[]): string =>
  execFileSync(
    python,
    ['-c', 'import os, pyspark, sys; print(os.path.join(pyspark.__path__[0], *sys.argv[1:]))', ...names],
    {
      encoding: 'utf8',
    },
  ).trim();

/** What Spark lowers, lowered by our own least squares: Σ (r − u·v)² + λ (Σ nᵤ‖u‖² + Σ nᵢ‖v‖²) of what the biases leave. */
const ourSolver: ClusterSolver = (cells, { rank, regularization, iterations, seed }) => {
  const options = { rank, regularization: regularization!, iterations, seed, weighted: true, bias: false } as const;
  const { model } = als(cells, {
    ...options,
    learningRate: null,
    tolerance: 0,
    start: null,
    onStep: null,
    control: quiet,
  });
  return Promise.resolve({ row: model.row, column: model.column, run: { version: '', master: '', seconds: 0 } });
};

async function assertAsOurs(theirs: TrainingAnalysis): Promise<void> {
  const read = await readRatings(request.path, quiet);
  const { history } = await fitOnCluster(prepareTraining(read, null, request), ourSolver, quiet);
  const [ours, spark] = [history.at(-1)!, theirs.history.at(-1)!];
  const [own, other] = [ours.holdoutRmse!, theirs.heldOut!.rmse];
  assert.ok(Math.abs(own - other) < 0.01, `held-out error: ours ${own}, Spark's ${other}`);
  const ratio = spark.objective / ours.objective;
  assert.ok(Math.abs(ratio - 1) < 0.01, `objective: ours ${ours.objective}, Spark's ${spark.objective}`);
  assert.ok(other < theirs.heldOut!.baselineRmse, 'better than biases alone');
}

describe('Training on a real Spark', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'factorize-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const train = (changes: Partial<Cluster>) =>
    createAnalyst().run({ ...request, cluster: { ...localCluster, python, folder, ...changes } }, quiet);

  itWithPython(
    ['pyspark', 'numpy'],
    'comes to our held-out error within 0.01, and to our objective within 1%, on the same split',
    async () => {
      // as where YARN is configured: the cluster's file system is not the one that we share with it
      const elsewhere = ['--conf', 'spark.hadoop.fs.defaultFS=hdfs://nowhere.invalid:9000'];
      const options = ['--conf', `spark.pyspark.python=${python}`, ...elsewhere];
      const theirs = await train({ master: 'local[2]', submit: ofPySpark('bin', 'spark-submit'), options });
      assert.equal(theirs.clusterRun?.master, 'local[2]');
      await assertAsOurs(theirs);
      assert.deepEqual(readdirSync(folder), []);
    },
  );

  itWithPython(
    ['pyspark', 'numpy'],
    'on counts comes to the objective of our own, where all counts of values are the same, as λ is multiplied by them',
    async () => {
      const [groups, size, regularization] = [3, 4, 0.1];
      const people = Array.from({ length: groups * size }, (_, u) => u);
      const chosen = people.flatMap((u) => people.filter((i) => i % groups === u % groups).map((i) => `u${u},i${i}`));
      const path = join(folder, 'chosen.csv');
      writeFileSync(path, `userId,movieId\n${chosen.join('\n')}\n`);
      const counts = { ...request, path, rank: groups, holdout: 0, iterations: 20 };
      const options = ['--conf', `spark.pyspark.python=${python}`];
      const submitted = { ...localCluster, master: 'local[2]', submit: ofPySpark('bin', 'spark-submit'), options };
      const theirs = await createAnalyst().run({ ...counts, regularization, cluster: submitted }, quiet);
      const ours = await createAnalyst().run(
        { ...counts, solver: 'implicit-als', regularization: size * regularization },
        quiet,
      );
      assert.equal(theirs.solver, 'implicit-als');
      assert.match(theirs.why, /on Spark, since the file says who chose what/);
      const [spark, own] = [theirs.history.at(-1)!.objective, ours.history.at(-1)!.objective];
      assert.ok(Math.abs(spark / own - 1) < 1e-3, `objective: ours ${own}, Spark's ${spark}`);
    },
  );

  const ofConnect = ['pyspark', 'numpy', 'pandas', 'pyarrow', 'grpc', 'grpc_status', 'zstandard'];
  itWithPython(ofConnect, 'comes to the same over Spark Connect', async () => {
    const server = await startConnectServer(ofPySpark('bin', 'spark-submit'));
    try {
      const theirs = await train({ connect: server.address });
      assert.equal(theirs.clusterRun?.master, server.address);
      await assertAsOurs(theirs);
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      server.stop();
    }
  });

  itWithPython(ofConnect, 'regression: a cancelled training went on in the server', async () => {
    const server = await startConnectServer(ofPySpark('bin', 'spark-submit'));
    try {
      let isTraining = false;
      const control: Control = {
        report: ({ phase }) => (isTraining ||= phase === 'training'),
        checkpoint: () => {
          if (isTraining) throw faults.cancelled();
        },
      };
      const isCancelled = (error: unknown): boolean => error instanceof Fault && error.data.code === 'cancelled';
      // Spark tells of its progress every two seconds.
      const long = {
        ...request,
        iterations: 100,
        cluster: { ...localCluster, python, folder, connect: server.address },
      };
      await assert.rejects(createAnalyst().run(long, control), isCancelled);
      assert.deepEqual(readdirSync(folder), []);
      await server.said(/Closing session/u);
    } finally {
      server.stop();
    }
  });

  itWithPython(
    ofConnect,
    'regression: a Spark Connect address where nothing answers was asked for minutes',
    async () => {
      const isSaid = (error: unknown): boolean => error instanceof Fault && error.data.code === 'no-spark-connect';
      await assert.rejects(train({ connect: 'sc://localhost:1' }), isSaid);
      assert.deepEqual(readdirSync(folder), []);
    },
  );
});
