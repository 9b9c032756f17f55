import { createMatrix, transpose } from '../../matrix/dense';
import { conjugate, entry, magnitude, over, setEntry, times, type Complex, type ComplexMatrix } from '../complex';
import { permuteLabels } from '../factor';
import { rowPermutation } from '../lu';
import { measured, type ComplexParts, type ComplexTask } from './parts';
import { toComplexColumns, fromComplexColumns, innerProduct, lengthOf, type ComplexColumn } from './columns';
import { complexMultiply, unitaryError } from './products';

/** LAPACK's bound for QR. */
const bound = 30;

export interface ComplexQr {
  /** m × k with orthonormal columns, k = min(m, n). */
  readonly q: ComplexMatrix;
  /** k × n, upper triangular with a real diagonal that is not negative. */
  readonly r: ComplexMatrix;
  /** Column j of AP is column order[j] of A; the identity without pivoting. */
  readonly order: readonly number[];
}

/** I − τvvᴴ with τ = 2 / ‖v‖²: unitary however v is rounded. */
interface Reflector {
  readonly v: ComplexColumn;
  readonly tau: number;
}

/** y := y − τv(vᴴy) for a v that is 0 before entry `from`. */
function reflect(y: ComplexColumn, { v, tau }: Reflector, from: number): void {
  let share: Complex = { re: 0, im: 0 };
  for (let i = from; i < v.re.length; i++) {
    const term = times({ re: v.re[i]!, im: -v.im[i]! }, { re: y.re[i]!, im: y.im[i]! });
    share = { re: share.re + term.re, im: share.im + term.im };
  }
  for (let i = from; i < v.re.length; i++) {
    y.re[i]! -= tau * (v.re[i]! * share.re - v.im[i]! * share.im);
    y.im[i]! -= tau * (v.re[i]! * share.im + v.im[i]! * share.re);
  }
}

/** (I − τvvᴴ)x = −phase(x_from) ‖x‖ e_from for what x has from `from` on, with a v of length 1 but for rounding; null where that is 0. */
function reflector(x: ComplexColumn, from: number): Reflector | null {
  const v: ComplexColumn = { re: x.re.slice(), im: x.im.slice() };
  v.re.fill(0, 0, from);
  v.im.fill(0, 0, from);
  const length = lengthOf(v);
  if (length === 0) return null;
  const lead: Complex = { re: v.re[from]!, im: v.im[from]! };
  const size = magnitude(lead);
  const phase = size === 0 ? { re: 1, im: 0 } : { re: lead.re / size, im: lead.im / size };
  v.re[from]! += phase.re * length;
  v.im[from]! += phase.im * length;
  const norm = lengthOf(v);
  const unit = { re: v.re.map((value) => value / norm), im: v.im.map((value) => value / norm) };
  return { v: unit, tau: 2 / innerProduct(unit, unit).re };
}

/**
 * A = QR, or AP = QR with the longest column that is left first, by Householder's reflections, of a complex A of any shape.
 * `checkpoint` is called once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 5.1.13, 5.2.2 and 5.4.2.
 */
function complexQr(a: ComplexMatrix, pivoting: boolean, checkpoint: () => void): ComplexQr {
  const { rows: m, columns: n } = a.re;
  const k = Math.min(m, n);
  const columns = toComplexColumns(a);
  const order = Array.from({ length: n }, (_, j) => j);
  const reflectors: (Reflector | null)[] = [];
  for (let j = 0; j < k; j++) {
    checkpoint();
    if (pivoting) {
      const longest = longestFrom(columns, j);
      [columns[j], columns[longest]] = [columns[longest]!, columns[j]!];
      [order[j], order[longest]] = [order[longest]!, order[j]!];
    }
    const own = reflector(columns[j]!, j);
    reflectors.push(own);
    if (own !== null) for (let c = j; c < n; c++) reflect(columns[c]!, own, j);
  }
  const q = Array.from({ length: k }, (_, j): ComplexColumn => {
    const unit: ComplexColumn = { re: new Float64Array(m), im: new Float64Array(m) };
    unit.re[j] = 1;
    for (let i = k - 1; i >= 0; i--) {
      const own = reflectors[i] ?? null;
      if (own !== null) reflect(unit, own, i);
    }
    return unit;
  });
  const r = fromComplexColumns(columns, m);
  const top: ComplexMatrix = { re: createMatrix(k, n), im: createMatrix(k, n) };
  for (let i = 0; i < k; i++) {
    // Q := QD and R := DᴴR with D the phases of R's diagonal
    const size = magnitude(entry(r, i, i));
    const phase = size === 0 ? { re: 1, im: 0 } : over(entry(r, i, i), { re: size, im: 0 });
    for (let j = i; j < n; j++) setEntry(top, i, j, times(conjugate(phase), entry(r, i, j)));
    setEntry(top, i, i, { re: size, im: 0 });
    turn(q[i]!, phase);
  }
  return { q: fromComplexColumns(q, m), r: top, order };
}

function turn({ re, im }: ComplexColumn, phase: Complex): void {
  for (let i = 0; i < re.length; i++) {
    const turned = times({ re: re[i]!, im: im[i]! }, phase);
    [re[i], im[i]] = [turned.re, turned.im];
  }
}

/** The column with the longest part from row `from` on, of those from `from` on. */
function longestFrom(columns: readonly ComplexColumn[], from: number): number {
  const lengths = columns.map(({ re, im }) => lengthOf({ re: re.subarray(from), im: im.subarray(from) }));
  let longest = from;
  for (let j = from + 1; j < columns.length; j++) if (lengths[j]! > lengths[longest]!) longest = j;
  return longest;
}

/** A = QR, or AP = QR with the longest column first, of an m × n A. */
export function complexQrParts(pivoting: boolean, { a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { q, r, order } = complexQr(a, pivoting, checkpoint);
  const columnLabels = permuteLabels(labelled.columnLabels, order);
  const columns = toComplexColumns(a);
  const permuted = fromComplexColumns(
    order.map((j) => columns[j]!),
    a.re.rows,
  );
  const p = transpose(rowPermutation(order));
  const permutation: ComplexMatrix = { re: p, im: createMatrix(p.rows, p.columns) };
  const formula = pivoting ? '‖AP − QR‖ / (max(m, n) ‖A‖ ulp)' : '‖A − QR‖ / (max(m, n) ‖A‖ ulp)';
  return {
    formula: pivoting ? 'A = QRPᵀ' : 'A = QR',
    factors: [
      { name: 'Q', role: 'orthonormal columns', matrix: q, power: 0, rowLabels: labelled.rowLabels },
      { name: 'R', role: 'upper triangular', matrix: r, power: 1, columnLabels },
      ...(pivoting
        ? [
            {
              name: 'P',
              role: 'permutation of the columns, AP = QR',
              matrix: permutation,
              power: 0,
              rowLabels: labelled.columnLabels,
              columnLabels,
            } as const,
          ]
        : []),
    ],
    ...measured(permuted, complexMultiply(q, r), formula, bound),
    unitary: unitaryError(q),
    warnings: [],
  };
}
