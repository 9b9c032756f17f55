import { createMatrix, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { qr as kernelQr } from '../kernels';
import { eps, orthogonalityError, orthogonalityWarnings, residualRatio } from './checks';
import { factor, type Decomposition } from './factor';
import { householderQr } from './householder';
import { fromMath, native, toMath } from './math';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';

/** LAPACK's bound for ‖A − QR‖ / (m ‖A‖ eps) and ‖I − QᵀQ‖ / (m eps). */
const bound = 30;
/** mathjs does about 10⁷ of its m²n steps a second; beyond this the kernels are faster. */
const mathjsSteps = 1e4;

/**
 * A = QR, made unique by a diagonal of R that is not negative. Shapes, k = min(m, n): Q m×k, R k×n. By mathjs, and
 * by the kernels where the matrix is large; by our own Householder QR where mathjs's answer fails its bound (mathjs squares
 * entries, so that a column near underflow gives a Q that is not orthogonal).
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 5.2.
 */
export function qr(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  let best = judge(scaled, a.rows * a.rows * a.columns <= mathjsSteps ? mathjsQr(scaled) : kernelQr(scaled));
  if (!(best.residual < bound && best.orthogonality < bound)) best = judge(scaled, householderQr(scaled, checkpoint));
  return {
    formula: 'A = QR',
    factors: [
      factor('Q', 'orthonormal columns', best.q, { rowLabels: a.rowLabels }),
      factor('R', 'upper triangular', timesPowerOfTwo(best.r, exponent), { columnLabels: a.columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(best.product, exponent),
    orthogonality: best.orthogonality * a.rows * eps,
    backwardError: { formula: '‖A − QR‖ / (max(m, n) ‖A‖ eps)', ratio: best.residual, bound },
    warnings: orthogonalityWarnings('QR', best.orthogonality, bound),
  };
}

interface Qr {
  readonly q: Matrix;
  readonly r: Matrix;
}

function judge(a: Matrix, factors: Qr): Qr & { product: Matrix; residual: number; orthogonality: number } {
  const { q, r } = withPositiveDiagonal(factors);
  const product = multiply(q, r);
  return {
    q,
    r,
    product,
    residual: residualRatio(a, product, eps),
    orthogonality: orthogonalityError(q) / (a.rows * eps),
  };
}

/** mathjs's Q is m×m and its R m×n; the first k columns and rows carry A. */
function mathjsQr(a: Matrix): Qr {
  const k = Math.min(a.rows, a.columns);
  const answer = native.qr(toMath(a));
  return { q: fromMath(answer.Q, a.rows, k), r: fromMath(answer.R, k, a.columns) };
}

/** QR = (QS)(SR) for a diagonal S of signs. */
function withPositiveDiagonal({ q, r }: Qr): Qr {
  const sign = Array.from({ length: r.rows }, (_, i) => (r.values[i * r.columns + i]! < 0 ? -1 : 1));
  const signedQ = createMatrix(q.rows, q.columns);
  const signedR = createMatrix(r.rows, r.columns);
  q.values.forEach((value, at) => (signedQ.values[at] = value * sign[at % q.columns]!));
  r.values.forEach((value, at) => (signedR.values[at] = value * sign[Math.floor(at / r.columns)]!));
  return { q: signedQ, r: signedR };
}
