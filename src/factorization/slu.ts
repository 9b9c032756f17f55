import type { MathCollection, MathNumericType } from 'mathjs';
import { transpose, type LabelledMatrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { backwardError, eps } from './checks';
import { factor, permuteLabels, type Decomposition } from './factor';
import { rowPermutation } from './lu';
import { inverse } from './luFactor';
import { fromMath, math, native, toMath } from './math';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';

/** LAPACK's bound for LU. */
const bound = 30;
/** Columns ordered on AᵀA, with dense ones left out: mathjs's advice for matrices that are not symmetric. */
const columnOrdering = 2;
/** 1 is true partial pivoting. */
const pivotThreshold = 1;

export interface SparseLu<T> {
  readonly l: T;
  readonly u: T;
  /** Row i of PAQ is row rowOrder[i] of A. */
  readonly rowOrder: readonly number[];
  /** Column j of PAQ is column columnOrder[j] of A. */
  readonly columnOrder: readonly number[];
}

/**
 * PAQ = LU of a square matrix with few non-zeros, by mathjs: Q keeps the factors sparse, P the pivots large.
 * Throws the `singular` fault: unlike LU, it needs a non-zero pivot in every column.
 * Source: T. A. Davis, Direct Methods for Sparse Linear Systems, SIAM 2006, chapter 6.
 */
export function slu(a: LabelledMatrix): Decomposition {
  const { l, u, rowOrder, columnOrder } = sparseLu(toMath(a), (part) => fromMath(part, a.rows, a.rows));
  const p = rowPermutation(rowOrder);
  // Q is the transpose of the permutation of rows that does the same to the columns
  const q = transpose(rowPermutation(columnOrder));
  const { scaled, exponent } = equilibrate(a);
  const product = multiply(transpose(p), multiply(multiply(l, timesPowerOfTwo(u, -exponent)), transpose(q)));
  const rowLabels = permuteLabels(a.rowLabels, rowOrder);
  const columnLabels = permuteLabels(a.columnLabels, columnOrder);
  return {
    formula: 'A = PᵀLUQᵀ',
    factors: [
      factor('P', 'permutation of the rows, PAQ = LU', p, { rowLabels, columnLabels: a.rowLabels }),
      factor('L', 'lower triangular, unit diagonal, sparse', l, { rowLabels }),
      factor('U', 'upper triangular, sparse', u, { columnLabels }),
      factor('Q', 'permutation of the columns', q, { rowLabels: a.columnLabels, columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: null,
    backwardError: backwardError('‖PAQ − LU‖ / (n ‖A‖ eps)', { a: scaled, product, unit: eps, bound }),
    warnings: [],
  };
}

/** PAQ = LU of rows of mathjs's numbers, real or complex; `read` takes L and U from mathjs. Throws `singular`. */
export function sparseLu<T>(rows: MathNumericType[][], read: (part: MathCollection) => T): SparseLu<T> {
  const sparse = math.sparse(rows);
  let answer;
  try {
    answer = native.slu(sparse, columnOrdering, pivotThreshold);
  } catch (error) {
    // mathjs has no word for "no pivot left": it reads L of nothing
    if (error instanceof TypeError) throw faults.singular('Sparse LU');
    throw error;
  }
  return {
    l: read(answer.L),
    u: read(answer.U),
    rowOrder: inverse(answer.p),
    columnOrder: answer.q,
  };
}
