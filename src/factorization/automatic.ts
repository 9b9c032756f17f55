import type { Matrix } from '../matrix/dense';
import { equilibrate, timesTwoTo } from '../matrix/scale';
import { counted, formatPercent } from '../protocol/quantities';
import { choleskyFactor, pivotText } from './cholesky';
import type { Choice } from './choose';
import { numericalRank } from './diagnostics';
import { hasOrthonormalColumns } from './properties';
import { bandwidths, density, isLowerTriangular, isSymmetric, isUpperTriangular, permutedTriangle } from './structure';

/** From this size on, and with at most this share of cells not zero, sparse LU is worth it. */
const sparseFrom = 50;
const sparseDensity = 0.1;
/** From this size on a band is worth a word. */
const bandedFrom = 4;
/** Up to this rank a matrix without cells below 0 has non-negative factors of its rank (Cohen and Rothblum, 1993). */
const nonNegativeRank = 2;

/**
 * The decomposition that suits the structure of a complete matrix: the most special structure first, as MATLAB's
 * `decomposition` looks for it. `s` are the singular values of the scaled matrix; null where it is large, and then its
 * rank is not looked at.
 */
export function chooseMethod(a: Matrix, s: Float64Array | null, checkpoint: () => void): Choice {
  const rank = s && numericalRank(a, s);
  const deficient = rank !== null && rank < Math.min(a.rows, a.columns) ? rank : null;
  return a.rows === a.columns ? forSquare(a, deficient, checkpoint) : forRectangle(a, deficient);
}

function forSquare(a: Matrix, deficient: number | null, checkpoint: () => void): Choice {
  const { lower, upper } = bandwidths(a);
  if (lower === 0 && upper === 0) return { method: 'eigen', why: 'Diagonal: its eigenvalues stand on its diagonal.' };
  const triangle = triangularChoice(a);
  if (triangle !== null) return triangle;
  if (isSymmetric(a)) return forSymmetric(a, deficient, checkpoint);
  if (hasOrthonormalColumns(a))
    return { method: 'qr', why: 'Orthogonal: its inverse is its transpose, and its R in QR is the identity.' };
  if (deficient !== null) return forLowRank(a, deficient);
  const n = a.rows;
  const share = density(a);
  if (n >= sparseFrom && share <= sparseDensity)
    return {
      method: 'slu',
      why: `Square and sparse (${formatPercent(share)} of its cells are not zero): sparse LU keeps the factors sparse.`,
    };
  if (n >= bandedFrom && lower + upper < n - 1)
    return {
      method: 'lu',
      why: `Banded (${counted(lower, 'diagonal')} below the main one and ${upper} above): LU fills little beyond the band.`,
    };
  return { method: 'lu', why: 'Square and not symmetric: LU is the cheapest way to solve with it.' };
}

/** LU, of a matrix that is triangular or whose rows can be put in such an order; null for others. */
export function triangularChoice(a: Matrix): Choice | null {
  if (isUpperTriangular(a))
    return { method: 'lu', why: 'Upper triangular: it is its own U, and back substitution solves with it.' };
  if (isLowerTriangular(a)) return { method: 'lu', why: 'Lower triangular: forward substitution solves with it.' };
  const permuted = permutedTriangle(a);
  if (permuted === null) return null;
  const order = permuted.order.map((i) => i + 1).join(', ');
  return {
    method: 'lu',
    why: `Permuted triangular: its rows in the order ${order} make it ${permuted.side} triangular, which LU finds.`,
  };
}

function forSymmetric(a: Matrix, deficient: number | null, checkpoint: () => void): Choice {
  const { scaled, exponent } = equilibrate(a);
  const answer = choleskyFactor(scaled, checkpoint);
  if (answer.kind === 'factor' && deficient === null)
    return {
      method: 'cholesky',
      why: 'Symmetric and positive definite: Cholesky takes half the work of LU and needs no pivoting.',
    };
  const tried =
    answer.kind === 'failed'
      ? [
          `Tried Cholesky: pivot ${answer.pivot + 1} is ${pivotText(timesTwoTo(answer.value, exponent))}, so it is not positive definite.`,
        ]
      : [];
  if (deficient !== null)
    return {
      method: 'eigen',
      why: `Symmetric, of numerical rank ${deficient} of ${a.rows}: its eigenvalues say which directions count.`,
      tried,
    };
  return { method: 'ldl', why: 'Symmetric and indefinite: LDLᵀ takes half the work of LU.', tried };
}

function forRectangle(a: Matrix, deficient: number | null): Choice {
  const { rows: m, columns: n } = a;
  if (deficient !== null) return forLowRank(a, deficient);
  if (m > n)
    return { method: 'qr', why: `Taller than wide (${m}×${n}): QR gives an orthonormal basis of its columns.` };
  return { method: 'svd', why: `Wider than tall (${m}×${n}): SVD shows its rank and what its columns share.` };
}

function forLowRank(a: Matrix, rank: number): Choice {
  const nonNegative = rank > 0 && a.values.every((value) => value >= 0);
  if (nonNegative && rank <= nonNegativeRank)
    return {
      method: 'nmf',
      rank,
      why: `Non-negative, of ${rankOf(a, rank)}: ${rank === 1 ? 'one non-negative part makes' : 'two non-negative parts make'} it up.`,
    };
  if (!nonNegative) return lowRankChoice(a, rank);
  return {
    ...lowRankChoice(a, rank),
    tried: [
      `Not NMF: non-negative, but of rank ${rank}, where there need not be ${rank} non-negative parts that make it up.`,
    ],
  };
}

/** SVD, of a matrix whose rank is less than it could be. */
export function lowRankChoice(a: Matrix, rank: number): Choice {
  return {
    method: 'svd',
    why: `Low rank: of ${rankOf(a, rank)}, which SVD shows, with the closest matrix of every rank.`,
  };
}

const rankOf = (a: Matrix, rank: number): string => `numerical rank ${rank} of ${Math.min(a.rows, a.columns)}`;
