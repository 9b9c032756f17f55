import { group, type Observations } from '../matrix/observations';
import type { ClusterRun } from '../protocol/cluster';
import { startTimer, type Control } from '../protocol/control';
import type { RatingsSolver } from '../protocol/methods';
import type { TrainRequest } from '../protocol/request';
import type { BiasedFactors, HeldOut, RankingEvaluation, TrainingAnalysis } from '../protocol/results';
import { canonical } from './canonical';
import { diagnoseSquares } from './factors';
import { summarizeHeldOut } from './heldOut';
import { evaluateRanking } from './ranking/evaluateRanking';
import { meanOf } from './ranking/measures';
import { createRatingsModel, type RatingsModel, type Titles } from './ratingsModel';
import { formulaOfSolver, shownFactors } from './shownFactors';
import { fitBaseline } from './ratingsBaseline';
import { clippedResiduals, countUnseen } from './split';
import { reclaim } from './training/reclaim';
import { explainTraining } from './training/settings';
import type { Run } from './training/run';
import type { ReadRatings, TrainingTask } from './trainingTask';
import { formatCount } from '../protocol/quantities';
import { noBetterThanBiases, noBetterThanPopularity, repeatedRatings, skippedLines } from './warnings';

/** Counts are judged by lists so long, where no other length is asked for. */
const implicitTop = 10;

/** How a training is named and how long its reading took. */
export interface TrainingContext {
  readonly modelId: string;
  readonly secondsLoad: number;
  /** What the items are called besides their ids. */
  readonly titles: Titles;
}

/** A model, the curve that led to it, and how long that took. */
export interface FittedRatings extends Run {
  /** What was lowered. */
  readonly objective: string;
  /** Null where a cluster trained. */
  readonly threads: number | null;
  readonly clusterRun?: ClusterRun;
  readonly secondsTrain: number;
  /** Biases alone on the same ratings, where they were fitted already. */
  readonly baseline?: BiasedFactors;
}

/** Measures a fitted model, and says what there is to say of it. */
export async function concludeTraining(
  task: TrainingTask,
  fitted: FittedRatings,
  context: TrainingContext,
  control: Control,
): Promise<{ analysis: TrainingAnalysis; model: RatingsModel }> {
  const elapsed = startTimer(control);
  const { read, request, settings, training, cells, scale } = task;
  const { ratings } = read;
  const { history, secondsTrain } = fitted;
  const isImplicit = settings.solver === 'implicit-als';
  const top = request.ranking ?? (isImplicit ? implicitTop : null);
  const relevantFrom = isImplicit ? Number.MIN_VALUE : meanOf(training);
  const factors = canonical(fitted.model);
  await reclaim(training.values.length);
  const baseline = fitted.baseline ?? fitBaseline(training, control);
  const heldOut =
    cells === null || isImplicit
      ? null
      : summarizeHeldOut(
          task.measuredOn,
          clippedResiduals(factors, cells, scale, control),
          clippedResiduals(baseline, cells, scale, control),
          fitted.coverage,
        );
  const model = createRatingsModel(ratings, training, {
    ...{ factors, baseline, scale },
    record: {
      solver: settings.solver,
      regularization: settings.regularization,
      ...(fitted.clusterRun === undefined ? {} : { isWeighted: true }),
      learningRate: settings.learningRate,
      iterations: fitted.iteration,
      holdout: task.shareHeldOut,
      seed: request.seed,
      ratings: training.values.length,
      fileRatings: ratings.values.length + read.duplicates,
      fileSha256: read.sha256,
      ...(heldOut === null ? {} : { heldOut }),
    },
  });
  const ranking =
    cells === null || top === null
      ? null
      : await evaluateRanking({ model, rated: group(training, 'row'), test: cells, relevantFrom, top }, control);

  const shown = shownFactors(model, context.titles);
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
    scale,
    layout: read.layout ?? null,
    heldOut,
    secondsLoad: context.secondsLoad,
    secondsTrain,
    peakMemoryBytes: 0,
    threads: fitted.threads,
    ...(fitted.clusterRun === undefined ? {} : { clusterRun: fitted.clusterRun }),
    interrupted: fitted.interrupted,
    sampleUsers: shown.users,
    duplicates: read.duplicates,
    ...(read.broken === undefined ? {} : { broken: read.broken }),
    ranking,
    why: explainTraining(request, settings, scale, cells !== null, task.triedRegularizations, read.isCounted ?? false),
    formula: formulaOfSolver(settings.solver),
    factors: shown.factors,
    factorNotes: shown.factorNotes,
    diagnostics: diagnoseSquares(training, fitted.squares),
    history,
    objectiveFormula: fitted.objective,
    stop: fitted.stop,
    warnings: warn(task, model, cells, heldOut, ranking, fitted),
    seed: request.seed,
    seconds: context.secondsLoad + secondsTrain + elapsed(),
  };
  return { analysis, model };
}

function unseenText(unseen: number, held: number, solver: RatingsSolver): string {
  const which = `${formatCount(unseen)} of the ${formatCount(held)} held-out ratings are of a user or an item without any other rating`;
  return solver === 'implicit-als'
    ? `${which}, of which no list can know.`
    : `${which}, and are predicted from what is known of the other.`;
}

/** What is done where times were asked for and are not known. */
function timesWanting({ holdoutBy = 'random' }: TrainRequest, { times = null, ratings }: ReadRatings): string | null {
  if (holdoutBy === 'random') return null;
  const count = ratings.values.length;
  const unknown = times === null ? count : times.reduce((sum, time) => sum + (Number.isFinite(time) ? 0 : 1), 0);
  if (unknown === 0) return null;
  if (unknown === count)
    return 'The file does not say when its ratings were made, in seconds or in dates such as 2020-12-31: the last of each user is the one that stands last in it.';
  return `${formatCount(unknown)} of the ${formatCount(count)} ratings have no time, in seconds or as a date such as 2020-12-31: they are taken for earlier than all others.`;
}

/** At most three sentences, the gravest first. */
function warn(
  { read, request }: TrainingTask,
  model: RatingsModel,
  cells: Observations | null,
  heldOut: HeldOut | null,
  ranking: RankingEvaluation | null,
  { interrupted, stop }: Run,
): string[] {
  const unseen = cells === null ? 0 : countUnseen(model, cells);
  return [
    interrupted === null ? null : `The training ended early, with the best model until then: ${interrupted.message}`,
    stop === 'held-out'
      ? 'The training ended when the error on the held-out ratings rose, so these have chosen its length.'
      : null,
    timesWanting(request, read),
    cells === null ? 'No ratings were held out, so how well the model predicts was not measured.' : null,
    heldOut === null ? null : noBetterThanBiases('held-out ratings', heldOut),
    unseen > 0 ? unseenText(unseen, cells?.values.length ?? 0, model.record.solver) : null,
    noBetterThanPopularity(ranking, model.record.solver),
    skippedLines(read.broken),
    repeatedRatings(read),
  ]
    .filter((sentence) => sentence !== null)
    .slice(0, 3);
}
