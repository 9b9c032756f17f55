// A ≈ WH with W, H ≥ 0 by hierarchical alternating least squares. Sources: A. Cichocki and A.-H. Phan, IEICE Trans.
// Fundamentals E92-A, 2009; with more than one round for each product: N. Gillis and F. Glineur, Accelerated multiplicative
// updates and hierarchical ALS algorithms for nonnegative matrix factorization, Neural Computation 24, 2012.

import { allocate, clear, mark, release } from './memory';
import { addMatrixVector } from './matrixVector';
import { addProduct } from './product';
import { at, laneSum } from './simd';
import { dot } from './vector';

/** Rounds for each product, and the share of the first round's change below which they stop. */
const maximumRounds: i32 = 10;
const smallChange: f64 = 0.01;

/**
 * Improves W, given as its transpose, k × m, and H, k × n, for a row-major m × n A, until an iteration lowers ½‖A − WH‖² by
 * less than `tolerance` times what it was at the start, or `maximum` are done. `objective`, maximum + 1 numbers, takes it
 * before each and after the last. Gives the number of iterations.
 */
export function nonnegative(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  w: usize,
  h: usize,
  maximum: i32,
  tolerance: f64,
  objective: usize,
): i32 {
  const before = mark();
  const gram = allocate(k * k);
  const crossW = allocate(k * m);
  const crossH = allocate(k * n);
  const square = dot(m * n, a, a);
  let done = 0;
  for (;;) {
    // W: minimize over it with HHᵀ and H Aᵀ
    clear(gram, k * k);
    clear(crossW, k * m);
    addProduct(k, k, n, 1, h, n, 1, h, 1, n, gram, k, 1);
    addProduct(k, m, n, 1, h, n, 1, a, 1, n, crossW, m, 1);
    const value = max(0, 0.5 * square - dot(k * m, w, crossW) + 0.5 * quadratic(m, k, gram, w));
    store<f64>(at(objective, done), value);
    const first = load<f64>(objective);
    const enough = done > 0 && load<f64>(at(objective, done - 1)) - value <= tolerance * first;
    if (done === maximum || enough) break;
    improve(m, k, gram, crossW, w);
    // H: with WᵀW and WᵀA
    clear(gram, k * k);
    clear(crossH, k * n);
    addProduct(k, k, m, 1, w, m, 1, w, 1, m, gram, k, 1);
    addProduct(k, n, m, 1, w, m, 1, a, n, 1, crossH, n, 1);
    improve(n, k, gram, crossH, h);
    done++;
  }
  release(before);
  return done;
}

/** Σ_ij g_ij x_iᵀx_j over the k rows of X, k × m. */
function quadratic(m: i32, k: i32, gram: usize, x: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < k; i++) {
    const row = at(x, i * m);
    sum += load<f64>(at(gram, i * k + i)) * dot(m, row, row);
    for (let j = 0; j < i; j++) sum += 2 * load<f64>(at(gram, i * k + j)) * dot(m, row, at(x, j * m));
  }
  return sum;
}

/** Rounds of x_i := max(0, x_i + (c_i − Σ_j g_ij x_j) / g_ii) over the rows of X, k × m. */
function improve(m: i32, k: i32, gram: usize, cross: usize, x: usize): void {
  const before = mark();
  const residual = allocate(m);
  let firstChange: f64 = 0;
  for (let round = 0; round < maximumRounds; round++) {
    let change: f64 = 0;
    for (let i = 0; i < k; i++) {
      const curvature = load<f64>(at(gram, i * k + i));
      if (curvature <= 0) continue;
      memory.copy(residual, at(cross, i * m), (<usize>m) << 3);
      addMatrixVector(m, k, -1, x, m, at(gram, i * k), residual);
      change += moveRow(m, 1 / curvature, residual, at(x, i * m));
    }
    if (round === 0) firstChange = change;
    else if (change <= smallChange * smallChange * firstChange) break;
  }
  release(before);
}

/** x := max(0, x + s r); gives the square of what it moved. */
function moveRow(m: i32, s: f64, r: usize, x: usize): f64 {
  const factor = f64x2.splat(s);
  const zero = f64x2.splat(0);
  let sum = zero;
  let i = 0;
  for (; i + 2 <= m; i += 2) {
    const old = v128.load(at(x, i));
    const fresh = f64x2.max(zero, f64x2.add(old, f64x2.mul(factor, v128.load(at(r, i)))));
    const change = f64x2.sub(fresh, old);
    sum = f64x2.add(sum, f64x2.mul(change, change));
    v128.store(at(x, i), fresh);
  }
  let total = laneSum(sum);
  if (i < m) {
    const old = load<f64>(at(x, i));
    const fresh = max(0, old + s * load<f64>(at(r, i)));
    total += (fresh - old) * (fresh - old);
    store<f64>(at(x, i), fresh);
  }
  return total;
}
