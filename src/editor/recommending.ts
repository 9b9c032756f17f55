import { toFaultData } from '../matrix/faults';
import type { Asker, ModelRef } from '../protocol/request';
import type { Recommendations, Similar, TitledItem } from '../protocol/recommendations';
import type { TrainingAnalysis } from '../protocol/results';
import type { WorkerPool } from '../workers/pool';
import { titlesBeside } from './titlesBeside';

/** Items recommended at once. */
const top = 10;

/** Users, or items, offered for what was typed. */
export const mostListed = 20;

/** The ids of a trained model's users that contain `query`, the first `limit` of them. */
export function findUsersOf(
  pool: Pick<WorkerPool, 'run'>,
  training: TrainingAnalysis,
  query: string,
  limit: number,
): Promise<readonly string[]> {
  return pool.run({ kind: 'find-users', model: modelOf(training), query, limit });
}

function modelOf({ modelId, request }: TrainingAnalysis): ModelRef {
  return { id: modelId, path: request.modelPath };
}

/** The items of a trained model whose id or title contains `query`, with titles where a file beside the ratings has them. */
export async function findItemsOf(
  pool: Pick<WorkerPool, 'run'>,
  training: TrainingAnalysis,
  query: string,
  limit: number,
): Promise<readonly TitledItem[]> {
  return withTitles(training, (titlesPath) =>
    pool.run({ kind: 'find-items', model: modelOf(training), query, limit, titlesPath }),
  );
}

/** The items most alike one, or the users most alike one, of those with at least so many ratings; null: the usual minimum. */
export async function similarTo(
  pool: Pick<WorkerPool, 'run'>,
  training: TrainingAnalysis,
  side: Similar['side'],
  id: string,
  atLeast: number | null,
): Promise<Similar> {
  return withTitles(training, (titlesPath) =>
    pool.run({ kind: 'similar', model: modelOf(training), side, id, top, atLeast, titlesPath }),
  );
}

/** The best items for someone by a trained model, with their titles where a file beside the ratings has them. */
export async function recommendFor(
  pool: Pick<WorkerPool, 'run'>,
  training: TrainingAnalysis,
  asker: Asker,
): Promise<Recommendations> {
  return withTitles(training, (titlesPath) =>
    pool.run({ kind: 'recommend', model: modelOf(training), asker, top, titlesPath }),
  );
}

/** Asks with the titles beside the ratings; a file of such a name that holds none was not meant. */
async function withTitles<T>(
  { request }: TrainingAnalysis,
  ask: (titlesPath: string | null) => Promise<T>,
): Promise<T> {
  const path = await titlesBeside(request.path);
  try {
    return await ask(path);
  } catch (error) {
    if (path !== null && toFaultData(error).code === 'no-titles') return ask(null);
    throw error;
  }
}
