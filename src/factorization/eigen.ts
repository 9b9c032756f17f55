import { createMatrix, subtract, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { backwardError, norm1, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import type { BackwardError } from '../protocol/results';
import { fromColumns } from './columns';
import { generalEigenpairs, symmetricEigenpairs, type Eigenpair } from './eigenpairs';
import { diagonal, factor, type Decomposition } from './factor';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { isSymmetric } from './structure';
import { scaledSvd } from './svd';

/** LAPACK's bounds: ‖A − VDVᵀ‖ / (n ‖A‖ ulp) and ‖I − VᵀV‖ / (n ulp) of a symmetric matrix, ‖AV − VD‖ / (n ‖A‖ ulp) of any. */
const symmetricBound = 60;
const generalBound = 20;
/** κ(V) above which half the digits of an eigenvalue may be wrong: that of a double eigenvalue with one vector. */
const nearlyDefective = 0.1 / Math.sqrt(ulp);

/** Directions of V shorter than this many n · ulp are parallel vectors set apart by rounding. */
const parallel = 100;

const title = 'Eigendecomposition';

/**
 * Eigenvalues on the diagonal of D, by magnitude, descending; eigenvectors of length 1 in the columns of V. Symmetric:
 * A = VDVᵀ by Jacobi. Any other: AV = VD by Francis's QR iteration, complex where it must be, and A = VDV⁻¹
 * where V can be inverted; a defective matrix gets a warning and the vectors there are. Our own: mathjs's
 * eigs fails LAPACK's bound on most matrices of 5×5 and can loop for ever. Throws `didNotConverge`.
 */
export function eigen(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const result = isSymmetric(a) ? symmetric(scaled, checkpoint) : general(scaled, checkpoint);
  const { pairs } = result;
  const n = a.rows;
  const complex = pairs.some((pair) => pair.value.im !== 0);
  const v = fromColumns(
    pairs.map((pair) => pair.re),
    n,
  );
  const d = timesPowerOfTwo(diagonal(pairs.map((pair) => pair.value.re)), exponent);
  const imaginaryV = fromColumns(
    pairs.map((pair) => pair.im),
    n,
  );
  const imaginaryD = timesPowerOfTwo(diagonal(pairs.map((pair) => pair.value.im)), exponent);
  return {
    formula: result.formula,
    factors: [
      factor('V', result.vectorRole, v, {
        rowLabels: a.rowLabels,
        ...(complex ? { imaginary: imaginaryV.values } : {}),
      }),
      factor('D', 'diagonal, the eigenvalues', d, complex ? { imaginary: imaginaryD.values } : {}),
    ],
    reconstruction: timesPowerOfTwo(result.product, exponent),
    orthogonality: result.orthogonality,
    backwardError: result.backwardError,
    warnings: result.warnings,
  };
}

interface Answer {
  readonly pairs: readonly Eigenpair[];
  readonly formula: string;
  readonly vectorRole: string;
  readonly product: Matrix;
  readonly orthogonality: number | null;
  readonly backwardError: BackwardError;
  readonly warnings: readonly string[];
}

function symmetric(a: Matrix, checkpoint: () => void): Answer {
  const pairs = symmetricEigenpairs(a, checkpoint);
  const v = fromColumns(
    pairs.map((pair) => pair.re),
    a.rows,
  );
  const product = multiply(multiply(v, diagonal(pairs.map((pair) => pair.value.re))), transpose(v));
  const defect = orthogonalityError(v);
  return {
    pairs,
    formula: 'A = VDVᵀ',
    vectorRole: 'orthogonal, an eigenvector in each column',
    product,
    orthogonality: defect,
    backwardError: backwardError('‖A − VDVᵀ‖ / (n ‖A‖ ulp)', { a, product, unit: ulp, bound: symmetricBound }),
    warnings: orthogonalityWarnings(title, defect / (a.rows * ulp), symmetricBound),
  };
}

function general(a: Matrix, checkpoint: () => void): Answer {
  const pairs = generalEigenpairs(a, checkpoint);
  const n = a.rows;
  const { v, d } = realForm(pairs, n);
  const residual = norm1(subtract(multiply(a, v), multiply(v, d)));
  const ratio = residual === 0 ? 0 : residual / (n * norm1(a) * ulp);

  // V⁻¹ = W diag(1/s) Uᵀ, without the directions that V lacks
  const { u, s, v: w } = scaledSvd(v, true, checkpoint);
  const kept = s.map((value) => (value > parallel * n * ulp * s[0]! ? 1 / value : 0));
  const inverse = multiply(multiply(w, diagonal(kept)), transpose(u));
  const independent = kept.filter((value) => value > 0).length;
  const condition = s[0]! / s[n - 1]!;
  const defective = independent < n;
  return {
    pairs,
    formula: defective ? 'AV = VD' : 'A = VDV⁻¹',
    vectorRole: 'an eigenvector of length 1 in each column',
    product: multiply(multiply(v, d), inverse),
    orthogonality: null,
    backwardError: { formula: '‖AV − VD‖ / (n ‖A‖ ulp)', ratio, bound: generalBound },
    warnings: defectWarnings(n, independent, condition),
  };
}

/**
 * V and D of the eigenpairs without complex numbers: a pair x ± iy for a ± ib becomes the columns √2x, √2y and the
 * block (a b; −b a). Singular values of V are the same as those of the complex V.
 */
function realForm(pairs: readonly Eigenpair[], n: number): { v: Matrix; d: Matrix } {
  const columns: Float64Array[] = [];
  const d = createMatrix(n, n);
  for (const { value, re, im } of pairs) {
    const k = columns.length;
    if (value.im === 0) {
      columns.push(re);
      d.values[k * n + k] = value.re;
    } else if (value.im > 0) {
      columns.push(
        re.map((part) => Math.SQRT2 * part),
        im.map((part) => Math.SQRT2 * part),
      );
      d.values[k * n + k] = value.re;
      d.values[k * n + k + 1] = value.im;
      d.values[(k + 1) * n + k] = -value.im;
      d.values[(k + 1) * n + k + 1] = value.re;
    }
  }
  return { v: fromColumns(columns, n), d };
}

/** By Bauer and Fike's theorem, an eigenvalue's error is at most κ(V) times that of the matrix. */
function defectWarnings(n: number, independent: number, condition: number): string[] {
  if (independent < n)
    return [
      `This matrix is defective: it has ${n} eigenvalues but only ${independent} independent ` +
        `${independent === 1 ? 'eigenvector' : 'eigenvectors'} within rounding, so V has no inverse and A = VDV⁻¹ does ` +
        'not exist. The reconstruction uses the pseudo-inverse of V; choose Schur for factors that give the matrix back.',
    ];
  if (condition < nearlyDefective) return [];
  return [
    `This matrix is defective or close to it: its eigenvectors are nearly dependent (condition number of V ` +
      `${condition.toExponential(0)}), so rounding can move the eigenvalues by up to about ` +
      `${Math.min(1, condition * ulp).toExponential(0)} of the size of the matrix. Choose Schur for factors that are safe.`,
  ];
}
