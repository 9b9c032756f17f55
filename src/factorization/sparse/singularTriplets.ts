import { createMatrix, type Matrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import type { Random } from '../../matrix/random';
import { ulp } from '../checks';
import { flip, norm, signOf, toColumns } from '../columns';
import { svd, type Svd } from '../svd';
import { combination, normalize, orthogonalDirection, orthogonalize, startingDirections, type Basis } from './basis';
import { isSettled, leadingByLocking, looksAfter, type Leading, type Run, type Search } from './locking';
import { timesVector, transposeSparse, transposeTimesVector, type SparseMatrix } from './sparseMatrix';

/** Av = σu and Aᵀu = σv, u and v of length 1. */
export interface Triplet {
  /** σ. */
  readonly magnitude: number;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

export interface TripletOptions {
  readonly mostSteps: number;
  readonly checkpoint: () => void;
}

/**
 * The k largest singular values of a sparse A whose largest entry is about 1, with their vectors, by Golub–Kahan–Lanczos
 * bidiagonalization with full reorthogonalization: ‖Aᵀu − σv‖ ≤ max(m, n) ulp σ₁ where `converged`. The largest
 * entry of each v is positive, or of u where A is wider than tall. 1 ≤ k ≤ min(m, n).
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 10.4.
 */
export function leadingTriplets(
  a: SparseMatrix,
  k: number,
  { mostSteps, checkpoint }: TripletOptions,
): Leading<Triplet> {
  if (a.rows < a.columns) {
    const { leading, ...rest } = leadingTriplets(transposeSparse(a), k, { mostSteps, checkpoint });
    return { ...rest, leading: leading.map(({ magnitude, u, v }) => ({ magnitude, u: v, v: u })) };
  }
  const random = startingDirections();
  return leadingByLocking<Triplet>(k, mostSteps, (locked, search) => run(a, locked, search, random, checkpoint));
}

/** The largest triplets in the complement of those that are locked, for m ≥ n. */
function run(
  a: SparseMatrix,
  locked: readonly Triplet[],
  search: Search,
  random: Random,
  checkpoint: () => void,
): Run<Triplet> {
  const [lockedU, lockedV] = [locked.map(({ u }) => u), locked.map(({ v }) => v)];
  const [us, vs, alphas, betas]: [Float64Array[], Float64Array[], number[], number[]] = [[], [], [], []];
  let scale = locked[0]?.magnitude ?? 0;
  const lengthOf = (x: Float64Array): number => {
    const length = norm(x);
    if (length <= Math.sqrt(a.rows) * ulp * scale) return 0;
    scale = Math.max(scale, length);
    return length;
  };
  let v = orthogonalDirection(a.columns, random, lockedV);
  let small: Svd | null = null;
  while (v !== null && us.length < search.mostSteps) {
    checkpoint();
    vs.push(v);
    // α u = Av − β u₋, where what is left of the other u is rounding
    const left = timesVector(a, v);
    orthogonalize(left, lockedU, us);
    const alpha = lengthOf(left);
    const u = alpha === 0 ? orthogonalDirection(a.rows, random, lockedU, us) : normalize(left, alpha);
    if (u === null) throw faults.unexpected('more right than left singular vectors were found');
    us.push(u);
    alphas.push(alpha);
    // β v₊ = Aᵀu − α v
    const right = transposeTimesVector(a, u);
    orthogonalize(right, lockedV, vs);
    const beta = lengthOf(right);
    betas.push(beta);
    v = beta === 0 ? orthogonalDirection(a.columns, random, lockedV, vs) : normalize(right, beta);
    if (!looksAfter(us.length) && v !== null && us.length < search.mostSteps) continue;
    small = svd(upperBidiagonal(alphas, betas), checkpoint);
    const last = us.length - 1;
    const { u: p, s } = small;
    const estimates = Array.from(s, (magnitude, i) => ({
      magnitude,
      residual: beta * Math.abs(p.values[last * p.columns + i]!),
    }));
    if (isSettled(estimates, search, a.rows * ulp, Math.max(scale, s[0]!)))
      return { found: triplets(small, us, vs, search.wanted), steps: us.length, converged: true };
  }
  const found = small === null ? [] : triplets(small, us, vs, search.wanted);
  return { found, steps: us.length, converged: v === null };
}

/** Square, αs on the diagonal and βs above it but for the last. */
function upperBidiagonal(alphas: readonly number[], betas: readonly number[]): Matrix {
  const n = alphas.length;
  const out = createMatrix(n, n);
  for (let i = 0; i < n; i++) {
    out.values[i * n + i] = alphas[i]!;
    if (i + 1 < n) out.values[i * n + i + 1] = betas[i]!;
  }
  return out;
}

/** Of AV = UB and B = PSQᵀ: the first `count` columns of UP and VQ. */
function triplets({ u: p, s, v: q }: Svd, us: Basis, vs: Basis, count: number): Triplet[] {
  const [left, right] = [toColumns(p), toColumns(q)];
  return Array.from(s.subarray(0, count), (magnitude, i) => {
    const [u, v] = [combination(us, left[i]!), combination(vs, right[i]!)];
    if (signOf(v) < 0) [u, v].forEach(flip);
    return { magnitude, u, v };
  });
}
