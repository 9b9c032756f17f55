import { group } from '../matrix/observations';
import type { ClusterRun } from '../protocol/cluster';
import { startTimer, type Control } from '../protocol/control';
import type { BiasedFactors, HeldOut, RankingEvaluation, TrainingAnalysis } from '../protocol/results';
import type { TrainingRecord } from '../protocol/trainedModel';
import { canonical } from './canonical';
import { diagnoseSquares } from './factors';
import { summarizeHeldOut } from './heldOut';
import { evaluateRanking } from './ranking/evaluateRanking';
import { meanOf } from './ranking/measures';
import { createRatingsModel, type RatingsModel, type Titles } from './ratingsModel';
import { formulaOfSolver, shownFactors } from './shownFactors';
import { fitBaseline } from './ratingsBaseline';
import { clippedResiduals } from './split';
import { reclaim } from './training/reclaim';
import { explainTraining } from './training/settings';
import type { Run } from './training/run';
import type { TrainingTask } from './trainingTask';
import { trainingWarnings, type Measured } from './trainingWarnings';

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

/** Measures a fitted model, and says what there is to say of it. Throws when cancelled. */
export async function concludeTraining(
  task: TrainingTask,
  fitted: FittedRatings,
  context: TrainingContext,
  control: Control,
): Promise<{ analysis: TrainingAnalysis; model: RatingsModel }> {
  const elapsed = startTimer(control);
  const { read, training, scale } = task;
  const factors = canonical(fitted.model);
  await reclaim(training.values.length);
  const baseline = fitted.baseline ?? fitBaseline(training, control);
  const heldOut = heldOutErrors(task, factors, baseline, fitted.coverage, control);
  const record = recordOf(task, fitted, heldOut);
  const model = createRatingsModel(read.ratings, training, { factors, baseline, scale, record });
  const ranking = await rankingOn(task, model, control);
  const told = analysisOf(task, fitted, context, { model, heldOut, ranking });
  const seconds = context.secondsLoad + fitted.secondsTrain + elapsed();
  return { analysis: { ...told, seconds }, model };
}

/** The errors of a model and of biases alone on what was held out; null where nothing was, and of counts. */
function heldOutErrors(
  { settings, cells, scale, measuredOn }: TrainingTask,
  factors: BiasedFactors,
  baseline: BiasedFactors,
  coverage: number | null,
  control: Control,
): HeldOut | null {
  if (cells === null || settings.solver === 'implicit-als') return null;
  const residuals = (model: BiasedFactors): Float64Array => clippedResiduals(model, cells, scale, control);
  return summarizeHeldOut(measuredOn, residuals(factors), residuals(baseline), coverage);
}

/** What is kept of the training with its model. */
function recordOf(
  { read, request, settings, training, shareHeldOut }: TrainingTask,
  fitted: FittedRatings,
  heldOut: HeldOut | null,
): TrainingRecord {
  return {
    solver: settings.solver,
    regularization: settings.regularization,
    ...(fitted.clusterRun === undefined ? {} : { isWeighted: true }),
    learningRate: settings.learningRate,
    iterations: fitted.iteration,
    holdout: shareHeldOut,
    seed: request.seed,
    ratings: training.values.length,
    fileRatings: read.ratings.values.length + read.duplicates,
    fileSha256: read.sha256,
    ...(heldOut === null ? {} : { heldOut }),
    curve: { history: fitted.history, objectiveFormula: fitted.objective, stop: fitted.stop },
  };
}

/** How well the model ranks what was held out; null where nothing was, or nobody asked: of counts it is always told. */
async function rankingOn(
  { request, settings, training, cells }: TrainingTask,
  model: RatingsModel,
  control: Control,
): Promise<RankingEvaluation | null> {
  const isImplicit = settings.solver === 'implicit-als';
  const top = request.ranking ?? (isImplicit ? implicitTop : null);
  if (cells === null || top === null) return null;
  const relevantFrom = isImplicit ? Number.MIN_VALUE : meanOf(training);
  return evaluateRanking({ model, rated: group(training, 'row'), test: cells, relevantFrom, top }, control);
}

/** All but the time it took. */
function analysisOf(
  task: TrainingTask,
  fitted: FittedRatings,
  { modelId, secondsLoad, titles }: TrainingContext,
  { model, heldOut, ranking }: Measured,
): Omit<TrainingAnalysis, 'seconds'> {
  const { read, request, settings, training, cells, scale } = task;
  const shown = shownFactors(model, titles);
  return {
    kind: 'train',
    request,
    modelId,
    solver: settings.solver,
    rank: settings.rank,
    regularization: settings.regularization,
    users: read.ratings.rows,
    items: read.ratings.columns,
    ratings: training.values.length,
    scale,
    layout: read.layout ?? null,
    fileSha256: read.sha256,
    heldOut,
    secondsLoad,
    secondsTrain: fitted.secondsTrain,
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
    factorShares: shown.factorShares,
    diagnostics: diagnoseSquares(training, fitted.squares),
    history: fitted.history,
    objectiveFormula: fitted.objective,
    stop: fitted.stop,
    warnings: trainingWarnings(task, fitted, { model, heldOut, ranking }),
    seed: request.seed,
  };
}
