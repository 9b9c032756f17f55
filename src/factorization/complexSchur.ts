import type { RealSchur } from './francis';
import {
  complexOf,
  conjugate,
  entry,
  magnitude,
  minus,
  over,
  setEntry,
  times,
  type Complex,
  type ComplexMatrix,
} from './complex';

export interface ComplexSchur {
  readonly q: ComplexMatrix;
  /** Upper triangular, the eigenvalues on its diagonal. */
  readonly t: ComplexMatrix;
}

/**
 * A = QTQᴴ with T upper triangular, from the real Schur form: each 2×2 block is made triangular by a complex rotation
 * whose first column is an eigenvector of the block. Eigenvalues of a block are exact conjugates.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 7.4.1 (real form) and 7.1.3 (complex).
 */
export function complexSchur(real: RealSchur): ComplexSchur {
  const n = real.t.rows;
  const q = complexOf(real.q);
  const t = complexOf(real.t);
  for (let k = 0; k < n - 1; k++) {
    if (real.t.values[(k + 1) * n + k] === 0) continue;
    const [a, b, c, d] = [entry(t, k, k).re, entry(t, k, k + 1).re, entry(t, k + 1, k).re, entry(t, k + 1, k + 1).re];
    const p = (a - d) / 2;
    const lambda: Complex = { re: (a + d) / 2, im: Math.sqrt(-(p * p + b * c)) };
    // (λ − d, c) is an eigenvector of the block; G has it, normalized, as first column
    const top = minus(lambda, { re: d, im: 0 });
    const length = Math.hypot(top.re, top.im, c);
    const x = over(top, { re: length, im: 0 });
    const y: Complex = { re: c / length, im: 0 };
    rotateColumns(q, k, x, y, n);
    rotateColumns(t, k, x, y, k + 2);
    rotateRows(t, k, x, y);
    setEntry(t, k, k, lambda);
    setEntry(t, k + 1, k, { re: 0, im: 0 });
    setEntry(t, k + 1, k + 1, conjugate(lambda));
  }
  return { q, t };
}

/** Columns k, k + 1 times G = (x −ȳ; y x̄), in rows 0 … toRow − 1. */
function rotateColumns(a: ComplexMatrix, k: number, x: Complex, y: Complex, toRow: number): void {
  for (let i = 0; i < toRow; i++) {
    const [first, second] = [entry(a, i, k), entry(a, i, k + 1)];
    const [fx, sy] = [times(first, x), times(second, y)];
    setEntry(a, i, k, { re: fx.re + sy.re, im: fx.im + sy.im });
    setEntry(a, i, k + 1, minus(times(second, conjugate(x)), times(first, conjugate(y))));
  }
}

/** Rows k, k + 1 times Gᴴ, from column k on. */
function rotateRows(a: ComplexMatrix, k: number, x: Complex, y: Complex): void {
  for (let j = k; j < a.re.columns; j++) {
    const [first, second] = [entry(a, k, j), entry(a, k + 1, j)];
    const [fx, sy] = [times(first, conjugate(x)), times(second, conjugate(y))];
    setEntry(a, k, j, { re: fx.re + sy.re, im: fx.im + sy.im });
    setEntry(a, k + 1, j, minus(times(second, x), times(first, y)));
  }
}

/** Beyond this an eigenvector in the making is scaled down, so that a long Jordan block cannot overflow it. */
const large = 2 ** 300;

/**
 * The eigenvector of triangular T for its k-th diagonal entry λ, by back substitution: x_k = 1 and, upwards,
 *   x_i = − Σ_{i<j≤k} t_ij x_j / (t_ii − λ).
 * A difference t_ii − λ below `smallest` is replaced by it, which is what rounding may have made of it.
 * Source: Golub and Van Loan, section 7.6.4; LAPACK's xTREVC.
 */
export function triangularEigenvector(t: ComplexMatrix, k: number, smallest: number): Complex[] {
  const lambda = entry(t, k, k);
  const x: Complex[] = Array.from({ length: t.re.rows }, (_, i) => ({ re: i === k ? 1 : 0, im: 0 }));
  for (let i = k - 1; i >= 0; i--) {
    let sum: Complex = { re: 0, im: 0 };
    for (let j = i + 1; j <= k; j++) sum = minus(sum, times(entry(t, i, j), x[j]!));
    const difference = minus(entry(t, i, i), lambda);
    const component = over(sum, magnitude(difference) < smallest ? { re: smallest, im: 0 } : difference);
    x[i] = component;
    const size = magnitude(component);
    if (size > large) for (let j = i; j <= k; j++) x[j] = { re: x[j]!.re / size, im: x[j]!.im / size };
  }
  return x;
}
