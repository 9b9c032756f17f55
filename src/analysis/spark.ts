import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import {
  concludeTraining,
  confidence,
  fitOnCluster,
  prepareTraining,
  type ClusterSolver,
  type ReadRatings,
} from '../completion';
import { readClusterFactors, writeTriplets } from '../files';
import type { JobMessage } from '../interop/cluster/messages';
import { submit } from '../interop/cluster/submit';
import { faults } from '../matrix/faults';
import { countEach } from '../matrix/observations';
import { localCluster, type Cluster, type ClusterRun } from '../protocol/cluster';
import type { Control, Progress } from '../protocol/control';
import type { TrainRequest } from '../protocol/request';

/** Trains on Spark what `trainRatings` trains here; nothing is left in the folder that both read and write. */
export async function trainOnSpark(
  read: ReadRatings,
  test: ReadRatings | null,
  request: TrainRequest,
  context: Parameters<typeof concludeTraining>[2],
  control: Control,
): ReturnType<typeof concludeTraining> {
  if (request.search === true) throw faults.searchNotOnSpark();
  const task = prepareTraining(read, test, request);
  const solve = sparkSolver(request.cluster ?? localCluster, control);
  try {
    return await concludeTraining(task, await fitOnCluster(task, solve, control), context, control);
  } finally {
    task.restore();
  }
}

function sparkSolver(cluster: Cluster, control: Control): ClusterSolver {
  return async (cells, { solver, rank, regularization, iterations, seed }) => {
    const folder = await makeFolder(cluster);
    const training = join(folder, 'training.csv');
    const userFactors = join(folder, 'users');
    const itemFactors = join(folder, 'items');
    try {
      await writeTriplets(training, cells, control);
      const files = { training: asUri(training), userFactors: asUri(userFactors), itemFactors: asUri(itemFactors) };
      const alpha = solver === 'implicit-als' ? confidence : null;
      const work = { ...files, rank, regularization: regularization ?? 0, iterations, seed, alpha };
      const { follow, run } = follower(iterations, control);
      await submit(cluster, work, folder, follow, control);
      return {
        row: await readClusterFactors(userFactors, countEach(cells.rowIndex, cells.rows), rank, control),
        column: await readClusterFactors(itemFactors, countEach(cells.columnIndex, cells.columns), rank, control),
        run: run(),
      };
    } finally {
      // Spark's processes may still be letting go of what they had open.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}

/** Hears what the job says: reports how far it is, and keeps what is to be told of the run. */
function follower(iterations: number, control: Control) {
  let [version, master, seconds] = ['', '', 0];
  let furthest = 0;
  const report = (phase: Progress['phase'], done: number, total: number | null): void =>
    control.report({ phase, done, total, points: [] });
  const follow = (message: JobMessage): void => {
    switch (message.stage) {
      case 'started':
        ({ version, master } = message);
        report('reading', 0, null);
        return;
      case 'training':
        // After the last, Spark goes through the stages of the training again, to count and to write what came of it.
        if (message.iterations < furthest) return;
        furthest = message.iterations;
        report('training', furthest, iterations);
        return;
      case 'trained':
        ({ seconds } = message);
        furthest = iterations;
        report('training', iterations, iterations);
        return;
      case 'written':
    }
  };
  return { follow, run: (): ClusterRun => ({ version, master, seconds }) };
}

/** A cluster may take a path without `file:` to be of its own file system. Spark does not decode `%20` and the like. */
function asUri(path: string): string {
  return `file://${path.startsWith('/') ? '' : '/'}${path.replaceAll(sep, '/')}`;
}

async function makeFolder({ folder }: Cluster): Promise<string> {
  const parent = resolve(folder ?? tmpdir());
  return mkdtemp(join(parent, 'factorize-spark-')).catch(() => {
    throw faults.cannotWrite(parent, 'no folder can be made there');
  });
}
