import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import { als, biasesAlone } from './als';
import { fit, type FitSettings } from './fit';
import { withoutFold } from './folds';
import { predict } from './model';
import type { FitOptions } from './solver';
import { restore, standardize } from './standardize';

/** Rank and λ of a model, in the cells' own units. */
export interface Candidate {
  readonly rank: number;
  readonly regularization: number;
  readonly biasShare: number;
}

/**
 * What is fitted to the cells outside a fold, as data that crosses threads: `settings`, one model by those of the fold;
 * `candidates`, one by least squares for each, every λ from the factors of the λ before it; `biases`, one without factors
 * for each λ, which is for cells of unit spread.
 */
export type FoldFits =
  | { readonly kind: 'settings'; readonly ofFolds: readonly FitSettings[] }
  | {
      readonly kind: 'candidates';
      readonly candidates: readonly Candidate[];
      readonly options: Pick<FitOptions, 'bias' | 'weighted' | 'iterations' | 'tolerance' | 'seed'>;
    }
  | { readonly kind: 'biases'; readonly regularizations: readonly number[] };

/** How many models `fits` has to a fold. */
export function modelsOf(fits: FoldFits): number {
  switch (fits.kind) {
    case 'settings':
      return 1;
    case 'candidates':
      return fits.candidates.length;
    case 'biases':
      return fits.regularizations.length;
  }
}

/** Folds to fit, each a part that depends on no other. */
export interface FoldJob {
  readonly known: Observations;
  /** The cells of each fold, by their positions. */
  readonly folds: readonly Uint32Array[];
  readonly fits: FoldFits;
  /** One row of residuals a model and fold division, one column a known cell; each fold writes at its own cells. */
  readonly residuals: readonly Float64Array[];
  /** The first of those rows that a fold writes in. */
  readonly rowOf: readonly number[];
}

/** Fits the models of one fold, and writes their residuals at its cells. Throws the faults of the solvers, and when cancelled. */
export function fitFold({ known, folds, fits, residuals, rowOf }: FoldJob, fold: number, control: Control): void {
  control.checkpoint();
  const held = folds[fold]!;
  modelsWithout(withoutFold(known, held), fits, fold, control).forEach((model, m) => {
    const out = residuals[rowOf[fold]! + m]!;
    for (const t of held) out[t] = known.values[t]! - predict(model, known.rowIndex[t]!, known.columnIndex[t]!);
  });
}

function modelsWithout(
  training: Observations,
  fits: FoldFits,
  fold: number,
  control: Control,
): readonly BiasedFactors[] {
  switch (fits.kind) {
    case 'settings':
      return [fit(training, fits.ofFolds[fold]!, control, null).model];
    case 'candidates':
      return fitCandidates(training, fits.candidates, fits.options, control);
    case 'biases':
      return fits.regularizations.map((regularization) => fitBiases(training, regularization, control));
  }
}

function fitCandidates(
  training: Observations,
  candidates: readonly Candidate[],
  options: Extract<FoldFits, { kind: 'candidates' }>['options'],
  control: Control,
): readonly BiasedFactors[] {
  const standardized = standardize(training, options.bias);
  let start: BiasedFactors | null = null;
  let below = 0;
  return candidates.map((candidate): BiasedFactors => {
    const { rank, biasShare } = candidate;
    const regularization = candidate.regularization / standardized.spread;
    if (candidate.regularization <= below) start = null;
    below = candidate.regularization;
    const fixed = { learningRate: null, control, onStep: null };
    const { model } = als(standardized.observations, { ...options, ...fixed, rank, regularization, biasShare, start });
    start = model;
    return restore(model, standardized);
  });
}

/** mean + b_i + c_j, λ being for cells of unit spread. */
export function fitBiases(training: Observations, regularization: number, control: Control): BiasedFactors {
  const standardized = standardize(training, true);
  return restore(biasesAlone(standardized.observations, { regularization, control }), standardized);
}
