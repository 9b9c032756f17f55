import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { methodTitles } from '../protocol/methods';
import type { CompleteRequest } from '../protocol/request';
import { recordFrames } from '../protocol/frames';
import type { TriedSetting } from '../protocol/details';
import type { BiasedFactors, Interval } from '../protocol/results';
import { sidesOf } from './biases';
import { canonical } from './canonical';
import { crossValidate } from './crossValidate';
import type { Estimate } from './estimate';
import { fit, objectiveFormula, type FitSettings, type PointSolver } from './fit';
import type { Candidate } from './foldFits';
import { createFolds, createLineFolds, type Folds } from './folds';
import { conformalIntervals } from './heldOut';
import { createHistory } from './history';
import { absentLines, countLines } from './lines';
import { predict } from './model';
import { ridgePenalty, type Penalty } from './lineSystem';
import { createReporter } from './progress';
import { endedEarly } from './solver';
import { standardize } from './standardize';
import { candidatesFor, chooseSettings } from './tuning';

/** Iterations or epochs where none are given, and the relative change of the objective that ends them. */
const limits: Readonly<Record<PointSolver, { iterations: number; tolerance: number }>> = {
  als: { iterations: 500, tolerance: 1e-6 },
  sgd: { iterations: 300, tolerance: 1e-5 },
  gd: { iterations: 5000, tolerance: 1e-6 },
  adam: { iterations: 2000, tolerance: 1e-6 },
  softimpute: { iterations: 2000, tolerance: 1e-7 },
  nmf: { iterations: 1000, tolerance: 1e-6 },
};

/** Up to so many known cells each is left out alone, to choose on and to measure on; beyond, in five folds. */
const leaveOneOutWhileChoosing = 20;
const leaveOneOutWhileMeasuring = 40;

/** The choice is made on so many random divisions into five folds: with few cells, one depends on its luck. */
const repeats = 2;

/** Beyond so many known cells, one fifth is held out to choose on and another to measure on, so that it ends in seconds. */
const singleFold = 20_000;

/** Models that only measure the error need not be as far converged as the one that is shown. */
const toleranceWhileMeasuring = 1e-4;

/** Completes by one model, of the rank and λ that are asked or else chosen on held-out cells. */
export function pointEstimate(
  request: CompleteRequest,
  known: Observations,
  solver: PointSolver,
  control: Control,
): Estimate {
  const { seed } = request;
  // Biases may be negative, and what is left for the factors too.
  const bias = solver === 'nmf' ? false : request.bias;
  const { choice, choiceWithout, tried, why } = choose({ ...request, bias }, known, solver, control);
  const weighted = request.weighted ?? false;
  const settings: FitSettings = {
    solver,
    ...choice,
    weighted,
    stepRule: request.stepRule ?? 'plain',
    bias,
    learningRate: request.learningRate,
    iterations: request.iterations ?? limits[solver].iterations,
    tolerance: limits[solver].tolerance,
    seconds: request.seconds ?? null,
    seed,
  };

  const history = createHistory();
  const reporter = createReporter(control, 'training', settings.iterations);
  // The canonical form has factors of both signs.
  const inForm = solver === 'nmf' ? (model: BiasedFactors): BiasedFactors => model : canonical;
  const frames = recordFrames<BiasedFactors>(
    request.frames ?? false,
    settings.iterations,
    (known.rows + known.columns) * (choice.rank + 1),
  );
  const fitted = fit(known, settings, control, (point, model) => {
    history.add(point);
    frames.offer(point.iteration, point.objective, () => inForm(model()));
    reporter.step(point.iteration, point);
  });
  reporter.flush();
  const model = inForm(fitted.model);
  const reached = history.points().at(-1)?.iteration ?? 0;
  // An error is that of models that went as far.
  const whileMeasuring: FitSettings = {
    ...settings,
    iterations: endedEarly(fitted.stop) ? reached : settings.iterations,
    tolerance: toleranceWhileMeasuring,
  };

  const folds = foldsWhileMeasuring(known, seed);
  const residuals = residualsBy(
    known,
    folds,
    folds.groups.map((fold) => ({ ...whileMeasuring, ...choiceWithout(fold) })),
    control,
  );
  const intervals = conformalIntervals(residuals);
  const isAbsent = absentLines(known);
  const intervalsOfLines = (lines: Uint32Array): ((value: number) => Interval[]) =>
    conformalIntervals(residualsOfLines(known, lines, whileMeasuring, control), lines);
  const ofAbsentRow = once(() => intervalsOfLines(known.rowIndex));
  const ofAbsentColumn = once(() => intervalsOfLines(known.columnIndex));
  const biasPenalty = (choice.biasShare * choice.regularization) / standardize(known, bias).spread;
  const sides = sidesOf(bias);
  const penaltyOf = (isBiased: boolean): Penalty => ({
    ...ridgePenalty(choice.rank, isBiased, choice.regularization, biasPenalty),
    weighted,
  });

  return {
    solver,
    rank: choice.rank,
    regularization: choice.regularization,
    biasShare: choice.biasShare,
    bias,
    model,
    intervals: (row, column) => {
      const of = isAbsent.row(row) ? ofAbsentRow() : isAbsent.column(column) ? ofAbsentColumn() : intervals;
      return of(predict(model, row, column));
    },
    knowsLines: bias === true,
    intervalMethod: 'conformal',
    penalties: { row: penaltyOf(sides.row), column: penaltyOf(sides.column) },
    folds,
    residuals,
    coverage: null,
    tried,
    why,
    history: history.points(),
    frames: frames.kept,
    objectiveFormula: objectiveFormula(bias, choice.biasShare, weighted),
    stop: fitted.stop,
    iterations: settings.iterations,
  };
}

/** Residuals where the whole row, or column, of a cell is held out: what its other side says of any. */
function residualsOfLines(
  known: Observations,
  lines: Uint32Array,
  settings: FitSettings,
  control: Control,
): Float64Array {
  const folds = createLineFolds(lines, settings.seed);
  return residualsBy(
    known,
    folds,
    folds.groups.map(() => settings),
    control,
  );
}

/** Residuals at held-out cells, each fold's by its own settings. */
function residualsBy(
  known: Observations,
  folds: Pick<Folds, 'groups'>,
  ofFolds: readonly FitSettings[],
  control: Control,
): Float64Array {
  return crossValidate(known, [folds], { kind: 'settings', ofFolds }, control)[0]![0]!;
}

/** The same answer, computed when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let answer: { readonly value: T } | null = null;
  return () => (answer ??= { value: compute() }).value;
}

interface Chosen {
  readonly choice: Candidate;
  /** What is chosen without looking at these of the held-out cells, which are then as good as new. */
  readonly choiceWithout: (fold: Uint32Array) => Candidate;
  readonly tried: readonly TriedSetting[];
  /** A sentence that says how. */
  readonly why: string;
}

/** Rank and λ as asked, or chosen on held-out cells. */
function choose(request: CompleteRequest, known: Observations, solver: PointSolver, control: Control): Chosen {
  const { rank, regularization, bias, weighted = false, seed } = request;
  const title = methodTitles[solver];
  if (rank !== 'auto' && regularization !== 'auto') {
    const choice = { rank, regularization, biasShare: 1 };
    const why = `${title} with rank ${rank} and λ = ${regularization}, as asked.`;
    return { choice, choiceWithout: () => choice, tried: [], why };
  }

  const lines = countLines(known);
  const highest = Math.max(1, Math.min(3, lines.rows - 1, lines.columns - 1));
  const ranks = rank === 'auto' ? Array.from({ length: highest }, (_, r) => r + 1) : [rank];
  const candidates = candidatesFor(
    known,
    ranks,
    regularization === 'auto' ? null : regularization,
    { bias, weighted },
    control,
  );
  const lambdas = candidates.map((candidate) => candidate.regularization);
  const { folds, errorName } = foldsWhileChoosing(known, seed);
  const chosen = chooseSettings(known, folds, candidates, { bias, weighted, seed }, control);
  const { choice } = chosen;

  const last = Math.max(...chosen.tried.map((one) => one.rank));
  const searched = [
    ...(rank === 'auto' ? [last === 1 ? 'rank 1' : `ranks 1 to ${last}`] : []),
    ...(regularization === 'auto' ? [`λ from ${Math.min(...lambdas)} to ${Math.max(...lambdas)}`] : []),
  ].join(' and ');
  const reason = choice.isLowest
    ? `had the lowest ${errorName}`
    : `is the simplest within one standard error of the lowest ${errorName}`;
  const why = `${title} with rank ${choice.rank} and λ = ${choice.regularization}, which ${reason} among ${searched}.`;
  return { ...chosen, why };
}

function foldsWhileChoosing(known: Observations, seed: number): { folds: readonly Folds[]; errorName: string } {
  const cells = known.values.length;
  const folds = createFolds(cells, leaveOneOutWhileChoosing, seed);
  if (cells > singleFold)
    return {
      folds: [{ ...folds, groups: folds.groups.slice(0, 1) }],
      errorName: 'error on a held-out fifth of the cells',
    };
  if (folds.method === 'leave-one-out') return { folds: [folds], errorName: 'leave-one-out error' };
  const others = Array.from({ length: repeats - 1 }, (_, r) => createFolds(cells, 0, seed + r + 1));
  return { folds: [folds, ...others], errorName: `error in ${repeats} times 5 folds` };
}

/** The cells that a single fold was chosen on are not measured on. */
function foldsWhileMeasuring(known: Observations, seed: number): Folds {
  const folds = createFolds(known.values.length, leaveOneOutWhileMeasuring, seed);
  return known.values.length <= singleFold ? folds : { ...folds, groups: folds.groups.slice(1, 2) };
}
