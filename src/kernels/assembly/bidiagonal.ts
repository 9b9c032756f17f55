// A = QBPᵀ, B upper bidiagonal, by Householder reflectors in blocks. Source: J. J. Dongarra, D. C. Sorensen and
// S. J. Hammarling, J. Comput. Appl. Math. 27, 1989.

import { allocate, clear, mark, release } from './memory';
import { addMatrixVector, transposedMatrixVector } from './matrixVector';
import { addProduct } from './product';
import { makeReflector } from './reflector';
import { at } from './simd';
import { scale } from './vector';

const panel: i32 = 32;

/**
 * Reduces a column-major m × n A, m ≥ n. `d` and `e` take the n and n − 1 entries of B, `tauQ` and `tauP` the factors of the
 * reflectors. Their vectors, with ones, are left on and below the diagonal of A, and below the diagonal of `rows`, n × n.
 */
export function reduceToBidiagonal(
  m: i32,
  n: i32,
  a: usize,
  rows: usize,
  d: usize,
  e: usize,
  tauQ: usize,
  tauP: usize,
): void {
  const before = mark();
  const x = allocate(m * panel);
  const y = allocate(n * panel);
  for (let j = 0; j < n; j += panel) {
    const width = min(panel, n - j);
    const corner = at(a, j * (m + 1));
    const rowsCorner = at(rows, j * (n + 1));
    reducePanel(m - j, n - j, width, corner, m, rowsCorner, n, x, y, at(d, j), at(e, j), at(tauQ, j), at(tauP, j));
    // A₂₂ −= V Yᵀ + X Rᵀ
    const restM = m - j - width;
    const restN = n - j - width;
    const to = at(corner, width * (m + 1));
    addProduct(restM, restN, width, -1, at(corner, width), 1, m, at(y, width), n - j, 1, to, 1, m);
    addProduct(restM, restN, width, -1, at(x, width), 1, m - j, at(rowsCorner, width), n, 1, to, 1, m);
  }
  release(before);
}

/** The first k columns and rows of an m × n A, and X, m × k, and Y, n × k, with which the rest is to be updated. */
function reducePanel(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aStride: i32,
  rows: usize,
  rowsStride: i32,
  x: usize,
  y: usize,
  d: usize,
  e: usize,
  tauQ: usize,
  tauP: usize,
): void {
  const before = mark();
  const short = allocate(k + 1);
  clear(x, m * k);
  clear(y, n * k);
  for (let i = 0; i < k; i++) {
    const diagonal = at(a, i * (aStride + 1));
    // a_i −= V y_iᵀ + X r_iᵀ
    copyRow(i, at(y, i), n, short);
    addMatrixVector(m - i, i, -1, at(a, i), aStride, short, diagonal);
    copyRow(i, at(rows, i), rowsStride, short);
    addMatrixVector(m - i, i, -1, at(x, i), m, short, diagonal);
    const left = makeReflector(m - i, diagonal);
    store<f64>(at(tauQ, i), left);
    store<f64>(at(d, i), load<f64>(diagonal));
    store<f64>(diagonal, 1);
    if (i + 1 === n) break;

    // y = τ (Aᵀv − Y Vᵀv − R Xᵀv)
    const rest = n - i - 1;
    const yI = at(y, i * n + i + 1);
    transposedMatrixVector(m - i, rest, at(diagonal, aStride), aStride, diagonal, yI);
    transposedMatrixVector(m - i, i, at(a, i), aStride, diagonal, short);
    addMatrixVector(rest, i, -1, at(y, i + 1), n, short, yI);
    transposedMatrixVector(m - i, i, at(x, i), m, diagonal, short);
    addMatrixVector(rest, i, -1, at(rows, i + 1), rowsStride, short, yI);
    scale(rest, left, yI);

    // row i of A −= Y v_iᵀ + R x_iᵀ
    const r = at(rows, i * rowsStride + i + 1);
    copyRow(rest, at(diagonal, aStride), aStride, r);
    copyRow(i + 1, at(a, i), aStride, short);
    addMatrixVector(rest, i + 1, -1, at(y, i + 1), n, short, r);
    copyRow(i, at(x, i), m, short);
    addMatrixVector(rest, i, -1, at(rows, i + 1), rowsStride, short, r);
    const right = makeReflector(rest, r);
    store<f64>(at(tauP, i), right);
    store<f64>(at(e, i), load<f64>(r));
    store<f64>(r, 1);

    // x = τ (Ar − V Yᵀr − X Rᵀr)
    const below = m - i - 1;
    const xI = at(x, i * m + i + 1);
    addMatrixVector(below, rest, 1, at(diagonal, aStride + 1), aStride, r, xI);
    transposedMatrixVector(rest, i + 1, at(y, i + 1), n, r, short);
    addMatrixVector(below, i + 1, -1, at(a, i + 1), aStride, short, xI);
    transposedMatrixVector(rest, i, at(rows, i + 1), rowsStride, r, short);
    addMatrixVector(below, i, -1, at(x, i + 1), m, short, xI);
    scale(below, right, xI);
  }
  release(before);
}

/** n elements that lie `stride` apart, side by side. */
function copyRow(n: i32, from: usize, stride: i32, to: usize): void {
  for (let i = 0; i < n; i++) store<f64>(at(to, i), load<f64>(at(from, i * stride)));
}
