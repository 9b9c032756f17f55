import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { Biases, CompletionSolver } from '../protocol/methods';
import type { BiasedFactors, HistoryPoint } from '../protocol/results';
import { als } from './als';
import { sidesOf } from './biases';
import { adam, gd } from './gradientDescent';
import { nonNegative } from './nonNegative';
import { sgd } from './sgd';
import { softImpute } from './softImpute';
import { createEnding, type Fit, type FitOptions, type SolverOptions } from './solver';
import { restore, standardize } from './standardize';

/** Solvers that give one model, not a distribution of models. */
export type PointSolver = Exclude<CompletionSolver, 'bayes'>;

/** How to fit known cells, in the cells' own units: λ is that of `objectiveFormula`. */
export interface FitSettings extends FitOptions {
  readonly solver: PointSolver;
  /** Seconds after which a fit that is followed step by step ends with what it has; left out, or null: never. */
  readonly seconds?: number | null;
}

const solvers: Readonly<Record<PointSolver, (known: Observations, options: SolverOptions) => Fit>> = {
  als,
  sgd,
  gd,
  adam,
  softimpute: softImpute,
  nmf: nonNegative,
};

/** What the solvers lower, in the cells' own units; s is their root mean square about the mean. */
export function objectiveFormula(bias: Biases, biasShare = 1, weighted = false): string {
  const [factors, biases] = weighted
    ? ['Σ nᵢ ‖uᵢ‖² + Σ nⱼ ‖vⱼ‖²', { row: 'Σ nᵢ bᵢ²', column: 'Σ nⱼ cⱼ²' }]
    : ['‖U‖² + ‖V‖²', { row: '‖b‖²', column: '‖c‖²' }];
  const sides = sidesOf(bias);
  const counts = weighted ? ', n the known cells of a row or column' : '';
  if (bias === false) return `Σ (r − r̂)² + λ (${factors})${counts}`;
  const sums = (['row', 'column'] as const)
    .filter((side) => sides[side])
    .map((side) => biases[side])
    .join(' + ');
  const weight = biasShare === 1 ? '' : `${biasShare} `;
  return `Σ (r − r̂)² + λ (${factors} + ${weight}(${sums}) / s), s the spread of the known cells${counts}`;
}

/**
 * Fits the model to the known cells: they are brought to unit spread s, where the penalty is λ/s for all, and the
 * model and the history are brought back. `onStep` is given the model of the standardized cells. Only a fit that is
 * followed step by step ends early, when it is asked to or its time is over: those beside it measure errors.
 */
export function fit(
  known: Observations,
  settings: FitSettings,
  control: Control,
  onStep: ((point: HistoryPoint, model: () => BiasedFactors) => void) | null,
): Fit {
  const standardized = standardize(known, settings.bias);
  const { spread } = standardized;
  const { model, stop } = solvers[settings.solver](standardized.observations, {
    ...settings,
    ...(onStep === null ? {} : { ending: createEnding(control, settings.seconds ?? null) }),
    regularization: settings.regularization / spread,
    start: null,
    control,
    onStep:
      onStep === null
        ? null
        : (current, point) => {
            const rmse = point.rmse === null ? null : point.rmse * spread;
            onStep({ ...point, objective: point.objective * spread ** 2, rmse }, () => restore(current, standardized));
          },
  });
  return { model: restore(model, standardized), stop };
}
