import { ulp } from '../checks';
import {
  conjugate,
  entry,
  magnitude,
  minus,
  over,
  principalRoot,
  setEntry,
  times,
  type Complex,
  type ComplexMatrix,
} from '../complex';
import type { ComplexSchur } from '../complexSchur';
import { complexNorm, realDiagonal } from './products';

/** Steps for one eigenvalue, which takes 2 or 3 on average; LAPACK allows 30. */
const maximumStepsEach = 60;

const plus = (x: Complex, y: Complex): Complex => ({ re: x.re + y.re, im: x.im + y.im });

/**
 * A = QTQᴴ with T upper triangular, of a complex A whose entries are about 1: Hessenberg form and single-shifted QR steps by
 * Givens rotations, with Wilkinson's shifts and deflation. Null if it did not converge. `checkpoint` is called once a step.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 7.4 and 7.5; LAPACK's xLAHQR.
 */
export function schurOfComplex(a: ComplexMatrix, checkpoint: () => void): ComplexSchur | null {
  const n = a.re.rows;
  const { q, h: t } = hessenbergOfComplex(a, checkpoint);
  const size = complexNorm(a);
  let high = n - 1;
  let steps = 0;
  while (high > 0) {
    checkpoint();
    let low = high;
    while (low > 0 && !negligible(t, low, size)) low--;
    if (low > 0) setEntry(t, low, low - 1, { re: 0, im: 0 });
    if (low === high) {
      high--;
      steps = 0;
      continue;
    }
    if (steps++ >= maximumStepsEach) return null;
    qrStep(t, q, low, high, shiftOf(t, high, steps));
  }
  return { q, t };
}

/** A = QHQᴴ with zeros below the first subdiagonal of H: each entry there is rotated into the one above it. */
export function hessenbergOfComplex(a: ComplexMatrix, checkpoint: () => void): { q: ComplexMatrix; h: ComplexMatrix } {
  const n = a.re.rows;
  const copy = (part: ComplexMatrix['re']): ComplexMatrix['re'] => ({ ...part, values: part.values.slice() });
  const h: ComplexMatrix = { re: copy(a.re), im: copy(a.im) };
  const q = realDiagonal(new Float64Array(n).fill(1));
  for (let j = 0; j < n - 2; j++) {
    checkpoint();
    for (let i = n - 1; i > j + 1; i--) rotateInto(h, q, i - 1, j);
  }
  return { q, h };
}

function negligible(t: ComplexMatrix, i: number, size: number): boolean {
  const neighbours = magnitude(entry(t, i - 1, i - 1)) + magnitude(entry(t, i, i));
  return magnitude(entry(t, i, i - 1)) <= Math.max(ulp * neighbours, ulp * ulp * size);
}

/** The eigenvalue of the last 2×2 block nearest to its last entry; now and then another, to break a cycle. */
function shiftOf(t: ComplexMatrix, high: number, step: number): Complex {
  const d = entry(t, high, high);
  const c = entry(t, high, high - 1);
  if (step % 10 === 0) return { re: d.re + 0.75 * magnitude(c), im: d.im };
  const [a, b] = [entry(t, high - 1, high - 1), entry(t, high - 1, high)];
  const half = minus(a, d);
  const p: Complex = { re: half.re / 2, im: half.im / 2 };
  const bc = times(b, c);
  if (magnitude(bc) === 0) return d;
  const r = principalRoot(plus(times(p, p), bc));
  const [sum, difference] = [plus(p, r), minus(p, r)];
  // d − bc / (p ± r), with the sign that does not cancel
  return minus(d, over(bc, magnitude(sum) >= magnitude(difference) ? sum : difference));
}

/** T − σI = QR and RQ + σI on rows low … high, by chasing the rotation that the first column needs. */
function qrStep(t: ComplexMatrix, q: ComplexMatrix, low: number, high: number, shift: Complex): void {
  const first = minus(entry(t, low, low), shift);
  rotate(t, q, low, givens(first, entry(t, low + 1, low)));
  for (let k = low + 1; k < high; k++) rotateInto(t, q, k, k - 1);
}

interface Givens {
  readonly c: number;
  readonly s: Complex;
}

/** (c s; −s̄ c) that turns (x, y) into (r, 0). */
function givens(x: Complex, y: Complex): Givens {
  const [sizeX, sizeY] = [magnitude(x), magnitude(y)];
  if (sizeY === 0) return { c: 1, s: { re: 0, im: 0 } };
  const length = Math.hypot(sizeX, sizeY);
  if (sizeX === 0) return { c: 0, s: over(conjugate(y), { re: sizeY, im: 0 }) };
  const phase = over(x, { re: sizeX, im: 0 });
  return { c: sizeX / length, s: over(times(phase, conjugate(y)), { re: length, im: 0 }) };
}

/** Makes entry (row + 1, column) of T zero by a rotation of rows row, row + 1. */
function rotateInto(t: ComplexMatrix, q: ComplexMatrix, row: number, column: number): void {
  rotate(t, q, row, givens(entry(t, row, column), entry(t, row + 1, column)));
  setEntry(t, row + 1, column, { re: 0, im: 0 });
}

/** T := GTGᴴ and Q := QGᴴ for the rotation of rows k, k + 1. */
function rotate(t: ComplexMatrix, q: ComplexMatrix, k: number, { c, s }: Givens): void {
  const n = t.re.rows;
  const by = (x: Complex): Complex => ({ re: c * x.re, im: c * x.im });
  for (let j = 0; j < n; j++) {
    const [x, y] = [entry(t, k, j), entry(t, k + 1, j)];
    setEntry(t, k, j, plus(by(x), times(s, y)));
    setEntry(t, k + 1, j, minus(by(y), times(conjugate(s), x)));
  }
  for (const matrix of [t, q])
    for (let i = 0; i < n; i++) {
      const [x, y] = [entry(matrix, i, k), entry(matrix, i, k + 1)];
      setEntry(matrix, i, k, plus(by(x), times(conjugate(s), y)));
      setEntry(matrix, i, k + 1, minus(by(y), times(s, x)));
    }
}
