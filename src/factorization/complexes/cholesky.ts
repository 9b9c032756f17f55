import { faults } from '../../matrix/faults';
import { timesTwoTo } from '../../matrix/scale';
import { pivotText } from '../cholesky';
import { conjugate, entry, minus, setEntry, times, type ComplexMatrix } from '../complex';
import { isHermitian } from './hermitian';
import { measured, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, complexZeros, conjugateTranspose } from './products';

/** LAPACK's bound for ‖A − LLᴴ‖ / (n ‖A‖ eps). */
const bound = 30;

/** L, or the first pivot that is not above 0, from 0. */
export type ComplexCholesky =
  | { readonly kind: 'factor'; readonly l: ComplexMatrix }
  | { readonly kind: 'failed'; readonly pivot: number; readonly value: number };

/**
 * A = LLᴴ of a Hermitian A, of which the lower half is read: l_jj = √(a_jj − Σ |l_jk|²), row by row. `checkpoint` is
 * called once a row.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.5.
 */
export function complexCholesky(a: ComplexMatrix, checkpoint: () => void): ComplexCholesky {
  const n = a.re.rows;
  const l: ComplexMatrix = complexZeros(n, n);
  for (let i = 0; i < n; i++) {
    checkpoint();
    for (let j = 0; j <= i; j++) {
      let sum = entry(a, i, j);
      for (let k = 0; k < j; k++) sum = minus(sum, times(entry(l, i, k), conjugate(entry(l, j, k))));
      if (j < i) {
        const pivot = l.re.values[j * n + j]!;
        setEntry(l, i, j, { re: sum.re / pivot, im: sum.im / pivot });
      } else if (sum.re > 0) setEntry(l, i, i, { re: Math.sqrt(sum.re), im: 0 });
      else return { kind: 'failed', pivot: i, value: sum.re };
    }
  }
  return { kind: 'factor', l };
}

/** Throws `notHermitian` and `notPositiveDefinite`, which names the pivot. */
export function complexCholeskyParts({ a, exponent, labelled, checkpoint }: ComplexTask): ComplexParts {
  if (!isHermitian(a)) throw faults.notHermitian('Cholesky');
  const answer = complexCholesky(a, checkpoint);
  if (answer.kind === 'failed')
    throw faults.notPositiveDefinite(answer.pivot + 1, pivotText(timesTwoTo(answer.value, exponent)));
  const { l } = answer;
  return {
    formula: 'A = LLᴴ',
    factors: [
      {
        name: 'L',
        role: 'lower triangular, a positive diagonal',
        matrix: l,
        power: 0.5,
        rowLabels: labelled.rowLabels,
      },
    ],
    ...measured(a, complexMultiply(l, conjugateTranspose(l)), '‖A − LLᴴ‖ / (n ‖A‖ ulp)', bound),
    unitary: null,
    warnings: [],
  };
}
