import type { Matrix } from '../../../src/matrix/dense';
import type { ReconstructRequest } from '../../../src/protocol/request';
import type { ReconstructionAnalysis } from '../../../src/protocol/results';

/** What came of factors that were given: what is not named in `more` is empty. */
export function reconstructionAnalysis(
  request: ReconstructRequest,
  reconstruction: Matrix,
  more: Partial<ReconstructionAnalysis> = {},
): ReconstructionAnalysis {
  return {
    kind: 'reconstruct',
    request,
    rank: request.rowFactors.columns,
    reconstruction,
    predictions: [],
    why: '',
    formula: '',
    factors: [],
    diagnostics: {
      relativeResidual: null,
      meanSquaredError: null,
      conditionNumber: null,
      rank: null,
      orthogonality: null,
    },
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    warnings: [],
    seed: 0,
    seconds: 0,
    ...more,
  };
}
