import { faults } from '../matrix/faults';
import { group, type Observations, type Ratings } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { methodTitles, type RatingsSolver } from '../protocol/methods';
import type { HoldOutBy, TrainRequest } from '../protocol/request';
import type {
  BiasedFactors,
  BrokenLines,
  HeldOut,
  HistoryPoint,
  RankingEvaluation,
  TrainingAnalysis,
} from '../protocol/results';
import type { Scale } from '../protocol/trainedModel';
import { biasesAlone } from './als';
import { canonical } from './canonical';
import { diagnose, formulaOf, namedFactors, type Shown } from './factors';
import { fit, objectiveFormula, type FitSettings } from './fit';
import { rootMeanSquare, summarizeHeldOut } from './heldOut';
import { holdOutLatest, leaveLastOut, type Split } from './holdOutByTime';
import { createReporter } from './progress';
import { evaluateRanking } from './ranking/evaluateRanking';
import { meanOf } from './ranking/measures';
import { byCount, countEach, createRatingsModel, scaleOf, type RatingsModel } from './ratingsModel';
import { alignTest, clippedResiduals, countUnseen, holdOut } from './split';
import { restore, standardize } from './standardize';
import { checkOptions } from './validate';
import { noBetterThanBiases, noBetterThanPopularity, repeatedRatings, skippedLines } from './warnings';

/** What is used where nothing is asked, measured on ratings of films. */
const defaults: Readonly<Record<RatingsSolver, { rank: number; iterations: number }>> = {
  als: { rank: 8, iterations: 10 },
  sgd: { rank: 10, iterations: 30 },
};

/** λ where none is asked, for ratings of unit spread. */
const defaultRegularization = 13;

/** The lower held-out error in less time on ratings of films, 5 seeds. */
const automaticSolver: RatingsSolver = 'als';

/** λ of the baseline, for ratings of unit spread. */
const baselineRegularization = 4;

/** Rows of the factors that are sent along, those with most ratings. */
const shownRows = 200;

/** Ratings as they were read. */
export interface ReadRatings {
  readonly ratings: Ratings;
  readonly duplicates: number;
  /** Of the bytes of the file, in hexadecimal. */
  readonly sha256: string;
  /** When each rating was made; null, or left out, where that is not known. */
  readonly times?: Float64Array | null;
  /** Lines that were passed over. */
  readonly broken?: BrokenLines;
}

/**
 * Trains value = mean + b_u + c_i + u·v on ratings. The error is measured on the ratings of `test`, or on a
 * share held out of `read`, neither of which the training sees; predictions are clipped to the scale of the ratings
 * trained on. The number of epochs is fixed beforehand. The caller fills `peakMemoryBytes`.
 * Throws a Fault on options out of range, on divergence, and when cancelled.
 */
export function trainRatings(
  read: ReadRatings,
  test: ReadRatings | null,
  request: TrainRequest,
  context: { readonly modelId: string; readonly secondsLoad: number },
  control: Control,
): { analysis: TrainingAnalysis; model: RatingsModel } {
  const started = performance.now();
  const { ratings } = read;
  const settings = settingsOf(request, ratings);
  const split = splitOf(read, test === null ? request : { ...request, holdout: 0, holdoutBy: 'random' });
  const { training } = split;
  const cells = test === null ? split.test : alignTest(ratings, test.ratings);
  const scale = scaleOf(training);

  const history: HistoryPoint[] = [];
  const reporter = createReporter(control, 'training', settings.iterations);
  const fitted = fit(training, settings, control, (point, current) => {
    const holdoutRmse = cells === null ? null : rootMeanSquare(clippedResiduals(current(), cells, scale, control));
    const full = { ...point, holdoutRmse };
    history.push(full);
    reporter.step(point.iteration, full);
  });
  reporter.flush();
  const factors = canonical(fitted.model);
  const secondsTrain = (performance.now() - started) / 1000;
  const baseline = fitBaseline(training, control);
  const model = createRatingsModel(ratings, training, {
    factors,
    baseline,
    record: {
      solver: settings.solver,
      regularization: settings.regularization,
      learningRate: settings.learningRate,
      iterations: history.at(-1)?.iteration ?? 0,
      holdout: shareHeldOut(request, split),
      seed: request.seed,
      ratings: training.values.length,
      fileRatings: ratings.values.length + read.duplicates,
      fileSha256: read.sha256,
    },
  });
  const heldOut =
    cells === null
      ? null
      : summarizeHeldOut(
          test === null ? holdOutTitles[request.holdoutBy ?? 'random'] : 'test file',
          clippedResiduals(factors, cells, scale, control),
          clippedResiduals(baseline, cells, scale, control),
        );
  const ranking =
    cells === null || (request.ranking ?? null) === null
      ? null
      : evaluateRanking(
          { model, rated: group(training, 'row'), test: cells, relevantFrom: meanOf(training), top: request.ranking! },
          control,
        );
  const users = mostRated('user', training.rowIndex, ratings.userIds);
  const items = mostRated('item', training.columnIndex, ratings.itemIds);

  const analysis: TrainingAnalysis = {
    kind: 'train',
    request,
    modelId: context.modelId,
    solver: settings.solver,
    rank: settings.rank,
    regularization: settings.regularization,
    users: ratings.rows,
    items: ratings.columns,
    ratings: training.values.length,
    heldOut,
    secondsLoad: context.secondsLoad,
    secondsTrain,
    peakMemoryBytes: 0,
    sampleUsers: users.labels,
    duplicates: read.duplicates,
    ...(read.broken === undefined ? {} : { broken: read.broken }),
    ranking,
    why: explainChoice(request, settings, scale),
    formula: formulaOf('R', true),
    factors: namedFactors(factors, true, users, items),
    diagnostics: diagnose(factors, training),
    history,
    objectiveFormula: objectiveFormula(true),
    stop: fitted.stop,
    warnings: warn(read, model, cells, heldOut, ranking),
    seed: request.seed,
    seconds: context.secondsLoad + (performance.now() - started) / 1000,
  };
  return { analysis, model };
}

/** What was asked, checked, with the defaults for what was not. */
function settingsOf(request: TrainRequest, ratings: Ratings): FitSettings & { readonly solver: RatingsSolver } {
  if (ratings.values.length === 0) throw faults.noRatings(request.path);
  checkOptions(
    { ...request, rank: request.rank ?? 'auto', regularization: request.regularization ?? 'auto' },
    ratings.rows,
    ratings.columns,
  );
  if (!(request.holdout >= 0 && request.holdout < 1))
    throw faults.outOfRange('The holdout', 'at least 0 and below 1', String(request.holdout));
  const solver = request.solver === 'auto' ? automaticSolver : request.solver;
  return {
    solver,
    rank: request.rank ?? Math.min(defaults[solver].rank, ratings.rows, ratings.columns),
    regularization:
      request.regularization ?? Number((defaultRegularization * standardize(ratings, true).spread).toPrecision(2)),
    bias: true,
    learningRate: request.learningRate,
    iterations: request.iterations ?? defaults[solver].iterations,
    tolerance: 0,
    seed: request.seed,
  };
}

const holdOutTitles: Readonly<Record<HoldOutBy, HeldOut['method']>> = {
  random: 'random holdout',
  time: 'latest ratings',
  last: 'last rating of each user',
};

/** The ratings to train on, and those held out in the way that was asked for. Throws the `noTimes` fault. */
function splitOf({ ratings, times }: ReadRatings, request: TrainRequest): Split {
  switch (request.holdoutBy ?? 'random') {
    case 'random':
      return holdOut(ratings, request.holdout, request.seed);
    case 'time':
      if (times?.some(Number.isFinite) !== true) throw faults.noTimes(request.path);
      return holdOutLatest(ratings, times, request.holdout);
    case 'last':
      return leaveLastOut(ratings, times ?? null);
  }
}

/** As it was asked for where it was a share. */
function shareHeldOut({ holdout, holdoutBy, testPath }: TrainRequest, { training, test }: Split): number {
  if (testPath !== null || test === null) return 0;
  const held = test.values.length;
  return holdoutBy === 'last' ? held / (held + training.values.length) : holdout;
}

function fitBaseline(training: Observations, control: Control): BiasedFactors {
  const standardized = standardize(training, true);
  const options = { regularization: baselineRegularization, control };
  return restore(biasesAlone(standardized.observations, options), standardized);
}

/** The rows with most ratings, by their ids. */
function mostRated(
  side: Shown['side'],
  indices: Uint32Array,
  ids: readonly string[],
): Shown & { readonly labels: readonly string[] } {
  const shown = byCount(countEach(indices, ids.length)).slice(0, shownRows);
  return { side, indices: shown, labels: shown.map((index) => ids[index]!) };
}

function explainChoice(request: TrainRequest, { solver, rank, regularization }: FitSettings, scale: Scale): string {
  const choice = request.solver === 'auto' ? ', the default for ratings,' : ', as asked,';
  return (
    `${methodTitles[solver]}${choice} with rank ${rank} and λ = ${regularization}; ` +
    `predictions are kept within the scale of the ratings, ${scale.low} to ${scale.high}.`
  );
}

/** At most three sentences, the gravest first. */
function warn(
  { duplicates, broken }: ReadRatings,
  model: RatingsModel,
  cells: Observations | null,
  heldOut: HeldOut | null,
  ranking: RankingEvaluation | null,
): string[] {
  const unseen = cells === null ? 0 : countUnseen(model, cells);
  return [
    heldOut === null ? 'No ratings were held out, so how well the model predicts was not measured.' : null,
    heldOut === null ? null : noBetterThanBiases('held-out ratings', heldOut),
    unseen > 0
      ? `${unseen} of the ${cells?.values.length ?? 0} held-out ratings are of a user or an item without any other rating, ` +
        'and are predicted from what is known of the other.'
      : null,
    noBetterThanPopularity(ranking),
    skippedLines(broken),
    repeatedRatings(duplicates),
  ]
    .filter((sentence) => sentence !== null)
    .slice(0, 3);
}
