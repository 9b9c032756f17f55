import { transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { backwardError, eps } from './checks';
import { factor, permuteLabels, type Decomposition } from './factor';
import { luFactor } from './luFactor';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';

/** LAPACK's bound for ‖LU − PA‖ / (n ‖A‖ eps). */
const bound = 30;

/** The taller a matrix, the larger P: this many rows make 32 MB. */
const mostRows = 2000;

/**
 * PA = LU with partial pivoting. Shapes, k = min(m, n): P m×m, L m×k, U k×n. Works on every shape and on singular
 * matrices. Throws `tooTall` where P would be too large to show.
 */
export function lu(a: LabelledMatrix): Decomposition {
  if (a.rows > mostRows) throw faults.tooTall('LU', a.rows, mostRows);
  const { order, l, u } = luFactor(a);
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
    backwardError: backwardError('‖PA − LU‖ / (n ‖A‖ eps)', { a: scaled, product, unit: eps, bound }),
    warnings: [],
  };
}

/** P with (PA)_i = A_order[i]. */
export function rowPermutation(order: readonly number[]): Matrix {
  const n = order.length;
  const values = new Float64Array(n * n);
  order.forEach((from, i) => (values[i * n + from] = 1));
  return { rows: n, columns: n, values };
}
