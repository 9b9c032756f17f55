import { frobeniusNorm, type Matrix } from '../matrix/dense';
import { ulp } from './checks';
import { identity } from './factor';
import { applyLeft, applyRight, columnBelow, reflector } from './householder';

/** Double steps for one eigenvalue or pair, which takes 2 or 3 on average; LAPACK allows 30 each. */
const maximumStepsEach = 60;
/** Entries below this share of ‖A‖ count as zero: their squares, which the shifts need, would underflow. */
const negligible = 2 ** -400;

export interface RealSchur {
  /** Orthogonal, n × n. */
  readonly q: Matrix;
  /** Quasi-triangular, n × n: a 2×2 block on the diagonal for each pair of complex eigenvalues. */
  readonly t: Matrix;
}

/**
 * A = QTQᵀ, the real Schur form of a square A whose entries are at most about 1: Hessenberg form by Householder
 * reflectors, then Francis's implicit double shifts with deflation. Null if it did not converge.
 * `checkpoint` is called once a step.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithms 7.4.2, 7.5.1 and 7.5.2; exceptional shifts
 * as in EISPACK's hqr (Martin, Peters and Wilkinson, Numerische Mathematik 14, 1970).
 */
export function realSchur(a: Matrix, checkpoint: () => void): RealSchur | null {
  const n = a.rows;
  const t: Matrix = { rows: n, columns: n, values: a.values.slice() };
  const q = identity(n);
  reduceToHessenberg(t, q, checkpoint);
  const floor = negligible * frobeniusNorm(a);

  let high = n - 1;
  let steps = 0;
  while (high > 0) {
    checkpoint();
    const low = deflate(t, high, floor);
    if (low === high) {
      high--;
      steps = 0;
    } else if (low === high - 1) {
      splitRealPair(t, q, low);
      high -= 2;
      steps = 0;
    } else {
      if (steps >= maximumStepsEach) return null;
      steps++;
      francisStep(t, q, low, high, steps % 10 === 0);
    }
  }
  return { q, t };
}

/** A := QᵀAQ with zeros below the first subdiagonal, Q accumulated. */
export function reduceToHessenberg(a: Matrix, q: Matrix, checkpoint: () => void): void {
  const n = a.rows;
  for (let k = 0; k < n - 2; k++) {
    checkpoint();
    const h = reflector(columnBelow(a, k + 1, k));
    applyLeft(h, a, k + 1, k);
    applyRight(h, a, k + 1, n);
    applyRight(h, q, k + 1, n);
    for (let i = k + 2; i < n; i++) a.values[i * n + k] = 0;
  }
}

/** Sets the negligible subdiagonal entry nearest to row `high` to zero; gives the first row of the block that ends there. */
function deflate(t: Matrix, high: number, floor: number): number {
  const n = t.rows;
  for (let i = high; i > 0; i--) {
    const neighbours = Math.abs(t.values[(i - 1) * n + i - 1]!) + Math.abs(t.values[i * n + i]!);
    if (Math.abs(t.values[i * n + i - 1]!) <= Math.max(ulp * neighbours, floor)) {
      t.values[i * n + i - 1] = 0;
      return i;
    }
  }
  return 0;
}

/** One double step on rows `low` … `high`, at least three of them: T := QᵀTQ where Q begins like (T − μ₁I)(T − μ₂I)e₁. */
function francisStep(t: Matrix, q: Matrix, low: number, high: number, exceptional: boolean): void {
  const n = t.rows;
  const at = (i: number, j: number): number => t.values[i * n + j]!;
  // trace and determinant of the last 2×2 block: sum and product of the two shifts
  let trace = at(high - 1, high - 1) + at(high, high);
  let determinant = at(high - 1, high - 1) * at(high, high) - at(high - 1, high) * at(high, high - 1);
  if (exceptional) {
    const size = Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2));
    trace = 1.5 * size;
    determinant = size * size;
  }
  let bulge = Float64Array.of(
    at(low, low) ** 2 + at(low, low + 1) * at(low + 1, low) - trace * at(low, low) + determinant,
    at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - trace),
    at(low + 1, low) * at(low + 2, low + 1),
  );
  // chase the bulge down
  for (let k = low; k < high; k++) {
    const h = reflector(bulge);
    applyLeft(h, t, k, Math.max(k - 1, low));
    applyRight(h, t, k, Math.min(k + 3, high) + 1);
    applyRight(h, q, k, n);
    if (k > low) for (let i = k + 1; i < k + bulge.length; i++) t.values[i * n + k - 1] = 0;
    bulge = Float64Array.from({ length: Math.min(3, high - k) }, (_, i) => at(k + 1 + i, k));
  }
}

/** Makes the 2×2 block that begins at row k triangular by a rotation if its eigenvalues are real. */
function splitRealPair(t: Matrix, q: Matrix, k: number): void {
  const n = t.rows;
  const [a, b, c, d] = [
    t.values[k * n + k]!,
    t.values[k * n + k + 1]!,
    t.values[(k + 1) * n + k]!,
    t.values[(k + 1) * n + k + 1]!,
  ];
  const p = (a - d) / 2;
  const discriminant = p * p + b * c;
  if (c === 0 || discriminant < 0) return;
  // λ = d + z, with the sign that does not cancel; its eigenvector is (z, c)
  const z = p + (p < 0 ? -1 : 1) * Math.sqrt(discriminant);
  const length = Math.hypot(z, c);
  const [cosine, sine] = [z / length, c / length];
  for (let j = k; j < n; j++) {
    const [x, y] = [t.values[k * n + j]!, t.values[(k + 1) * n + j]!];
    t.values[k * n + j] = cosine * x + sine * y;
    t.values[(k + 1) * n + j] = cosine * y - sine * x;
  }
  turnColumns(t, k, cosine, sine, k + 2);
  turnColumns(q, k, cosine, sine, n);
  t.values[(k + 1) * n + k] = 0;
}

/** Columns k and k + 1 := (c x + s y, c y − s x), in rows 0 … toRow − 1. */
function turnColumns(a: Matrix, k: number, cosine: number, sine: number, toRow: number): void {
  for (let i = 0; i < toRow; i++) {
    const at = i * a.columns + k;
    const [x, y] = [a.values[at]!, a.values[at + 1]!];
    a.values[at] = cosine * x + sine * y;
    a.values[at + 1] = cosine * y - sine * x;
  }
}
