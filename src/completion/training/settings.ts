import { availableParallelism } from 'node:os';
import { faults } from '../../matrix/faults';
import type { Ratings } from '../../matrix/observations';
import { methodTitles, type RatingsSolver } from '../../protocol/methods';
import type { TrainRequest } from '../../protocol/request';
import type { Scale } from '../../protocol/trainedModel';
import { spreadOf } from '../standardize';
import { checkOptions } from '../validate';

/** What to train with, every choice made; λ in the ratings' own units. */
export interface TrainingSettings {
  readonly solver: RatingsSolver;
  readonly rank: number;
  readonly regularization: number;
  readonly learningRate: number | null;
  readonly iterations: number;
  readonly threads: number;
  readonly seed: number;
}

/** What is used where nothing is asked. */
interface Defaults {
  readonly rank: number;
  /** For ratings of unit spread; null where it is not in their units. */
  readonly regularization: number | null;
  readonly iterations: (ratings: number) => number;
}

/**
 * Measured on ratings of films and on synthetic ones like them. Descent needs fewer epochs the more ratings there are:
 * each has as many steps as ratings.
 */
const defaults: Readonly<Record<RatingsSolver, Defaults>> = {
  spark: { rank: 10, regularization: null, iterations: () => 10 },
  als: { rank: 8, regularization: 13, iterations: () => 10 },
  sgd: {
    rank: 16,
    regularization: 1,
    iterations: (ratings) => Math.round(Math.min(Math.max(5 * (1e7 / ratings) ** 0.25, 5), 40)),
  },
};

/** λ where none is asked of Spark, which multiplies it with the count of ratings. */
const clusterRegularization = 0.15;

/** The lower held-out error in less time on ratings of films, 5 seeds. */
const automaticSolver: RatingsSolver = 'als';

/** Ratings that are worth a thread: fewer are done before it has started. */
const ratingsPerThread = 100_000;

/** What was asked, checked, with the defaults for what was not. Throws the fault of what is out of range. */
export function trainingSettings(request: TrainRequest, ratings: Ratings): TrainingSettings {
  if (ratings.values.length === 0) throw faults.noRatings(request.path);
  checkOptions(
    { ...request, rank: request.rank ?? 'auto', regularization: request.regularization ?? 'auto' },
    ratings.rows,
    ratings.columns,
  );
  if (!(request.holdout >= 0 && request.holdout < 1))
    throw faults.outOfRange('The holdout', 'at least 0 and below 1', String(request.holdout));
  const solver = request.solver === 'auto' ? automaticSolver : request.solver;
  const own = defaults[solver];
  return {
    solver,
    rank: request.rank ?? Math.min(own.rank, ratings.rows, ratings.columns),
    regularization: request.regularization ?? usualRegularization(own, ratings),
    learningRate: request.learningRate,
    iterations: request.iterations ?? own.iterations(ratings.values.length),
    threads: threadsFor(request.threads ?? null, ratings.values.length),
    seed: request.seed,
  };
}

function usualRegularization({ regularization }: Defaults, ratings: Ratings): number {
  if (regularization === null) return clusterRegularization;
  return Number((regularization * spreadOf(ratings, true).spread).toPrecision(2));
}

/** As many as were asked for, and else as are worth starting. */
function threadsFor(asked: number | null, ratings: number): number {
  return asked ?? Math.max(1, Math.min(availableParallelism(), Math.floor(ratings / ratingsPerThread)));
}

export function explainTraining(
  request: TrainRequest,
  { solver, rank, regularization }: TrainingSettings,
  { low, high }: Scale,
): string {
  const choice = request.solver === 'auto' ? ', the default for ratings,' : ', as asked,';
  return (
    `${methodTitles[solver]}${choice} with rank ${rank} and λ = ${regularization}; ` +
    `predictions are kept within the scale of the ratings, ${low} to ${high}.`
  );
}
