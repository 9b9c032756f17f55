// PA = LU with partial pivoting, in place, row-major. By halves of the columns. Source: S. Toledo, Locality of
// reference in LU decomposition with partial pivoting, SIAM J. Matrix Anal. Appl. 18, 1997.

import { allocate, mark, release } from './memory';
import { addProduct } from './product';
import { at } from './simd';
import { copyView } from './transpose';
import { solveTriangular } from './triangular';
import { addScaled, exchange, indexOfLargest, scale } from './vector';

const panel: i32 = 16;

/**
 * Below the diagonal of A, L without its ones; on and above it, U. Row i was exchanged with row `pivots[i]`, a 32-bit
 * number, for i = 0 … min(m, n) − 1 in this order. A column without a pivot other than 0 is left as it is.
 */
export function factorLu(m: i32, n: i32, a: usize, stride: i32, pivots: usize): void {
  if (n <= panel || m === 1) {
    factorPanel(m, n, a, stride, pivots);
    return;
  }
  const left = min(m, n) >> 1;
  const right = at(a, left);
  const corner = at(right, left * stride);
  const pivotsBelow = pivots + ((<usize>left) << 2);
  factorLu(m, left, a, stride, pivots);
  exchangeRows(left, n - left, right, stride, pivots);
  solveTriangular(true, true, left, n - left, a, stride, 1, right, stride, 1);
  addProduct(m - left, n - left, left, -1, at(a, left * stride), stride, 1, right, stride, 1, corner, stride, 1);
  factorLu(m - left, n - left, corner, stride, pivotsBelow);
  const count = min(m, n) - left;
  exchangeRows(count, left, at(a, left * stride), stride, pivotsBelow);
  for (let i = 0; i < count; i++) {
    const to = pivotsBelow + ((<usize>i) << 2);
    store<i32>(to, load<i32>(to) + left);
  }
}

/** Exchanges row i with row `pivots[i]` for i = 0 … count − 1, in n columns. */
function exchangeRows(count: i32, n: i32, a: usize, stride: i32, pivots: usize): void {
  for (let i = 0; i < count; i++) {
    const other = load<i32>(pivots + ((<usize>i) << 2));
    if (other !== i) exchange(n, at(a, i * stride), at(a, other * stride), 1);
  }
}

/** A narrow A, column by column, in a column-major copy. */
function factorPanel(m: i32, n: i32, a: usize, stride: i32, pivots: usize): void {
  const before = mark();
  const columns = allocate(m * n);
  copyView(n, m, a, 1, stride, columns, m);
  for (let j = 0; j < min(m, n); j++) {
    const diagonal = at(columns, j * m + j);
    const p = j + indexOfLargest(m - j, diagonal);
    store<i32>(pivots + ((<usize>j) << 2), p);
    if (p !== j) exchange(n, at(columns, j), at(columns, p), m);
    const pivot = load<f64>(diagonal);
    if (pivot === 0) continue;
    divide(m - j - 1, pivot, at(diagonal, 1));
    for (let q = j + 1; q < n; q++)
      addScaled(m - j - 1, -load<f64>(at(columns, q * m + j)), at(diagonal, 1), at(columns, q * m + j + 1));
  }
  copyView(m, n, columns, 1, m, a, stride);
  release(before);
}

/** x := x / s, by the reciprocal where that is a normal number. */
function divide(n: i32, s: f64, x: usize): void {
  if (abs(s) > 1e-290) {
    scale(n, 1 / s, x);
    return;
  }
  for (let i = 0; i < n; i++) store<f64>(at(x, i), load<f64>(at(x, i)) / s);
}
