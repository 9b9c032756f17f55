import { columnOf, exactDiagonal, exactDot, exactFrom, type ExactMatrix } from './exactMatrix';
import { fractionText, isOne, isZero, minus, one, over, type Rational, times, zero } from './rational';
import type { Recorder } from './recorder';

export interface ExactQr {
  /** m × r with orthogonal columns that are not 0, r the rank. */
  readonly q: ExactMatrix;
  /** r × n, in echelon form, each row beginning with 1. */
  readonly r: ExactMatrix;
  /** QᵀQ, r × r diagonal: the squared lengths of the columns. */
  readonly d: ExactMatrix;
}

/**
 * A = QR without square roots, by Gram and Schmidt's way: each column less its projections on those before it. A
 * column that depends on those before it adds none. `checkpoint` is called once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 5.2.7.
 */
export function exactQr(a: ExactMatrix, checkpoint: () => void, recorder: Recorder | null = null): ExactQr {
  const basis: Rational[][] = [];
  const squares: Rational[] = [];
  const rows: Rational[][] = [];
  recorder?.add('Begin with the columns of A. Each in turn loses its projections on those before it.', { A: a });
  for (let j = 0; j < a.columns; j++) {
    checkpoint();
    const x = columnOf(a, j);
    const shares = basis.map((q, i) => over(exactDot(q, x), squares[i]!));
    const left = basis.reduce((rest, q, i) => rest.map((value, p) => minus(value, times(shares[i]!, q[p]!))), x);
    shares.forEach((share, i) => (rows[i]![j] = share));
    const independent = left.some((value) => !isZero(value));
    if (independent) {
      basis.push(left);
      squares.push(exactDot(left, left));
      rows.push(Array.from({ length: a.columns }, (_, c) => (c === j ? one : zero)));
    }
    recorder?.add(columnSentence(j, shares, independent, squares), factorsOf(a, basis, rows));
  }
  const { Q: q, R: r } = factorsOf(a, basis, rows);
  return { q, r, d: exactDiagonal(squares) };
}

function factorsOf(
  a: ExactMatrix,
  basis: readonly Rational[][],
  rows: readonly Rational[][],
): { Q: ExactMatrix; R: ExactMatrix } {
  return {
    Q: exactFrom(a.rows, basis.length, (i, j) => basis[j]![i]!),
    R: exactFrom(rows.length, a.columns, (i, j) => rows[i]![j]!),
  };
}

function columnSentence(
  j: number,
  shares: readonly Rational[],
  independent: boolean,
  squares: readonly Rational[],
): string {
  const terms = shares.flatMap((share, i) =>
    isZero(share) ? [] : [`${isOne(share) ? '' : `${fractionText(share)} `}q${i + 1}`],
  );
  if (shares.length === 0 && independent)
    return `Column ${j + 1} is q1 as it stands, of squared length ${fractionText(squares.at(-1)!)}.`;
  const projections =
    shares.length === 0
      ? `Column ${j + 1} is 0`
      : terms.length === 0
        ? `Column ${j + 1} is orthogonal to those before it`
        : terms.length === 1
          ? `The projection of column ${j + 1} on the columns of Q is ${terms.join('')}: subtract it`
          : `The projections of column ${j + 1} on the columns of Q are ${terms.slice(0, -1).join(', ')} and ${terms.at(-1)!}: subtract them`;
  if (!independent) return `${projections}. Nothing is left: the column depends on those before it and adds none to Q.`;
  return `${projections}. What is left is q${squares.length}, of squared length ${fractionText(squares.at(-1)!)}.`;
}
