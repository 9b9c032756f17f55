import { determined, predictionsOf } from '../../protocol/analyses';
import type { Analysis, DecompositionAnalysis } from '../../protocol/results';
import { isFactorSum } from './factorSum';
import type { TabId } from './tabs';

/** What to do with a result next; `tab` is where. */
export interface NextStep {
  readonly text: string;
  readonly tab: TabId | null;
}

/** Condition numbers from here on leave fewer than half of the digits of a solution. */
const illConditioned = 1e8;

/** The step that most people take next; null where there is none to name. */
export function nextStep(analysis: Analysis): NextStep | null {
  switch (analysis.kind) {
    case 'complete':
      if (analysis.heldOut && analysis.heldOut.rmse >= analysis.heldOut.baselineRmse)
        return { text: 'Compare with what biases alone say: the factors do no better.', tab: 'missing' };
      return determined(predictionsOf(analysis)).length > 0
        ? { text: 'Look at the widest intervals before you fill.', tab: 'missing' }
        : null;
    case 'reconstruct':
      return { text: 'See which known cells the factors miss.', tab: 'reconstruction' };
    case 'train':
      if (analysis.heldOut && analysis.heldOut.rmse >= analysis.heldOut.baselineRmse)
        return { text: 'See whether the error still falls, or train with fewer factors.', tab: 'training' };
      return { text: 'Recommend for a user.', tab: 'recommendations' };
    case 'decompose':
      return afterDecomposition(analysis);
  }
}

function afterDecomposition(analysis: DecompositionAnalysis): NextStep | null {
  const { conditionNumber } = analysis.diagnostics;
  if ((analysis.steps ?? []).length > 0) return { text: 'Follow the steps.', tab: 'steps' };
  if (analysis.spectrum !== undefined) return { text: 'See what every rank would keep.', tab: 'spectrum' };
  if (conditionNumber === Number.POSITIVE_INFINITY)
    return { text: 'See its null space, by Method: equations in it have no single solution.', tab: null };
  if (conditionNumber !== null && conditionNumber >= illConditioned)
    return { text: 'Take SVD or pivoted QR, by Method, before you solve equations with it.', tab: null };
  return isFactorSum(analysis) ? { text: 'See what each factor adds.', tab: 'reconstruction' } : null;
}
