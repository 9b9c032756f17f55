// A = QTQᵀ, T tridiagonal, by Householder reflectors in blocks. Source: J. J. Dongarra, D. C. Sorensen and S. J. Hammarling,
// Block reduction of matrices to condensed forms for eigenvalue computations, J. Comput. Appl. Math. 27, 1989.

import { allocate, clear, mark, release } from './memory';
import { addMatrixVector, addSymmetricVector, transposedMatrixVector } from './matrixVector';
import { addProduct } from './product';
import { makeReflector } from './reflector';
import { at } from './simd';
import { addScaled, dot, scale } from './vector';

const panel: i32 = 32;
const slab: i32 = 64;

/**
 * Reduces the lower triangle of a column-major symmetric A. `d` takes the n entries of the diagonal of T, `e` the n − 1
 * beside it, `tau` the n − 1 factors of the reflectors, whose vectors are left below the subdiagonal with their ones on
 * it; what is above the diagonal is overwritten.
 */
export function reduceToTridiagonal(n: i32, a: usize, d: usize, e: usize, tau: usize): void {
  const before = mark();
  const w = allocate(n * panel);
  for (let j = 0; j < n; j += panel) {
    const width = min(panel, n - j);
    const rest = n - j - width;
    const corner = at(a, j * (n + 1));
    reducePanel(n - j, width, corner, n, w, at(d, j), at(e, j), at(tau, j));
    // A₂₂ −= VWᵀ + WVᵀ, on and below the diagonal
    for (let q = 0; q < rest; q += slab) {
      const columns = min(slab, rest - q);
      const v = at(corner, width + q);
      const wRows = at(w, width + q);
      const to = at(corner, (width + q) * (n + 1));
      addProduct(rest - q, columns, width, -1, v, 1, n, wRows, n - j, 1, to, 1, n);
      addProduct(rest - q, columns, width, -1, wRows, 1, n - j, v, n, 1, to, 1, n);
    }
  }
  release(before);
}

/** The first k columns of an n × n A, and W, n × k, with which the rest is to be updated. */
function reducePanel(n: i32, k: i32, a: usize, stride: i32, w: usize, d: usize, e: usize, tau: usize): void {
  const before = mark();
  const row = allocate(k);
  clear(w, n * k);
  for (let j = 0; j < k; j++) {
    const column = at(a, j * stride);
    // what the j reflectors before do to this column
    updateColumn(n - j, j, at(a, j), stride, at(w, j), n, at(column, j), row);
    store<f64>(at(d, j), load<f64>(at(column, j)));
    if (j + 1 === n) break;
    const v = at(column, j + 1);
    const rows = n - j - 1;
    const tauJ = makeReflector(rows, v);
    store<f64>(at(tau, j), tauJ);
    store<f64>(at(e, j), load<f64>(v));
    store<f64>(v, 1);
    // w = τ (A − VWᵀ − WVᵀ) v, less what makes it orthogonal: w −= ½ τ (wᵀv) v
    const wJ = at(w, j * n + j + 1);
    addSymmetricVector(rows, at(a, (j + 1) * (stride + 1)), stride, v, wJ);
    transposedMatrixVector(rows, j, at(w, j + 1), n, v, row);
    addMatrixVector(rows, j, -1, at(a, j + 1), stride, row, wJ);
    transposedMatrixVector(rows, j, at(a, j + 1), stride, v, row);
    addMatrixVector(rows, j, -1, at(w, j + 1), n, row, wJ);
    scale(rows, tauJ, wJ);
    addScaled(rows, -0.5 * tauJ * dot(rows, wJ, v), v, wJ);
  }
  release(before);
}

/** a −= V wᵀ + W vᵀ where w and v are the first rows of the n × k blocks W and V. */
function updateColumn(n: i32, k: i32, v: usize, vStride: i32, w: usize, wStride: i32, a: usize, row: usize): void {
  for (let p = 0; p < k; p++) store<f64>(at(row, p), load<f64>(at(w, p * wStride)));
  addMatrixVector(n, k, -1, v, vStride, row, a);
  for (let p = 0; p < k; p++) store<f64>(at(row, p), load<f64>(at(v, p * vStride)));
  addMatrixVector(n, k, -1, w, wStride, row, a);
}
