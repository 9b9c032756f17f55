import { transpose, type LabelledMatrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { bunchKaufman } from './bunchKaufman';
import { backwardError, eps } from './checks';
import { factor, permuteLabels, type Decomposition } from './factor';
import { rowPermutation } from './lu';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { isSymmetric } from './structure';

/** LAPACK's bound for ‖A − PᵀLDLᵀP‖ / (n ‖A‖ eps). */
const bound = 30;

/** PAPᵀ = LDLᵀ of any symmetric matrix. Throws `mustBeSquare` and `notSymmetric`. */
export function ldl(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  if (a.rows !== a.columns) throw faults.mustBeSquare('LDLᵀ', a.rows, a.columns);
  if (!isSymmetric(a)) throw faults.notSymmetric('LDLᵀ');
  const { scaled, exponent } = equilibrate(a);
  const { order, l, d } = bunchKaufman(scaled, checkpoint);
  const p = rowPermutation(order);
  const inside = multiply(multiply(l, d), transpose(l));
  const product = multiply(multiply(transpose(p), inside), p);
  const exchanged = order.some((from, i) => from !== i);
  const blocks = d.values.some((value, at) => value !== 0 && Math.floor(at / d.columns) !== at % d.columns);
  const rowLabels = permuteLabels(a.rowLabels, order);
  const permutation = factor('P', 'permutation of the rows and columns, PAPᵀ = LDLᵀ', p, {
    rowLabels,
    columnLabels: a.rowLabels,
  });
  return {
    formula: exchanged ? 'A = PᵀLDLᵀP' : 'A = LDLᵀ',
    factors: [
      ...(exchanged ? [permutation] : []),
      factor('L', 'lower triangular, unit diagonal', l, { rowLabels }),
      factor('D', blocks ? 'diagonal but for blocks of 2×2' : 'diagonal, the pivots', timesPowerOfTwo(d, exponent)),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: null,
    backwardError: backwardError('‖A − PᵀLDLᵀP‖ / (n ‖A‖ eps)', { a: scaled, product, unit: eps, bound }),
    warnings: [],
  };
}
