import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import { biasesAlone } from './als';
import { restore, standardize } from './standardize';

/** λ of the baseline, for ratings of unit spread. */
const baselineRegularization = 4;

/** Biases alone, with which the factors are compared. */
export function fitBaseline(training: Observations, control: Control): BiasedFactors {
  const standardized = standardize(training, true);
  const options = { regularization: baselineRegularization, control };
  return restore(biasesAlone(standardized.observations, options), standardized);
}
