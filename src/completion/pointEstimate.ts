import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { recordFrames } from '../protocol/frames';
import type { CompleteRequest } from '../protocol/request';
import type { BiasedFactors } from '../protocol/results';
import { sidesOf } from './biases';
import { canonical } from './canonical';
import type { Estimate } from './estimate';
import { fit, objectiveFormula, type FitSettings, type PointSolver } from './fit';
import type { Candidate } from './foldFits';
import { createHistory } from './history';
import { ridgePenalty, type Penalty } from './lineSystem';
import { chooseCandidate } from './pointChoice';
import { foldsWhileMeasuring } from './pointFolds';
import { pointIntervals, residualsBy } from './pointIntervals';
import { createReporter } from './progress';
import { endedEarly } from './solver';
import { standardize } from './standardize';

/** Iterations or epochs where none are given, and the relative change of the objective that ends them. */
const limits: Readonly<Record<PointSolver, { iterations: number; tolerance: number }>> = {
  als: { iterations: 500, tolerance: 1e-6 },
  sgd: { iterations: 300, tolerance: 1e-5 },
  gd: { iterations: 5000, tolerance: 1e-6 },
  adam: { iterations: 2000, tolerance: 1e-6 },
  softimpute: { iterations: 2000, tolerance: 1e-7 },
  nmf: { iterations: 1000, tolerance: 1e-6 },
};

/** Models that only measure the error need not be as far converged as the one that is shown. */
const toleranceWhileMeasuring = 1e-4;

/** Completes by one model, of the rank and λ that are asked or else chosen on held-out cells. */
export function pointEstimate(
  request: CompleteRequest,
  known: Observations,
  solver: PointSolver,
  control: Control,
): Estimate {
  // Biases may be negative, and what is left for the factors too.
  const bias = solver === 'nmf' ? false : request.bias;
  const { choice, choiceWithout, tried, why } = chooseCandidate({ ...request, bias }, known, solver, control);
  const settings = settingsOf({ ...request, bias }, solver, choice);
  const fitted = fitShown(request, known, settings, control);
  const whileMeasuring: FitSettings = {
    ...settings,
    // An error is that of models that went as far.
    iterations: endedEarly(fitted.stop) ? (fitted.history.at(-1)?.iteration ?? 0) : settings.iterations,
    tolerance: toleranceWhileMeasuring,
  };
  const folds = foldsWhileMeasuring(known, request.seed);
  const ofFolds = folds.groups.map((fold) => ({ ...whileMeasuring, ...choiceWithout(fold) }));
  const residuals = residualsBy(known, folds, ofFolds, control);

  return {
    solver,
    rank: choice.rank,
    regularization: choice.regularization,
    biasShare: choice.biasShare,
    bias,
    model: fitted.model,
    intervals: pointIntervals(known, residuals, fitted.model, whileMeasuring, control),
    knowsLines: bias === true,
    intervalMethod: 'conformal',
    penalties: penaltiesOf(known, settings),
    folds,
    residuals,
    coverage: null,
    tried,
    why,
    history: fitted.history,
    frames: fitted.frames,
    objectiveFormula: objectiveFormula(bias, choice.biasShare, settings.weighted),
    stop: fitted.stop,
    iterations: settings.iterations,
  };
}

function settingsOf(request: CompleteRequest, solver: PointSolver, choice: Candidate): Required<FitSettings> {
  const { iterations, tolerance } = limits[solver];
  return {
    solver,
    ...choice,
    weighted: request.weighted ?? false,
    stepRule: request.stepRule ?? 'plain',
    bias: request.bias,
    learningRate: request.learningRate,
    iterations: request.iterations ?? iterations,
    tolerance,
    seconds: request.seconds ?? null,
    seed: request.seed,
  };
}

/** The fit that is shown: its progress told, its objective and, where asked, its frames kept. */
function fitShown(
  request: CompleteRequest,
  known: Observations,
  settings: Required<FitSettings>,
  control: Control,
): Pick<Estimate, 'model' | 'history' | 'frames' | 'stop'> {
  const history = createHistory();
  const reporter = createReporter(control, 'training', settings.iterations);
  // The canonical form has factors of both signs.
  const inForm = settings.solver === 'nmf' ? (model: BiasedFactors): BiasedFactors => model : canonical;
  const numbers = (known.rows + known.columns) * (settings.rank + 1);
  const frames = recordFrames<BiasedFactors>(request.frames ?? false, settings.iterations, numbers);
  const { model, stop } = fit(known, settings, control, (point, current) => {
    history.add(point);
    frames.offer(point.iteration, point.objective, () => inForm(current()));
    reporter.step(point.iteration, point);
  });
  reporter.flush();
  return { model: inForm(model), history: history.points(), frames: frames.kept, stop };
}

function penaltiesOf(known: Observations, settings: Required<FitSettings>): Estimate['penalties'] {
  const { rank, regularization, biasShare, bias, weighted } = settings;
  const biasPenalty = (biasShare * regularization) / standardize(known, bias).spread;
  const sides = sidesOf(bias);
  const penaltyOf = (isBiased: boolean): Penalty => ({
    ...ridgePenalty(rank, isBiased, regularization, biasPenalty),
    weighted,
  });
  return { row: penaltyOf(sides.row), column: penaltyOf(sides.column) };
}
