import { faults } from '../../matrix/faults';
import type { TrainingCheckpoint } from '../../protocol/trainingCheckpoint';
import type { ReadRatings, TrainingTask } from '../trainingTask';
import type { Keeping } from './run';

/** Keeps a training where it outlives the worker that trains. */
export interface Keeper {
  /** Seconds between two checkpoints. */
  readonly seconds: number;
  save(checkpoint: TrainingCheckpoint): Promise<void>;
  /** What to go on from, and what it is called; null to begin. */
  readonly resumed: { readonly checkpoint: TrainingCheckpoint; readonly name: string } | null;
}

/** How the training of a task is kept. Throws `cannotResume` where what it should go on from is of another task. */
export function keepingOf(task: TrainingTask, test: ReadRatings | null, keeper: Keeper | null): Keeping | null {
  if (keeper === null) return null;
  const { resumed, seconds } = keeper;
  const fingerprint = fingerprintOf(task, test);
  const other = Object.entries(fingerprint).find(([key, value]) => {
    return resumed !== null && resumed.checkpoint.fingerprint[key] !== value;
  });
  if (resumed !== null && other !== undefined)
    throw faults.cannotResume(
      resumed.name,
      `it is of another training, which differs in ${words[other[0]] ?? other[0]}`,
    );
  return {
    seconds,
    save: (checkpoint) => keeper.save({ ...checkpoint, fingerprint }),
    resumed: resumed?.checkpoint ?? null,
  };
}

/** All that decides what comes out. */
function fingerprintOf({ read, request, settings, training }: TrainingTask, test: ReadRatings | null) {
  const { solver, rank, regularization, learningRate, iterations, seed } = settings;
  return {
    ...{ solver, rank, regularization, learningRate, iterations, seed },
    ratings: read.sha256,
    test: test?.sha256 ?? null,
    trainedOn: training.values.length,
    holdout: request.holdout,
    holdoutBy: request.holdoutBy ?? 'random',
    columns: JSON.stringify(request.columns ?? null),
  };
}

const words: Readonly<Record<string, string>> = {
  ratings: 'its ratings file',
  test: 'its test file',
  trainedOn: 'the number of its ratings',
  learningRate: 'its learning rate',
  columns: 'what its columns are',
  holdoutBy: 'how its ratings were held out',
  holdout: 'the share that was held out',
  iterations: 'the number of iterations',
  regularization: 'its regularization',
  solver: 'its solver',
  rank: 'its rank',
  seed: 'its seed',
};
