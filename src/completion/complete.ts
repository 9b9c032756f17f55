import type { LabelledMatrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { methodTitles, type CompletionSolver } from '../protocol/methods';
import type { CompleteRequest } from '../protocol/request';
import type {
  BiasedFactors,
  CompletionAnalysis,
  HeldOut,
  HistoryPoint,
  Prediction,
  StopReason,
} from '../protocol/results';
import { canonical } from './canonical';
import { diagnose, formulaOf, namedFactors, showAll } from './factors';
import { fit, objectiveFormula, type FitSettings } from './fit';
import { createFolds, crossValidate, type Folds } from './folds';
import { coverage, intervalHalfWidth, summarizeHeldOut } from './heldOut';
import { identifiabilityWarnings } from './identifiability';
import { explain, predict, reconstruction } from './model';
import { createReporter } from './progress';
import { candidatesFor, chooseSettings, fitBaseline, type Candidate } from './tuning';
import { checkCells, checkOptions, checkResult } from './validate';

/** Iterations or epochs where none are given, and the relative change of the objective that ends them. */
const limits: Readonly<Record<CompletionSolver, { iterations: number; tolerance: number }>> = {
  als: { iterations: 500, tolerance: 1e-6 },
  sgd: { iterations: 300, tolerance: 1e-5 },
  gd: { iterations: 5000, tolerance: 1e-6 },
  adam: { iterations: 2000, tolerance: 1e-6 },
};

/** Up to so many known cells each is left out alone: while choosing, and while measuring, where fits are few. */
const leaveOneOutWhileChoosing = 60;
const leaveOneOutWhileMeasuring = { als: 150, sgd: 40, gd: 40, adam: 40 } as const;

/** Beyond so many known cells, choosing holds a single fifth of them out, so that it ends in seconds. */
const singleFoldWhileChoosing = 20_000;

/** Models that only measure the error need not be as far converged as the one that is shown. */
const toleranceWhileMeasuring = 1e-4;

/**
 * Predicts the missing cells of a matrix by value = mean + b_i + c_j + u_i·v_j, fitted on its known cells only;
 * without biases, by u_i·v_j. Rank and regularization that are `auto` are chosen on held-out cells; the error and
 * the 90 % intervals come from held-out cells in every case. The factors are in canonical form.
 * Throws a Fault on a matrix or an option that cannot be worked with, on divergence, and when cancelled.
 */
export function complete(request: CompleteRequest, control: Control): CompletionAnalysis {
  const started = performance.now();
  const { matrix, bias, seed } = request;
  const known = checkCells(matrix);
  checkOptions(request, matrix.rows, matrix.columns);

  const solver = request.solver === 'auto' ? 'als' : request.solver;
  const { choice, why } = choose(request, known, solver, control);
  const settings: FitSettings = {
    solver,
    rank: choice.rank,
    regularization: choice.regularization,
    biasShare: choice.biasShare,
    bias,
    learningRate: request.learningRate,
    iterations: request.iterations ?? limits[solver].iterations,
    tolerance: limits[solver].tolerance,
    seed,
  };

  const history: HistoryPoint[] = [];
  const reporter = createReporter(control, 'training', settings.iterations);
  const fitted = fit(known, settings, control, (point) => {
    history.push(point);
    reporter.step(point.iteration, point);
  });
  reporter.flush();
  const model = canonical(fitted.model);
  const whole = reconstruction(model);
  checkResult(whole);

  const folds = createFolds(known.values.length, leaveOneOutWhileMeasuring[solver], seed);
  const heldOutResiduals = crossValidate(known, folds, 1, control, (training) => [
    fit(training, { ...settings, tolerance: toleranceWhileMeasuring }, control, null).model,
  ])[0]!;
  const baseline = fitBaseline(known, folds, control);
  const heldOut = summarizeHeldOut(folds.method, heldOutResiduals, baseline.residuals);
  const halfWidth = intervalHalfWidth(heldOutResiduals);

  return {
    kind: 'complete',
    request,
    solver,
    rank: settings.rank,
    regularization: settings.regularization,
    biasShare: choice.biasShare,
    model,
    reconstruction: whole,
    predictions: predictMissing(matrix, model, bias, halfWidth, baseline.model),
    interval: coverage,
    heldOut,
    why,
    formula: formulaOf(matrix.name ?? 'R', bias),
    factors: namedFactors(
      model,
      bias,
      showAll('row', matrix.rows, matrix.rowLabels),
      showAll('column', matrix.columns, matrix.columnLabels),
    ),
    diagnostics: diagnose(model, known),
    history,
    objectiveFormula: objectiveFormula(bias, choice.biasShare),
    stop: fitted.stop,
    warnings: warn(known, settings, fitted.stop, heldOut, halfWidth),
    seed,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Rank and λ as asked, or chosen on held-out cells; and a sentence that says which. */
function choose(
  request: CompleteRequest,
  known: Observations,
  solver: CompletionSolver,
  control: Control,
): { choice: Candidate; why: string } {
  const { rank, regularization, matrix, bias, seed } = request;
  const title = methodTitles[solver];
  if (rank !== 'auto' && regularization !== 'auto')
    return {
      choice: { rank, regularization, biasShare: 1 },
      why: `${title} with rank ${rank} and λ = ${regularization}, as asked.`,
    };

  const highest = Math.max(1, Math.min(3, matrix.rows - 1, matrix.columns - 1));
  const ranks = rank === 'auto' ? Array.from({ length: highest }, (_, r) => r + 1) : [rank];
  const candidates = candidatesFor(known, ranks, regularization === 'auto' ? null : regularization, bias, control);
  const lambdas = candidates.map((candidate) => candidate.regularization);
  const { folds, errorName } = foldsWhileChoosing(known, seed);
  const choice = chooseSettings(known, folds, candidates, bias, seed, control);

  const searched = [
    ...(rank === 'auto' ? [highest === 1 ? 'rank 1' : `ranks 1 to ${highest}`] : []),
    ...(regularization === 'auto' ? [`λ from ${Math.min(...lambdas)} to ${Math.max(...lambdas)}`] : []),
  ].join(' and ');
  const reason = choice.isLowest
    ? `had the lowest ${errorName}`
    : `is the simplest within one standard error of the lowest ${errorName}`;
  return {
    choice,
    why: `${title} with rank ${choice.rank} and λ = ${choice.regularization}, which ${reason} among ${searched}. Chosen on these cells, its error on them is somewhat optimistic.`,
  };
}

function foldsWhileChoosing(known: Observations, seed: number): { folds: Folds; errorName: string } {
  const folds = createFolds(known.values.length, leaveOneOutWhileChoosing, seed);
  if (known.values.length <= singleFoldWhileChoosing) return { folds, errorName: `${folds.method} error` };
  return { folds: { ...folds, groups: folds.groups.slice(0, 1) }, errorName: 'error on a held-out fifth of the cells' };
}

function predictMissing(
  matrix: LabelledMatrix,
  model: BiasedFactors,
  bias: boolean,
  halfWidth: number | null,
  baseline: BiasedFactors,
): Prediction[] {
  const predictions: Prediction[] = [];
  matrix.values.forEach((known, at) => {
    if (!Number.isNaN(known)) return;
    const row = Math.floor(at / matrix.columns);
    const column = at % matrix.columns;
    const value = predict(model, row, column);
    predictions.push({
      row,
      column,
      value,
      lower: halfWidth === null ? null : value - halfWidth,
      upper: halfWidth === null ? null : value + halfWidth,
      baseline: predict(baseline, row, column),
      terms: explain(model, row, column, {
        row: matrix.rowLabels?.[row] ?? `row ${row + 1}`,
        column: matrix.columnLabels?.[column] ?? `column ${column + 1}`,
        factors: null,
        bias,
      }),
    });
  });
  return predictions;
}

/** At most three sentences, the gravest first. */
function warn(
  known: Observations,
  { rank, bias, iterations }: FitSettings,
  stop: StopReason,
  heldOut: HeldOut | null,
  halfWidth: number | null,
): string[] {
  const { undetermined, thin } = identifiabilityWarnings(known, rank, bias);
  return [
    undetermined,
    halfWidth === null
      ? `With ${known.values.length} known cells there are too few for an interval, which takes 9.`
      : null,
    heldOut !== null && heldOut.rmse >= heldOut.baselineRmse
      ? 'On held-out cells the factors predict no better than row and column biases alone.'
      : null,
    stop === 'iterations'
      ? `The objective was still falling after ${iterations} iterations, so more of them may change the result.`
      : null,
    thin,
  ]
    .filter((sentence) => sentence !== null)
    .slice(0, 3);
}
