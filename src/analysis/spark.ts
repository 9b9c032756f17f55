import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concludeTraining, fitOnCluster, prepareTraining, type ClusterSolver, type ReadRatings } from '../completion';
import { readClusterFactors, writeTriplets } from '../files';
import { submit } from '../interop/cluster/submit';
import { faults } from '../matrix/faults';
import { localCluster, type Cluster } from '../protocol/cluster';
import type { Control } from '../protocol/control';
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
  return concludeTraining(task, await fitOnCluster(task, solve, control), context, control);
}

function sparkSolver(cluster: Cluster, control: Control): ClusterSolver {
  return async (cells, { rank, regularization, iterations, seed }) => {
    const folder = await makeFolder(cluster);
    const training = join(folder, 'training.csv');
    const userFactors = join(folder, 'users');
    const itemFactors = join(folder, 'items');
    try {
      await writeTriplets(training, cells, control);
      const settings = {
        training,
        userFactors,
        itemFactors,
        rank,
        regularization: regularization ?? 0,
        iterations,
        seed,
      };
      await submit(
        cluster,
        { ...settings, alpha: null, connect: cluster.connect, parent: process.pid },
        folder,
        (message) => {
          if (message.stage !== 'training') return;
          control.report({ phase: 'training', done: message.done, total: message.total, points: [] });
        },
        control,
      );
      return {
        row: await readClusterFactors(userFactors, cells.rows, rank, control),
        column: await readClusterFactors(itemFactors, cells.columns, rank, control),
      };
    } finally {
      // Spark's processes may still be letting go of what they had open.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}

async function makeFolder({ folder }: Cluster): Promise<string> {
  const parent = folder ?? tmpdir();
  return mkdtemp(join(parent, 'factorize-spark-')).catch(() => {
    throw faults.cannotWrite(parent, 'no folder can be made there');
  });
}
