import { frobeniusNorm, subtract, type Matrix } from '../matrix/dense';
import type { Diagnostics } from '../protocol/results';
import { ulp } from './checks';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import type { Decomposition } from './factor';
import { scaledSvd } from './svd';

/** Steps, rows × columns × the fewer of both, beyond which singular values are not computed: they take about a second. */
const mostSteps = 2e9;

/** The sizes up to which there are singular values, in words. */
export const sizeForSingularValues = '1,250 × 1,250 or as much work';

/** Singular values of the matrix that `equilibrate` makes of A, descending; null where A is large. */
export function spectrum(a: Matrix, checkpoint: () => void): Float64Array | null {
  if (a.rows * a.columns * Math.min(a.rows, a.columns) > mostSteps) return null;
  return scaledSvd(equilibrate(a).scaled, false, checkpoint).s;
}

/** max(m, n) · ulp · σ₁: singular values up to here count as zero. */
function rankTolerance(a: Matrix, s: Float64Array): number {
  return Math.max(a.rows, a.columns) * ulp * s[0]!;
}

/** The number of singular values above max(m, n) · ulp · σ₁. */
export function numericalRank(a: Matrix, s: Float64Array): number {
  const tolerance = rankTolerance(a, s);
  return s.filter((value) => value > tolerance).length;
}

/**
 * How good Â = `reconstruction` is, and how well A behaves. A that is singular within rounding has an infinite condition
 * number; one that is so within rounding, but not in fractions, has none that doubles could tell.
 */
export function diagnose(a: Matrix, result: Decomposition, s: Float64Array | null): Diagnostics {
  const rank = result.rank ?? (s && numericalRank(a, s));
  return {
    ...differences(a, result.reconstruction),
    conditionNumber: s && conditionOf(s, numericalRank(a, s), rank),
    rank,
    orthogonality: result.orthogonality,
    ...(s === null || result.rank !== undefined
      ? {}
      : { rankTolerance: timesTwoTo(rankTolerance(a, s), equilibrate(a).exponent) }),
    ...(result.backwardError === undefined ? {} : { backwardError: result.backwardError }),
    ...(result.fit === undefined ? {} : { fit: result.fit }),
    ...(result.iteration === undefined ? {} : { iteration: result.iteration }),
  };
}

function conditionOf(s: Float64Array, numerical: number, rank: number | null): number | null {
  if (rank !== s.length) return Number.POSITIVE_INFINITY;
  return numerical === s.length ? s[0]! / s.at(-1)! : null;
}

function differences(
  a: Matrix,
  reconstruction: Matrix | null,
): Pick<Diagnostics, 'relativeResidual' | 'meanSquaredError'> {
  if (reconstruction === null) return { relativeResidual: null, meanSquaredError: null };
  // on the scale of A, where neither norm can overflow
  const { scaled, exponent } = equilibrate(a);
  const residual = frobeniusNorm(subtract(scaled, timesPowerOfTwo(reconstruction, -exponent)));
  const size = frobeniusNorm(scaled);
  return {
    // nothing is relative to a matrix of zeros
    relativeResidual: residual === 0 ? 0 : size === 0 ? null : residual / size,
    meanSquaredError: timesTwoTo(residual / Math.sqrt(a.values.length), exponent) ** 2,
  };
}
