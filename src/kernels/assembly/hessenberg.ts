// A = QHQᵀ, H zero below its subdiagonal, by Householder reflectors in blocks. Source: G. Quintana-Ortí and R. van de Geijn,
// Improving the performance of reduction to Hessenberg form, ACM Trans. Math. Softw. 32, 2006; LAPACK's dgehrd.

import { applyBlock } from './blockReflector';
import { allocate, allocateZeros, clear, copy, mark, release } from './memory';
import { addMatrixVector, transposedMatrixVector } from './matrixVector';
import { addProduct } from './product';
import { makeReflector } from './reflector';
import { at } from './simd';
import { scale } from './vector';

const panel: i32 = 32;

/**
 * Reduces a column-major n × n A in place; H is on and above its subdiagonal. Column j of `v`, n × n, takes reflector j in
 * its rows from j + 1 on, with its one, and `tau` its factor.
 */
export function reduceToHessenberg(n: i32, a: usize, v: usize, tau: usize): void {
  const before = mark();
  const y = allocate(n * panel);
  const t = allocate(panel * panel);
  clear(v, n * n);
  for (let j = 0; j < n - 2; j += panel) {
    const k = min(panel, n - 2 - j);
    const below = j + 1;
    const rows = n - below;
    const block = at(v, j * n + below);
    reducePanel(n, j, k, a, block, y, t, at(tau, j));
    // the rows above: Y = A V T
    const inner = mark();
    const turned = allocateZeros(below * k);
    addProduct(below, k, rows, 1, at(a, below * n), 1, n, block, 1, n, turned, 1, below);
    const above = allocateZeros(below * k);
    addProduct(below, k, k, 1, turned, 1, below, t, k, 1, above, 1, below);
    // A := (A − Y Vᵀ) on the right, where the panel has not done it; (I − V Tᵀ Vᵀ) A on the left
    const right = j + k;
    addProduct(below, rows, k, -1, above, 1, below, block, n, 1, at(a, below * n), 1, n);
    const rest = n - right;
    addProduct(rows, rest, k, -1, at(y, below), 1, n, at(block, right - below), n, 1, at(a, right * n + below), 1, n);
    release(inner);
    applyBlock(rows, rest, k, block, n, t, true, at(a, right * n + below), 1, n);
  }
  release(before);
}

/** Columns j … j + k − 1 below row j, and Y = A V T in these rows, and T, k × k row-major. */
function reducePanel(n: i32, j: i32, k: i32, a: usize, v: usize, y: usize, t: usize, tau: usize): void {
  const before = mark();
  const below = j + 1;
  const rows = n - below;
  const short = allocate(k);
  const turned = allocate(k);
  clear(t, k * k);
  for (let i = 0; i < k; i++) {
    const column = at(a, (j + i) * n + below);
    if (i > 0) {
      // (I − V Tᵀ Vᵀ)(a − Y vᵀ) for the row v of V that meets this column
      for (let p = 0; p < i; p++) store<f64>(at(short, p), load<f64>(at(v, p * n + i - 1)));
      addMatrixVector(rows, i, -1, at(y, below), n, short, column);
      transposedMatrixVector(rows, i, v, n, column, short);
      for (let p = 0; p < i; p++) {
        let sum: f64 = 0;
        for (let q = 0; q <= p; q++) sum += load<f64>(at(t, q * k + p)) * load<f64>(at(short, q));
        store<f64>(at(turned, p), sum);
      }
      addMatrixVector(rows, i, -1, v, n, turned, column);
    }
    const start = at(column, i);
    const tauI = makeReflector(rows - i, start);
    store<f64>(at(tau, i), tauI);
    const reflector = at(v, i * n + i);
    copy(reflector, start, rows - i);
    store<f64>(reflector, 1);
    clear(at(start, 1), rows - i - 1);
    // y = τ (A v − Y Vᵀv)
    const yI = at(y, i * n + below);
    clear(yI, rows);
    addMatrixVector(rows, rows - i, 1, at(a, (below + i) * n + below), n, reflector, yI);
    transposedMatrixVector(rows - i, i, at(v, i), n, reflector, short);
    addMatrixVector(rows, i, -1, at(y, below), n, short, yI);
    scale(rows, tauI, yI);
    // column i of T: −τ T Vᵀv, and τ
    for (let p = 0; p < i; p++) {
      let sum: f64 = 0;
      for (let q = p; q < i; q++) sum += load<f64>(at(t, p * k + q)) * load<f64>(at(short, q));
      store<f64>(at(t, p * k + i), -tauI * sum);
    }
    store<f64>(at(t, i * k + i), tauI);
  }
  release(before);
}
