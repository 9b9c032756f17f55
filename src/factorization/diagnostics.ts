import { frobeniusNorm, subtract, type Matrix } from '../matrix/dense';
import type { Diagnostics } from '../protocol/results';
import { ulp } from './checks';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import { scaledSvd } from './svd';

/** The longer side beyond which singular values, and what follows from them, are not computed. */
const largestForSingularValues = 200;

/** Singular values of the matrix that `equilibrate` makes of A, descending; null where A is large. */
export function spectrum(a: Matrix, checkpoint: () => void): Float64Array | null {
  if (Math.max(a.rows, a.columns) > largestForSingularValues) return null;
  return scaledSvd(equilibrate(a).scaled, false, checkpoint).s;
}

/** The number of singular values above max(m, n) · ulp · σ₁. */
export function numericalRank(a: Matrix, s: Float64Array): number {
  const tolerance = Math.max(a.rows, a.columns) * ulp * s[0]!;
  return s.filter((value) => value > tolerance).length;
}

/** How good Â = `reconstruction` is, and how well A behaves. A that is singular within rounding has an infinite condition number. */
export function diagnose(
  a: Matrix,
  reconstruction: Matrix,
  s: Float64Array | null,
  orthogonality: number | null,
): Diagnostics {
  // on the scale of A, where neither norm can overflow
  const { scaled, exponent } = equilibrate(a);
  const residual = frobeniusNorm(subtract(scaled, timesPowerOfTwo(reconstruction, -exponent)));
  const rank = s && numericalRank(a, s);
  return {
    relativeResidual: residual === 0 ? 0 : residual / frobeniusNorm(scaled),
    meanSquaredError: timesTwoTo(residual / Math.sqrt(a.values.length), exponent) ** 2,
    conditionNumber: s && (rank === s.length ? s[0]! / s[s.length - 1]! : Number.POSITIVE_INFINITY),
    rank,
    orthogonality,
  };
}
