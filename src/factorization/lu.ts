import { multiply, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { eps, residualRatio, residualWarnings } from './checks';
import { factor, permuteLabels, type Decomposition } from './factor';
import { fromMath, math, toMath } from './math';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';

/** LAPACK's bound for ‖LU − PA‖ / (n ‖A‖ eps). */
const bound = 30;

/**
 * PA = LU with partial pivoting, by mathjs. Shapes, k = min(m, n): P m×m, L m×k, U k×n. Works on every shape and
 * on singular matrices, where U has a zero on its diagonal.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */
export function lu(a: LabelledMatrix): Decomposition {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  const answer = math.lup(toMath(a));
  const l = fromMath(answer.L, m, k);
  const u = fromMath(answer.U, k, n);
  // mathjs tells where each row went: row r of A is row p[r] of PA
  const order = inverse(answer.p);
  const p = rowPermutation(order);

  const { scaled, exponent } = equilibrate(a);
  const product = multiply(transpose(p), multiply(l, timesPowerOfTwo(u, -exponent)));
  return {
    formula: 'A = PᵀLU',
    factors: [
      factor('P', 'permutation of the rows, PA = LU', p, {
        rowLabels: permuteLabels(a.rowLabels, order),
        columnLabels: a.rowLabels,
      }),
      factor('L', 'lower triangular, unit diagonal', l, { rowLabels: permuteLabels(a.rowLabels, order) }),
      factor('U', 'upper triangular', u, { columnLabels: a.columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: null,
    warnings: residualWarnings('LU', residualRatio(scaled, product, eps), bound),
  };
}

/** The permutation q with q[p[i]] = i. */
export function inverse(p: readonly number[]): number[] {
  const q = new Array<number>(p.length).fill(0);
  p.forEach((to, from) => (q[to] = from));
  return q;
}

/** P with (PA)_i = A_order[i]. */
export function rowPermutation(order: readonly number[]): Matrix {
  const n = order.length;
  const values = new Float64Array(n * n);
  order.forEach((from, i) => (values[i * n + from] = 1));
  return { rows: n, columns: n, values };
}
