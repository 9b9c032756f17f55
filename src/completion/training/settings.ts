import { availableParallelism } from 'node:os';
import { faults } from '../../matrix/faults';
import type { Observations, Ratings } from '../../matrix/observations';
import { methodTitles, type RatingsSolver } from '../../protocol/methods';
import type { TrainRequest } from '../../protocol/request';
import { counted, formatCount } from '../../protocol/quantities';
import type { Scale } from '../../protocol/trainedModel';
import { spreadOf } from '../standardize';
import { checkOptions } from '../validate';

/** What to train with, every choice made; λ in the ratings' own units. */
export interface TrainingSettings {
  readonly solver: RatingsSolver;
  readonly rank: number;
  /** Null for solvers that have none. */
  readonly regularization: number | null;
  readonly learningRate: number | null;
  readonly iterations: number;
  readonly threads: number;
  readonly seed: number;
}

/** What is used where nothing is asked. */
interface Defaults {
  readonly rank: number;
  /** For ratings of unit spread, or as it is where these are not looked at so; null for none. */
  readonly regularization: number | null;
  readonly iterations: (ratings: number) => number;
}

/** Epochs of descent on so many ratings. */
export function usualEpochs(ratings: number): number {
  return Math.round(Math.min(Math.max(5 * (1e7 / ratings) ** 0.25, 5), 40));
}

/**
 * Measured on ratings of films and on synthetic ones like them. Descent needs fewer epochs the more ratings there are:
 * each has as many steps as ratings.
 */
const defaults: Readonly<Record<RatingsSolver, Defaults>> = {
  // λ of Spark is multiplied with the count of ratings
  spark: { rank: 10, regularization: 0.15, iterations: () => 10 },
  bayes: { rank: 8, regularization: null, iterations: () => 100 },
  'implicit-als': { rank: 32, regularization: 1, iterations: () => 12 },
  als: { rank: 8, regularization: 13, iterations: () => 10 },
  sgd: {
    rank: 16,
    regularization: 0.04,
    iterations: usualEpochs,
  },
};

/** Up to so many ratings the sampler, which predicts best, is done in some seconds. */
const mostSampled = 500_000;

/** What values are: a scale of ratings, or how often something was chosen. */
export type ValueKind = 'ratings' | 'counts';

/**
 * Counts are whole numbers, and nearly all are small beside the largest: half of them at most a tenth of it, which is
 * above any scale of ten; or all are 1. Else they are ratings.
 */
function kindOf({ values }: Observations): ValueKind {
  let largest = 0;
  for (const value of values) {
    if (!(value >= 0 && Number.isInteger(value))) return 'ratings';
    largest = Math.max(largest, value);
  }
  let small = 0;
  for (const value of values) if (value <= largest / 10) small++;
  const areOnes = largest === 1 && values.every((value) => value === 1);
  return areOnes || (largest > 10 && 2 * small >= values.length) ? 'counts' : 'ratings';
}

/** Spark multiplies λ with counts here too; rank and λ are those that it takes where nothing is said. */
const sparkOnCounts: Defaults = { rank: 10, regularization: 0.1, iterations: () => 10 };

/** The solver that was asked for, or chosen; Spark trains on counts by what `implicit-als` lowers. */
function solverOf({ solver }: TrainRequest, ratings: Ratings, isCounted: boolean): RatingsSolver {
  if (solver === 'auto') return automaticSolver(ratings, isCounted);
  if (solver === 'spark' && (isCounted || kindOf(ratings) === 'counts')) return 'implicit-als';
  return solver;
}

function automaticSolver(ratings: Ratings, isCounted: boolean): RatingsSolver {
  if (isCounted || kindOf(ratings) === 'counts') return 'implicit-als';
  return ratings.values.length <= mostSampled ? 'bayes' : 'sgd';
}

/** Ratings that are worth a thread: fewer are done before it has started. */
const ratingsPerThread = 100_000;

/**
 * What was asked, checked, with the defaults for what was not. `isCounted`: values say how often a user chose an item.
 * Throws the fault of what is out of range, and `noRatingsToPredict`.
 */
export function trainingSettings(request: TrainRequest, ratings: Ratings, isCounted: boolean): TrainingSettings {
  if (ratings.values.length === 0) throw faults.noRatings(request.path);
  checkOptions(
    { ...request, rank: request.rank ?? 'auto', regularization: request.regularization ?? 'auto' },
    ratings.rows,
    ratings.columns,
  );
  if (!(request.holdout >= 0 && request.holdout < 1))
    throw faults.outOfRange('The holdout', 'at least 0 and below 1', String(request.holdout));
  const solver = solverOf(request, ratings, isCounted);
  if (isCounted && solver !== 'implicit-als') throw faults.noRatingsToPredict(request.path);
  if (solver === 'implicit-als') checkCounts(ratings);
  const own = request.solver === 'spark' && solver === 'implicit-als' ? sparkOnCounts : defaults[solver];
  return {
    solver,
    rank: request.rank ?? Math.min(own.rank, ratings.rows, ratings.columns),
    regularization:
      own.regularization === null
        ? null
        : (request.regularization ?? usualRegularization(solver, own.regularization, ratings)),
    learningRate: request.learningRate,
    iterations: request.iterations ?? own.iterations(ratings.values.length),
    threads: threadsFor(request.threads ?? null, ratings.values.length),
    seed: request.seed,
  };
}

/** Up to here single precision has every whole number; beside confidences far beyond, the objective is lost in rounding. */
const largestCount = 2 ** 24;

/** Throws the `countsOutOfScale` fault. */
function checkCounts({ values }: Observations): void {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  if (largest > largestCount) throw faults.countsOutOfScale(largest, largestCount);
}

function usualRegularization(solver: RatingsSolver, regularization: number, ratings: Ratings): number {
  if (solver === 'spark' || solver === 'implicit-als') return regularization;
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
  isMeasured: boolean,
  triedRegularizations: number,
  isCounted: boolean,
): string {
  const why = isCounted ? whyCounted : reasons[solver];
  const choice =
    request.solver === 'auto'
      ? why
      : request.solver === 'spark' && solver === 'implicit-als'
        ? ` on Spark${why}`
        : ', as asked,';
  const tried =
    triedRegularizations === 0 ? '' : `, the best of ${triedRegularizations} on folds of the ratings trained on`;
  const lambda = regularization === null ? '' : ` and λ = ${regularization}${tried}`;
  const kept =
    solver === 'implicit-als'
      ? 'it ranks by how likely something is chosen, and predicts no ratings.'
      : `predictions are kept within the scale of the ratings, ${low} to ${high}.`;
  // The mean of products of rank k is of a higher rank.
  const curve =
    solver === 'bayes' && isMeasured
      ? ` Held-out errors along the way are of the mean of the draws so far; the model keeps what ${counted(rank, 'factor')} hold of that mean, and the error given for it is its own.`
      : '';
  return `${methodTitles[solver]}${choice} with rank ${rank}${lambda}; ${kept}${curve}`;
}

const whyCounted = ', since the file says who chose what and no rating, so that each line counts 1,';

/** Why the automatic choice takes it. */
const reasons: Readonly<Record<RatingsSolver, string>> = {
  bayes: `, which predicts best and is quick up to ${formatCount(mostSampled)} ratings,`,
  sgd: `, the quickest beyond ${formatCount(mostSampled)} ratings,`,
  'implicit-als': ', since the values are counts of what was chosen and not ratings,',
  als: '',
  spark: '',
};
