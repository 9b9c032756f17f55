import { createMatrix, type Matrix } from '../../matrix/dense';
import type { Random } from '../../matrix/random';
import { ulp } from '../checks';
import { dot, flip, norm, signOf } from '../columns';
import { symmetricEigenpairs, type Eigenpair } from '../eigenpairs';
import { combination, normalize, orthogonalDirection, orthogonalize, startingDirections, type Basis } from './basis';
import { isSettled, leadingByLocking, looksAfter, type Leading, type Run, type Search } from './locking';
import type { TripletOptions } from './singularTriplets';
import { timesVector, type SparseMatrix } from './sparseMatrix';

/** Av = λv, v of length 1. */
export interface SymmetricPair {
  readonly value: number;
  /** |λ|. */
  readonly magnitude: number;
  readonly v: Float64Array;
}

/**
 * The k eigenvalues of largest magnitude of a sparse symmetric A whose largest entry is about 1, with their vectors, by
 * Lanczos with full reorthogonalization: ‖Av − λv‖ ≤ n ulp |λ₁| where `converged`. The largest entry of each v is
 * positive. 1 ≤ k ≤ n.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 10.1 and 10.3.
 */
export function leadingSymmetricPairs(
  a: SparseMatrix,
  k: number,
  { mostSteps, checkpoint }: TripletOptions,
): Leading<SymmetricPair> {
  const random = startingDirections();
  return leadingByLocking<SymmetricPair>(k, mostSteps, (locked, search) => run(a, locked, search, random, checkpoint));
}

/** The largest pairs in the complement of those that are locked. */
function run(
  a: SparseMatrix,
  locked: readonly SymmetricPair[],
  search: Search,
  random: Random,
  checkpoint: () => void,
): Run<SymmetricPair> {
  const lockedV = locked.map((pair) => pair.v);
  const [vs, alphas, betas]: [Float64Array[], number[], number[]] = [[], [], []];
  let scale = locked[0]?.magnitude ?? 0;
  let v = orthogonalDirection(a.rows, random, lockedV);
  let small: Eigenpair[] = [];
  while (v !== null && vs.length < search.mostSteps) {
    checkpoint();
    vs.push(v);
    // β v₊ = Av − α v − β v₋, where what is left of the other v is rounding
    const next = timesVector(a, v);
    const alpha = dot(v, next);
    alphas.push(alpha);
    scale = Math.max(scale, Math.abs(alpha));
    orthogonalize(next, lockedV, vs);
    const length = norm(next);
    const beta = length <= Math.sqrt(a.rows) * ulp * scale ? 0 : length;
    betas.push(beta);
    scale = Math.max(scale, beta);
    v = beta === 0 ? orthogonalDirection(a.rows, random, lockedV, vs) : normalize(next, beta);
    if (!looksAfter(vs.length) && v !== null && vs.length < search.mostSteps) continue;
    small = symmetricEigenpairs(tridiagonal(alphas, betas), checkpoint);
    const last = vs.length - 1;
    const estimates = small.map(({ value, re }) => ({
      magnitude: Math.abs(value.re),
      residual: beta * Math.abs(re[last]!),
    }));
    if (isSettled(estimates, search, a.rows * ulp, Math.max(scale, estimates[0]!.magnitude)))
      return { found: pairs(small, vs, search.wanted), steps: vs.length, converged: true };
  }
  return { found: pairs(small, vs, search.wanted), steps: vs.length, converged: v === null };
}

/** Square and symmetric, αs on the diagonal and βs beside it but for the last. */
function tridiagonal(alphas: readonly number[], betas: readonly number[]): Matrix {
  const n = alphas.length;
  const out = createMatrix(n, n);
  for (let i = 0; i < n; i++) {
    out.values[i * n + i] = alphas[i]!;
    if (i + 1 === n) continue;
    out.values[i * n + i + 1] = betas[i]!;
    out.values[(i + 1) * n + i] = betas[i]!;
  }
  return out;
}

/** Of AV = VT and Tz = λz: the first `count` of λ and Vz. */
function pairs(small: readonly Eigenpair[], vs: Basis, count: number): SymmetricPair[] {
  return small.slice(0, count).map(({ value, re }) => {
    const v = combination(vs, re);
    if (signOf(v) < 0) flip(v);
    return { value: value.re, magnitude: Math.abs(value.re), v };
  });
}
