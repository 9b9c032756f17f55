import { createMatrix, type Matrix } from '../matrix/dense';
import { identity } from './factor';

export interface SymmetricIndefinite {
  /** Row i of PAPᵀ is row order[i] of A. */
  readonly order: readonly number[];
  /** Unit lower triangular. */
  readonly l: Matrix;
  /** Diagonal, but for symmetric blocks of 2×2. */
  readonly d: Matrix;
}

/** (1 + √17) / 8, which bounds the growth of a step of 2×2 by that of two of 1×1. */
const alpha = (1 + Math.sqrt(17)) / 8;

/**
 * PAPᵀ = LDLᵀ of a symmetric A, with pivots of 1×1 or 2×2 chosen so that nothing grows. `checkpoint` is called once a
 * pivot.
 * Source: J. R. Bunch and L. Kaufman, Mathematics of Computation 31, 1977; Golub and Van Loan, Matrix Computations, 4th
 * edition, section 4.4.4.
 */
export function bunchKaufman(a: Matrix, checkpoint: () => void): SymmetricIndefinite {
  const n = a.rows;
  const rest: Matrix = { rows: n, columns: n, values: a.values.slice() };
  const l = identity(n);
  const d = createMatrix(n, n);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n;) {
    checkpoint();
    const { size, row } = choosePivot(n, k, (i, j) => Math.abs(rest.values[i * n + j]!));
    const last = k + size - 1;
    exchangeSymmetric(rest, l, last, row, k);
    [order[last], order[row]] = [order[row]!, order[last]!];
    if (size === 1) takeOne(rest, l, d, k);
    else takeTwo(rest, l, d, k);
    k += size;
  }
  return { order, l, d };
}

/** How large the pivot is, and which row is to stand last in it, by the magnitudes of what is left from row k on. */
export function choosePivot(
  n: number,
  k: number,
  size: (i: number, j: number) => number,
): { size: 1 | 2; row: number } {
  let r = k;
  for (let i = k + 1; i < n; i++) if (r === k || size(i, k) > size(r, k)) r = i;
  const lambda = r === k ? 0 : size(r, k);
  if (lambda === 0 || size(k, k) >= alpha * lambda) return { size: 1, row: k };
  let sigma = 0;
  for (let i = k; i < n; i++) if (i !== r) sigma = Math.max(sigma, size(i, r));
  if (size(k, k) * sigma >= alpha * lambda ** 2) return { size: 1, row: k };
  return size(r, r) >= alpha * sigma ? { size: 1, row: r } : { size: 2, row: r };
}

/** Exchanges two rows and columns of what is left, and the rows of the first `done` columns of L. */
export function exchangeSymmetric(rest: Matrix, l: Matrix, to: number, from: number, done: number): void {
  if (to === from) return;
  const n = rest.rows;
  const exchange = (values: Float64Array, i: number, j: number): void => {
    [values[i], values[j]] = [values[j]!, values[i]!];
  };
  for (let c = 0; c < n; c++) exchange(rest.values, to * n + c, from * n + c);
  for (let c = 0; c < n; c++) exchange(rest.values, c * n + to, c * n + from);
  for (let c = 0; c < done; c++) exchange(l.values, to * n + c, from * n + c);
}

/** S := S − l d lᵀ with d = s_kk; a zero column takes nothing away. */
function takeOne(rest: Matrix, l: Matrix, d: Matrix, k: number): void {
  const n = rest.rows;
  const pivot = rest.values[k * n + k]!;
  d.values[k * n + k] = pivot;
  if (pivot === 0) return;
  for (let i = k + 1; i < n; i++) l.values[i * n + k] = rest.values[i * n + k]! / pivot;
  for (let i = k + 1; i < n; i++)
    for (let j = k + 1; j <= i; j++) {
      const value = rest.values[i * n + j]! - l.values[i * n + k]! * rest.values[j * n + k]!;
      rest.values[i * n + j] = value;
      rest.values[j * n + i] = value;
    }
}

/** S := S − C E⁻¹ Cᵀ with the 2×2 block E in rows k, k + 1. */
function takeTwo(rest: Matrix, l: Matrix, d: Matrix, k: number): void {
  const n = rest.rows;
  const at = (i: number, j: number): number => rest.values[i * n + j]!;
  const e21 = at(k + 1, k);
  d.values.set([at(k, k), e21], k * n + k);
  d.values.set([e21, at(k + 1, k + 1)], (k + 1) * n + k);
  // E / e21, whose determinant is at most α² − 1 < 0, so that nothing overflows
  const [e11, e22] = [at(k, k) / e21, at(k + 1, k + 1) / e21];
  const determinant = e11 * e22 - 1;
  for (let i = k + 2; i < n; i++) {
    const [x, y] = [at(i, k) / e21, at(i, k + 1) / e21];
    l.values[i * n + k] = (x * e22 - y) / determinant;
    l.values[i * n + k + 1] = (y * e11 - x) / determinant;
  }
  for (let i = k + 2; i < n; i++)
    for (let j = k + 2; j <= i; j++) {
      const value = at(i, j) - l.values[i * n + k]! * at(j, k) - l.values[i * n + k + 1]! * at(j, k + 1);
      rest.values[i * n + j] = value;
      rest.values[j * n + i] = value;
    }
}
