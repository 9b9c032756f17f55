import { createMatrix, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { cholesky as kernelCholesky, type Cholesky } from '../kernels';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { formatNumber, trueMinus } from '../protocol/numbers';
import { backwardError, eps } from './checks';
import { factor, type Decomposition } from './factor';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import { isSymmetric } from './structure';

/** LAPACK's bound for ‖A − LLᵀ‖ / (n ‖A‖ eps). */
const bound = 30;

/** Beyond this the kernels are faster. */
const largestByRows = 24;

/**
 * A = LLᵀ of a symmetric A, of which the lower half is read: l_jj = √(a_jj − Σ l_jk²), row by row, with a `checkpoint` once
 * a row; by the kernels where A is large.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.5.
 */
export function choleskyFactor(a: Matrix, checkpoint: () => void): Cholesky {
  const n = a.rows;
  if (n > largestByRows) return kernelCholesky(a);
  const l = createMatrix(n, n);
  for (let i = 0; i < n; i++) {
    checkpoint();
    for (let j = 0; j <= i; j++) {
      let sum = a.values[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l.values[i * n + k]! * l.values[j * n + k]!;
      if (j < i) l.values[i * n + j] = sum / l.values[j * n + j]!;
      else if (sum > 0) l.values[i * n + i] = Math.sqrt(sum);
      else return { kind: 'failed', pivot: i, value: sum };
    }
  }
  return { kind: 'factor', l };
}

/**
 * A = LLᵀ of a symmetric positive definite matrix. Throws `mustBeSquare`, `notSymmetric` and `notPositiveDefinite`, which
 * names the pivot.
 */
export function cholesky(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  if (a.rows !== a.columns) throw faults.mustBeSquare('Cholesky', a.rows, a.columns);
  if (!isSymmetric(a)) throw faults.notSymmetric('Cholesky');
  const { scaled, exponent } = evenScale(a);
  const answer = choleskyFactor(scaled, checkpoint);
  if (answer.kind === 'failed')
    throw faults.notPositiveDefinite(answer.pivot + 1, pivotText(timesTwoTo(answer.value, exponent)));
  const product = multiply(answer.l, transpose(answer.l));
  return {
    formula: 'A = LLᵀ',
    factors: [
      factor('L', 'lower triangular, its diagonal above 0', timesPowerOfTwo(answer.l, exponent / 2), {
        rowLabels: a.rowLabels,
      }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: null,
    backwardError: backwardError('‖A − LLᵀ‖ / (n ‖A‖ eps)', { a: scaled, product, unit: eps, bound }),
    warnings: [],
  };
}

/** A pivot as a sentence names it, with a true minus sign. */
export function pivotText(value: number): string {
  return trueMinus(formatNumber(value));
}

/** As `equilibrate`, by an even power of two, whose root is one too. */
function evenScale(a: Matrix): { scaled: Matrix; exponent: number } {
  const { scaled, exponent } = equilibrate(a);
  return exponent % 2 === 0 ? { scaled, exponent } : { scaled: timesPowerOfTwo(scaled, 1), exponent: exponent - 1 };
}
