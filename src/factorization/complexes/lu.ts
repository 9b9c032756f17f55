import { createMatrix } from '../../matrix/dense';
import { entry, magnitude, minus, over, setEntry, times, type ComplexMatrix } from '../complex';
import { permuteLabels } from '../factor';
import { rowPermutation } from '../lu';
import { measured, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, complexZeros } from './products';

/** LAPACK's bound for ‖LU − PA‖ / (n ‖A‖ eps). */
const bound = 30;

export interface ComplexLu {
  /** Row i of PA is row order[i] of A. */
  readonly order: readonly number[];
  /** m × k, unit lower triangular, k = min(m, n). */
  readonly l: ComplexMatrix;
  /** k × n, upper triangular. */
  readonly u: ComplexMatrix;
}

/**
 * PA = LU with partial pivoting of a complex A of any shape; a column without a pivot leaves a 0 on U's diagonal.
 * `checkpoint` is called once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */
export function complexLu(a: ComplexMatrix, checkpoint: () => void): ComplexLu {
  const { rows: m, columns: n } = a.re;
  const k = Math.min(m, n);
  const work: ComplexMatrix = {
    re: { ...a.re, values: a.re.values.slice() },
    im: { ...a.im, values: a.im.values.slice() },
  };
  const order = Array.from({ length: m }, (_, i) => i);
  for (let j = 0; j < k; j++) {
    checkpoint();
    let pivot = j;
    for (let i = j + 1; i < m; i++) if (magnitude(entry(work, i, j)) > magnitude(entry(work, pivot, j))) pivot = i;
    if (magnitude(entry(work, pivot, j)) === 0) continue;
    exchangeRows(work, j, pivot);
    [order[j], order[pivot]] = [order[pivot]!, order[j]!];
    const top = entry(work, j, j);
    for (let i = j + 1; i < m; i++) {
      const share = over(entry(work, i, j), top);
      setEntry(work, i, j, share);
      for (let c = j + 1; c < n; c++) setEntry(work, i, c, minus(entry(work, i, c), times(share, entry(work, j, c))));
    }
  }
  const [l, u] = [complexZeros(m, k), complexZeros(k, n)];
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      if (j < i && j < k) setEntry(l, i, j, entry(work, i, j));
      if (i === j) setEntry(l, i, j, { re: 1, im: 0 });
      if (i <= j && i < k) setEntry(u, i, j, entry(work, i, j));
    }
  return { order, l, u };
}

function exchangeRows({ re, im }: ComplexMatrix, i: number, j: number): void {
  if (i === j) return;
  const n = re.columns;
  for (const { values } of [re, im])
    for (let c = 0; c < n; c++) [values[i * n + c], values[j * n + c]] = [values[j * n + c]!, values[i * n + c]!];
}

/** Rows of A in the order given. */
export function permuteRows(a: ComplexMatrix, order: readonly number[]): ComplexMatrix {
  const out = complexZeros(order.length, a.re.columns);
  order.forEach((from, i) => {
    for (let j = 0; j < a.re.columns; j++) setEntry(out, i, j, entry(a, from, j));
  });
  return out;
}

/** A = PᵀLU with partial pivoting, of an m × n A: L is m × k and U k × n with k = min(m, n). */
export function complexLuParts({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { order, l, u } = complexLu(a, checkpoint);
  const rowLabels = permuteLabels(labelled.rowLabels, order);
  const p = rowPermutation(order);
  return {
    formula: 'A = PᵀLU',
    factors: [
      {
        name: 'P',
        role: 'permutation of the rows, PA = LU',
        matrix: { re: p, im: createMatrix(p.rows, p.columns) },
        power: 0,
        rowLabels,
        columnLabels: labelled.rowLabels,
      },
      { name: 'L', role: 'lower triangular, unit diagonal', matrix: l, power: 0, rowLabels },
      { name: 'U', role: 'upper triangular', matrix: u, power: 1, columnLabels: labelled.columnLabels },
    ],
    ...measured(permuteRows(a, order), complexMultiply(l, u), '‖PA − LU‖ / (max(m, n) ‖A‖ ulp)', bound),
    unitary: null,
    warnings: [],
  };
}
