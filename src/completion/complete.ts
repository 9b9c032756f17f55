import type { LabelledMatrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import { startTimer, type Control } from '../protocol/control';
import type { Kept } from '../protocol/frames';
import { leastCells, usualLevel, type IntervalLevel } from '../protocol/intervals';
import type { CompletionSolver } from '../protocol/methods';
import type { CompleteRequest } from '../protocol/request';
import type { BiasedFactors, CompletionAnalysis, Diagnostics, HeldOut, Prediction } from '../protocol/results';
import type { Scale } from '../protocol/trainedModel';
import { plainBaselines } from './baselines';
import { bayesEstimate } from './bayes/estimate';
import type { Estimate } from './estimate';
import { effectiveRankNote } from './effectiveRank';
import { exactEstimate } from './exact/estimate';
import { recognise } from './exact/recognise';
import { diagnose, formulaOf, namedFactors, showAll } from './factors';
import { heldOutMethod } from './folds';
import { toFrames } from './frames';
import { summarizeHeldOut } from './heldOut';
import { identifiabilityWarnings } from './identifiability';
import { reconstruction } from './model';
import { factorNotes } from '../protocol/factorNotes';
import { counted } from '../protocol/quantities';
import { factorsDoNotHelp } from '../protocol/prediction';
import { absentLines } from './lines';
import { predictMissing, reconstructionWith } from './predictions';
import { readScale } from './scale';
import { outlierWarning } from './outlier';
import { pointEstimate } from './pointEstimate';
import { endedEarly } from './solver';
import { fitBaseline } from './tuning';
import { checkCells, checkOptions, checkResult, checkScale, checkTaken } from './validate';

/**
 * Predicts the missing cells of a matrix by value = mean + b_i + c_j + u_i·v_j, fitted on its known cells only;
 * without biases, by u_i·v_j. What is `auto` is chosen on held-out cells, and the error is that of cells that the
 * choice was not made on. The factors are in canonical form.
 * Throws a Fault on a matrix or an option that cannot be worked with, on divergence, and when cancelled.
 */
export function complete(request: CompleteRequest, control: Control): CompletionAnalysis {
  return completeKnown(request, checkCells(request.matrix), control);
}

/** The same, where the known cells were looked at before; none need be missing. */
export function completeKnown(request: CompleteRequest, known: Observations, control: Control): CompletionAnalysis {
  const seconds = startTimer(control);
  const { matrix, seed, interval = usualLevel } = request;
  checkOptions(request, matrix.rows, matrix.columns);

  checkScale(request.scale);
  const solver = solverOf(request);
  checkTaken(request, solver);
  const exact = request.solver === 'auto' && solver === 'bayes' ? recognise(known, request) : null;
  const estimate =
    exact !== null
      ? exactEstimate(request, known, exact)
      : solver === 'bayes'
        ? bayesEstimate(request, known, control)
        : pointEstimate(request, known, solver, control);
  const { model, folds, rank, bias } = estimate;
  const product = reconstruction(model);
  checkResult(product);
  const baseline = fitBaseline(known, folds, control);
  const heldOut = summarizeHeldOut(heldOutMethod(folds), estimate.residuals, baseline.residuals, estimate.coverage);
  const scale = exact === null ? scaleFor(request, known) : null;
  const predictions = predictMissing(matrix, known, estimate, baseline.model, scale, interval);
  const [ofRows, ofColumns] = [
    showAll('row', matrix.rows, matrix.rowLabels),
    showAll('column', matrix.columns, matrix.columnLabels),
  ];
  const diagnostics = diagnose(model, known);

  return {
    kind: 'complete',
    request,
    solver,
    rank,
    regularization: estimate.regularization,
    biasShare: estimate.biasShare,
    model,
    reconstruction: reconstructionWith(product, predictions),
    predictions,
    interval,
    intervalMethod: estimate.intervalMethod,
    scale,
    baselines: plainBaselines(known, folds),
    factorNotes: exact === null ? notesOn(model, matrix, known) : [],
    heldOut,
    triedSettings: estimate.tried,
    why: whyWith(estimate.why, scale, typeof request.scale === 'object'),
    formula: formulaOf(matrix.name ?? 'R', bias, exact !== null),
    factors: namedFactors(model, bias, ofRows, ofColumns),
    diagnostics,
    history: estimate.history,
    ...(estimate.frames.length === 0
      ? {}
      : { frames: toFrames(estimate.frames, lastOf(estimate, diagnostics, known), bias, ofRows, ofColumns) }),
    objectiveFormula: estimate.objectiveFormula,
    stop: estimate.stop,
    warnings: warn(known, estimate, heldOut, predictions, interval),
    seed,
    seconds: seconds(),
  };
}

/** The result itself. That of a sampler is no draw but their mean, whose squared error is its own. */
function lastOf(
  { solver, model, history }: Estimate,
  { meanSquaredError }: Diagnostics,
  known: Observations,
): Kept<BiasedFactors> {
  const { iteration = 0, objective = Number.NaN } = history.at(-1) ?? {};
  const ofMean = (meanSquaredError ?? Number.NaN) * known.values.length;
  return { iteration, objective: solver === 'bayes' ? ofMean : objective, state: model };
}

function notesOn(model: BiasedFactors, matrix: LabelledMatrix, known: Observations): string[] {
  const note = effectiveRankNote(model);
  return [...factorNotes(model, matrix, absentLines(known)), ...(note === null ? [] : [note])];
}

/** Automatic is the sampler, which has no λ: where one is given, least squares. */
function solverOf({ solver, regularization, weighted = false }: CompleteRequest): CompletionSolver {
  if (solver !== 'auto') return solver;
  return regularization === 'auto' && !weighted ? 'bayes' : 'als';
}

/** Whoever sets λ by hand follows the algebra, and is shown what the formula gives. */
function scaleFor({ scale = 'auto', regularization }: CompleteRequest, known: Observations): Scale | null {
  if (scale === 'none') return null;
  if (scale !== 'auto') return scale;
  return regularization === 'auto' ? readScale(known) : null;
}

/** How it was chosen, and what it is kept within. */
function whyWith(why: string, scale: Scale | null, isAsked: boolean): string {
  if (scale === null) return why;
  const source = isAsked ? 'as asked' : 'the scale of the known cells';
  return `${why} Predictions are kept within ${scale.low} to ${scale.high}, ${source}.`;
}

/** At most three sentences, the gravest first. */
function warn(
  known: Observations,
  { rank, bias, solver, stop, iterations, history, intervalMethod }: Estimate,
  heldOut: HeldOut | null,
  predictions: readonly Prediction[],
  interval: IntervalLevel,
): string[] {
  const source = solver === 'bayes' ? 'prior' : 'regularization';
  const { absent, undetermined, thin } = identifiabilityWarnings(known, rank, bias, source);
  if (intervalMethod === 'exact') return absent === null ? [] : [absent];
  return [
    outlierWarning(known),
    undetermined,
    absent,
    known.values.length < leastCells(interval) &&
    predictions.some(({ lower, certainty }) => lower === null && certainty !== 'undetermined')
      ? `With ${known.values.length} known cells there are too few for an interval, which takes ${leastCells(interval)}.`
      : null,
    heldOut !== null && heldOut.rmse >= heldOut.baselineRmse ? factorsDoNotHelp : null,
    stop === 'iterations' && solver !== 'bayes'
      ? `The ${iterations} iterations were used up before the objective had settled, so more of them may change the result.`
      : null,
    endedEarly(stop)
      ? `It ${stop === 'time' ? 'ran out of time' : 'was stopped'} after ${counted(history.at(-1)?.iteration ?? 0, 'iteration')}: more of them may change the result.`
      : null,
    thin,
  ]
    .filter((sentence) => sentence !== null)
    .slice(0, 3);
}
