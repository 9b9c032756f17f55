import { createMatrix, transpose } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { choosePivot, exchangeSymmetric } from '../bunchKaufman';
import { conjugate, entry, magnitude, minus, setEntry, times, type Complex, type ComplexMatrix } from '../complex';
import { permuteLabels } from '../factor';
import { rowPermutation } from '../lu';
import { isHermitian } from './hermitian';
import { measured, type ComplexPart, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, complexZeros, conjugateTranspose, realDiagonal } from './products';

/** LAPACK's bound for ‖A − PᵀLDLᴴP‖ / (n ‖A‖ eps). */
const bound = 30;

export interface HermitianIndefinite {
  /** Row i of PAPᵀ is row order[i] of A. */
  readonly order: readonly number[];
  /** Unit lower triangular. */
  readonly l: ComplexMatrix;
  /** Diagonal and real, but for Hermitian blocks of 2×2. */
  readonly d: ComplexMatrix;
}

/**
 * PAPᵀ = LDLᴴ of a Hermitian A, with pivots of 1×1 or 2×2 chosen so that nothing grows. `checkpoint` is called once a pivot.
 * Source: J. R. Bunch and L. Kaufman, Mathematics of Computation 31, 1977; LAPACK's xHETF2.
 */
function hermitianLdl(a: ComplexMatrix, checkpoint: () => void): HermitianIndefinite {
  const n = a.re.rows;
  const copy = (part: ComplexMatrix['re']): ComplexMatrix['re'] => ({ ...part, values: part.values.slice() });
  const rest: ComplexMatrix = { re: copy(a.re), im: copy(a.im) };
  const l = realDiagonal(new Float64Array(n).fill(1));
  const d = complexZeros(n, n);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n;) {
    checkpoint();
    const { size, row } = choosePivot(n, k, (i, j) => magnitude(entry(rest, i, j)));
    const last = k + size - 1;
    exchangeSymmetric(rest.re, l.re, last, row, k);
    exchangeSymmetric(rest.im, l.im, last, row, k);
    [order[last], order[row]] = [order[row]!, order[last]!];
    if (size === 1) takeOne(rest, l, d, k);
    else takeTwo(rest, l, d, k);
    k += size;
  }
  return { order, l, d };
}

/** S := S − l d lᴴ with d = s_kk; a zero column takes nothing away. */
function takeOne(rest: ComplexMatrix, l: ComplexMatrix, d: ComplexMatrix, k: number): void {
  const n = rest.re.rows;
  const pivot = entry(rest, k, k).re;
  setEntry(d, k, k, { re: pivot, im: 0 });
  if (pivot === 0) return;
  for (let i = k + 1; i < n; i++) {
    const { re, im } = entry(rest, i, k);
    setEntry(l, i, k, { re: re / pivot, im: im / pivot });
  }
  for (let i = k + 1; i < n; i++)
    for (let j = k + 1; j <= i; j++)
      setHermitian(rest, i, j, minus(entry(rest, i, j), times(entry(l, i, k), conjugate(entry(rest, j, k)))));
}

/** S := S − C E⁻¹ Cᴴ with the 2×2 block E in rows k, k + 1. */
function takeTwo(rest: ComplexMatrix, l: ComplexMatrix, d: ComplexMatrix, k: number): void {
  const n = rest.re.rows;
  const e21 = entry(rest, k + 1, k);
  setEntry(d, k, k, entry(rest, k, k));
  setEntry(d, k + 1, k + 1, entry(rest, k + 1, k + 1));
  setHermitian(d, k + 1, k, e21);
  // E / |e21|, whose determinant is at most α² − 1 < 0, so that nothing overflows
  const size = magnitude(e21);
  const over = ({ re, im }: Complex, by: number): Complex => ({ re: re / by, im: im / by });
  const [phase, e11, e22] = [over(e21, size), entry(rest, k, k).re / size, entry(rest, k + 1, k + 1).re / size];
  const determinant = e11 * e22 - 1;
  const by = ({ re, im }: Complex, factor: number): Complex => ({ re: re * factor, im: im * factor });
  for (let i = k + 2; i < n; i++) {
    const [x, y] = [over(entry(rest, i, k), size), over(entry(rest, i, k + 1), size)];
    setEntry(l, i, k, over(minus(by(x, e22), times(y, phase)), determinant));
    setEntry(l, i, k + 1, over(minus(by(y, e11), times(x, conjugate(phase))), determinant));
  }
  for (let i = k + 2; i < n; i++)
    for (let j = k + 2; j <= i; j++) {
      const first = minus(entry(rest, i, j), times(entry(l, i, k), conjugate(entry(rest, j, k))));
      setHermitian(rest, i, j, minus(first, times(entry(l, i, k + 1), conjugate(entry(rest, j, k + 1)))));
    }
}

/** a_ij and its conjugate a_ji; an entry of the diagonal is real. */
function setHermitian(a: ComplexMatrix, i: number, j: number, value: Complex): void {
  setEntry(a, j, i, conjugate(value));
  setEntry(a, i, j, i === j ? { re: value.re, im: 0 } : value);
}

/** PAPᵀ = LDLᴴ of any Hermitian matrix. Throws `notHermitian`. */
export function complexLdlParts({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  if (!isHermitian(a)) throw faults.notHermitian('LDLᴴ');
  const { order, l, d } = hermitianLdl(a, checkpoint);
  const real = rowPermutation(order);
  const p: ComplexMatrix = { re: real, im: createMatrix(real.rows, real.columns) };
  const pt: ComplexMatrix = { re: transpose(real), im: p.im };
  const inside = complexMultiply(complexMultiply(l, d), conjugateTranspose(l));
  const exchanged = order.some((from, i) => from !== i);
  const blocks = order.some((_, i) => i > 0 && magnitude(entry(d, i, i - 1)) > 0);
  const rowLabels = permuteLabels(labelled.rowLabels, order);
  const permutation: ComplexPart = {
    name: 'P',
    role: 'permutation of the rows and columns, PAPᵀ = LDLᴴ',
    matrix: p,
    power: 0,
    rowLabels,
    columnLabels: labelled.rowLabels,
  };
  return {
    formula: exchanged ? 'A = PᵀLDLᴴP' : 'A = LDLᴴ',
    factors: [
      ...(exchanged ? [permutation] : []),
      { name: 'L', role: 'lower triangular, unit diagonal', matrix: l, power: 0, rowLabels },
      {
        name: 'D',
        role: blocks ? 'diagonal but for Hermitian blocks of 2×2' : 'diagonal and real, the pivots',
        matrix: d,
        power: 1,
      },
    ],
    ...measured(a, complexMultiply(complexMultiply(pt, inside), p), '‖A − PᵀLDLᴴP‖ / (n ‖A‖ ulp)', bound),
    unitary: null,
    warnings: [],
  };
}
