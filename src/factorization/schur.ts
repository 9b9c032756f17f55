import { transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { schur as kernelSchur } from '../kernels';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { factor, type Decomposition } from './factor';
import { realSchur, type RealSchur } from './francis';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';

/** Beyond this the kernels are faster than one double shift after the other. */
const largestByFrancis = 24;
/** LAPACK's bound for ‖A − QTQᵀ‖ / (n ‖A‖ ulp) and ‖I − QQᵀ‖ / (n ulp). */
const bound = 20;

/**
 * A = QTQᵀ, real Schur form: Q orthogonal, T upper triangular but for a 2×2 block on the diagonal for each pair of
 * complex eigenvalues. Our own: mathjs's schur does 100 unshifted QR steps, whatever is left below the diagonal.
 * Throws `didNotConverge`.
 */
export function schur(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const { q, t } = schurForm(scaled, checkpoint);
  const product = multiply(multiply(q, t), transpose(q));
  const defect = orthogonalityError(q);
  const pairs = countPairs(t);
  return {
    formula: 'A = QTQᵀ',
    factors: [
      factor('Q', 'orthogonal', q, { rowLabels: a.rowLabels }),
      factor(
        'T',
        pairs === 0
          ? 'upper triangular, the eigenvalues on its diagonal'
          : 'upper triangular but for a 2×2 block for each pair of complex eigenvalues',
        timesPowerOfTwo(t, exponent),
      ),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖A − QTQᵀ‖ / (n ‖A‖ ulp)', { a: scaled, product, unit: ulp, bound }),
    warnings: orthogonalityWarnings('Schur', defect / (a.rows * ulp), bound),
  };
}

/** The real Schur form of a matrix of moderate size. Throws `didNotConverge`. */
export function schurForm(scaled: Matrix, checkpoint: () => void): RealSchur {
  if (scaled.rows > largestByFrancis) return kernelSchur(scaled);
  const form = realSchur(scaled, checkpoint);
  if (form === null) throw faults.didNotConverge('Schur', 'the steps for one eigenvalue were used up');
  return form;
}

function countPairs(t: Matrix): number {
  let pairs = 0;
  for (let i = 1; i < t.rows; i++) if (t.values[i * t.columns + i - 1] !== 0) pairs++;
  return pairs;
}
