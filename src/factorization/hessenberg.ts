import { transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { factor, identity, type Decomposition } from './factor';
import { reduceToHessenberg } from './francis';

/** LAPACK's bound for ‖A − QHQᵀ‖ / (n ‖A‖ ulp) and ‖I − QQᵀ‖ / (n ulp). */
const bound = 20;

/** A = QHQᵀ with zeros below the first subdiagonal of H, by Householder reflectors; tridiagonal where A is symmetric. */
export function hessenberg(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const h: Matrix = { ...scaled, values: scaled.values.slice() };
  const q = identity(a.rows);
  reduceToHessenberg(h, q, checkpoint);
  const product = multiply(multiply(q, h), transpose(q));
  const defect = orthogonalityError(q);
  return {
    formula: 'A = QHQᵀ',
    factors: [
      factor('Q', 'orthogonal', q, { rowLabels: a.rowLabels }),
      factor('H', 'upper Hessenberg: zeros below the first subdiagonal', timesPowerOfTwo(h, exponent)),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖A − QHQᵀ‖ / (n ‖A‖ ulp)', { a: scaled, product, unit: ulp, bound }),
    warnings: orthogonalityWarnings('Hessenberg', defect / (a.rows * ulp), bound),
  };
}
