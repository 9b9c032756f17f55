import { transpose, type LabelledMatrix } from '../matrix/dense';
import { multiply } from './multiply';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { diagonal, factor, type Decomposition } from './factor';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { scaledSvd } from './svd';

/** LAPACK's bound for ‖A − USVᵀ‖ / (‖A‖ max(m, n) ulp), ‖I − UᵀU‖ / (m ulp) and ‖I − VᵀV‖ / (n ulp). */
const bound = 50;

/** A = USVᵀ, k = min(m, n): U m×k, S k×k diagonal and descending, V n×k. */
export function svdDecomposition(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const { u, s, v, sweeps, converged } = scaledSvd(scaled, true, checkpoint);
  const product = multiply(multiply(u, diagonal(s)), transpose(v));
  const [leftDefect, rightDefect] = [orthogonalityError(u), orthogonalityError(v)];
  return {
    formula: 'A = USVᵀ',
    factors: [
      factor('U', 'orthonormal columns, the left singular vectors', u, { rowLabels: a.rowLabels }),
      factor('S', 'diagonal, the singular values', timesPowerOfTwo(diagonal(s), exponent)),
      factor('V', 'orthonormal columns, the right singular vectors', v, { rowLabels: a.columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: Math.max(leftDefect, rightDefect),
    backwardError: backwardError('‖A − USVᵀ‖ / (max(m, n) ‖A‖ ulp)', { a: scaled, product, unit: ulp, bound }),
    iteration: { count: sweeps, converged },
    warnings: [
      ...(converged ? [] : [`SVD stopped after ${sweeps} sweeps before its columns were orthogonal to rounding.`]),
      ...orthogonalityWarnings('SVD', Math.max(leftDefect / (a.rows * ulp), rightDefect / (a.columns * ulp)), bound),
    ],
  };
}
