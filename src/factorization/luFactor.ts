import type { Matrix } from '../matrix/dense';
import { lu } from '../kernels';
import { fromMath, native, toMath } from './math';

export interface LuFactors {
  /** Row i of PA is row order[i] of A. */
  readonly order: readonly number[];
  /** m × k, unit lower triangular, k = min(m, n). */
  readonly l: Matrix;
  /** k × n, upper triangular. */
  readonly u: Matrix;
}

/** Beyond this the kernels are faster. */
const largestByMathjs = 24;

/**
 * PA = LU with partial pivoting, by mathjs, or by the kernels where the matrix is large. Works on every shape and on singular matrices, where U has a zero on its
 * diagonal.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */
export function luFactor(a: Matrix): LuFactors {
  const k = Math.min(a.rows, a.columns);
  if (k > largestByMathjs) {
    const { l, u, permutation } = lu(a);
    return { order: Array.from(permutation), l, u };
  }
  const answer = native.lup(toMath(a));
  return {
    // mathjs tells where each row went: row r of A is row p[r] of PA
    order: inverse(answer.p),
    l: fromMath(answer.L, a.rows, k),
    u: fromMath(answer.U, k, a.columns),
  };
}

/** The permutation q with q[p[i]] = i. */
export function inverse(p: readonly number[]): number[] {
  const q = new Array<number>(p.length).fill(0);
  p.forEach((to, from) => (q[to] = from));
  return q;
}

/** The sign of a permutation: −1 for an odd number of exchanges. */
export function permutationSign(order: readonly number[]): 1 | -1 {
  const seen = new Set<number>();
  let even = true;
  for (const start of order) {
    // a cycle of c rows takes c − 1 exchanges
    for (let i = order[start]!; !seen.has(i) && i !== start; i = order[i]!) {
      seen.add(i);
      even = !even;
    }
    seen.add(start);
  }
  return even ? 1 : -1;
}
