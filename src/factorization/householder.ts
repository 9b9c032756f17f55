import { createMatrix, type Matrix } from '../matrix/dense';
import { identity } from './factor';

/** H = I − τ v vᵀ, with v₀ = 1. τ = 0 is the identity. */
export interface Reflector {
  readonly v: Float64Array;
  readonly tau: number;
  /** What H leaves of x: Hx = alpha · e₁. */
  readonly alpha: number;
}

/**
 * The Householder reflector that turns x into a multiple of e₁. Scaled by max |x|, so that a vector near
 * underflow still gives an orthogonal H.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithm 5.1.1.
 */
export function reflector(x: Float64Array): Reflector {
  const v = new Float64Array(x.length);
  v[0] = 1;
  let scale = 0;
  for (const value of x) scale = Math.max(scale, Math.abs(value));
  const tailIsZero = x.every((value, i) => i === 0 || value === 0);
  if (tailIsZero) return { v, tau: 0, alpha: x[0]! };

  let sum = 0;
  for (const value of x) sum += (value / scale) ** 2;
  const first = x[0]! / scale;
  // the sign that does not cancel
  const alpha = first > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
  for (let i = 1; i < x.length; i++) v[i] = x[i]! / scale / (first - alpha);
  return { v, tau: (alpha - first) / alpha, alpha: alpha * scale };
}

/** A := HA on rows `row` …, columns `fromColumn` …, in place. */
export function applyLeft(h: Reflector, a: Matrix, row: number, fromColumn: number): void {
  if (h.tau === 0) return;
  const { columns, values } = a;
  for (let j = fromColumn; j < columns; j++) {
    // s = τ vᵀ a_j;  a_j −= s v
    let s = 0;
    for (let i = 0; i < h.v.length; i++) s += h.v[i]! * values[(row + i) * columns + j]!;
    s *= h.tau;
    for (let i = 0; i < h.v.length; i++) values[(row + i) * columns + j]! -= s * h.v[i]!;
  }
}

/** A := AH on columns `column` …, rows 0 … toRow − 1, in place. */
export function applyRight(h: Reflector, a: Matrix, column: number, toRow: number): void {
  if (h.tau === 0) return;
  const { columns, values } = a;
  for (let i = 0; i < toRow; i++) {
    // s = τ a_i v;  a_i −= s vᵀ
    const start = i * columns + column;
    let s = 0;
    for (let j = 0; j < h.v.length; j++) s += values[start + j]! * h.v[j]!;
    s *= h.tau;
    for (let j = 0; j < h.v.length; j++) values[start + j]! -= s * h.v[j]!;
  }
}

/** Column j of A from row `row` down. */
export function columnBelow(a: Matrix, row: number, column: number): Float64Array {
  return Float64Array.from({ length: a.rows - row }, (_, i) => a.values[(row + i) * a.columns + column]!);
}

/**
 * A = QR, k = min(m, n): Q m×k with orthonormal columns, R k×n upper triangular. `checkpoint` is called once a column.
 * Source: Golub and Van Loan, algorithms 5.2.1 and 5.1.6 (Q by backward accumulation).
 */
export function householderQr(a: Matrix, checkpoint: () => void): { q: Matrix; r: Matrix } {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  const work: Matrix = { rows: m, columns: n, values: a.values.slice() };
  const reflectors: Reflector[] = [];
  for (let j = 0; j < k; j++) {
    checkpoint();
    const h = reflector(columnBelow(work, j, j));
    applyLeft(h, work, j, j);
    reflectors.push(h);
  }
  const r = createMatrix(k, n);
  for (let i = 0; i < k; i++) for (let j = i; j < n; j++) r.values[i * n + j] = work.values[i * n + j]!;

  return { q: orthogonalFrom(reflectors, m, checkpoint), r };
}

/** Q = H₁ H₂ … H_k times the first k columns of I, m × k, of reflectors that begin at row 0, 1, …, k − 1. */
export function orthogonalFrom(reflectors: readonly Reflector[], m: number, checkpoint: () => void): Matrix {
  const k = reflectors.length;
  const q = createMatrix(m, k);
  q.values.set(identity(k).values);
  for (let j = k - 1; j >= 0; j--) {
    checkpoint();
    applyLeft(reflectors[j]!, q, j, j);
  }
  return q;
}
