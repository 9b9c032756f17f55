import { reduceToBidiagonal } from './bidiagonal';
import { bidiagonalQr } from './bidiagonalQr';
import { applyReflectors } from './blockReflector';
import { joinSvd } from './joinSvd';
import { allocate, allocateZeros, clear, copy, mark, release } from './memory';
import { addProduct } from './product';
import { factorQr } from './qr';
import { at } from './simd';
import { copyView, transpose } from './transpose';

/** Up to this size the QR iteration is as fast as dividing. */
const smallest: i32 = 24;

/**
 * A = USVᵀ of a row-major m × n A with entries of moderate size, which is overwritten; k = min(m, n). `s` takes the singular
 * values, descending, U, m × k, and V, n × k, row-major, their vectors. False if an iteration did not converge.
 */
export function svd(m: i32, n: i32, a: usize, u: usize, s: usize, v: usize): bool {
  const before = mark();
  let converged: bool;
  if (m < n) {
    const flipped = allocate(m * n);
    transpose(m, n, a, flipped);
    converged = svd(n, m, flipped, v, s, u);
  } else if (2 * m >= 3 * n && n > 1) {
    // tall: by way of A = QR, R = U₁SVᵀ, U = QU₁
    const q = allocate(m * n);
    const inner = allocate(n * n);
    factorQr(m, n, a, q);
    for (let i = 1; i < n; i++) clear(at(a, i * n), i);
    converged = squareSvd(n, n, a, inner, s, v);
    clear(u, m * n);
    if (converged) addProduct(m, n, n, 1, q, n, 1, inner, n, 1, u, n, 1);
  } else {
    converged = squareSvd(m, n, a, u, s, v);
  }
  release(before);
  return converged;
}

/** The same for m ≥ n, not much more. */
function squareSvd(m: i32, n: i32, a: usize, u: usize, s: usize, v: usize): bool {
  if (n === 0) return true;
  const columns = allocate(m * n);
  const rows = allocateZeros(n * n);
  const d = allocate(n);
  const e = allocate(n);
  const tauQ = allocate(n);
  const tauP = allocate(n);
  transpose(m, n, a, columns);
  reduceToBidiagonal(m, n, columns, rows, d, e, tauQ, tauP);
  const ofU = allocateZeros(n * n);
  const ofV = allocateZeros(n * n);
  if (!divideBidiagonal(n, 0, d, e, ofU, ofV, n)) return false;

  // descending, in the first n rows of U
  const left = allocateZeros(m * n);
  const right = allocate(n * n);
  for (let j = 0; j < n; j++) {
    const from = n - 1 - j;
    store<f64>(at(s, j), load<f64>(at(d, from)));
    copy(at(left, j * m), at(ofU, from * n), n);
    copy(at(right, j * n), at(ofV, from * n), n);
  }
  applyReflectors(m, n, n, columns, m, tauQ, left, 1, m);
  applyReflectors(n - 1, n, n - 1, at(rows, 1), n, tauP, at(right, 1), 1, n);
  copyView(m, n, left, 1, m, u, n);
  copyView(n, n, right, 1, n, v, n);
  return true;
}

/** The singular values alone, descending. */
export function singularValues(m: i32, n: i32, a: usize, s: usize): bool {
  const before = mark();
  const k = min(m, n);
  const columns = allocate(m * n);
  if (m >= n) transpose(m, n, a, columns);
  else copy(columns, a, m * n);
  const rows = allocateZeros(k * k);
  const d = allocate(k);
  const e = allocate(k);
  const tauQ = allocate(k);
  const tauP = allocate(k);
  reduceToBidiagonal(max(m, n), k, columns, rows, d, e, tauQ, tauP);
  const converged = bidiagonalQr(k, 0, d, e, 0, 0, 0, 0, 0);
  for (let j = 0; j < k; j++) store<f64>(at(s, j), load<f64>(at(d, k - 1 - j)));
  release(before);
  return converged;
}

/**
 * The SVD of an upper bidiagonal B, n × (n + extra), ascending in d, in the columns of U and V, which are zero before;
 * column n of V is what B takes to 0.
 */
function divideBidiagonal(n: i32, extra: i32, d: usize, e: usize, u: usize, v: usize, stride: i32): bool {
  if (n <= smallest) {
    for (let i = 0; i < n; i++) store<f64>(at(u, i * (stride + 1)), 1);
    for (let i = 0; i < n + extra; i++) store<f64>(at(v, i * (stride + 1)), 1);
    return bidiagonalQr(n, extra, d, e, u, n, v, n + extra, stride);
  }
  const half = n >> 1;
  const rest = n - half - 1;
  const alpha = load<f64>(at(d, half));
  const beta = load<f64>(at(e, half));
  const corner = (half + 1) * (stride + 1);
  if (!divideBidiagonal(half, 1, d, e, u, v, stride)) return false;
  const below = half + 1;
  if (!divideBidiagonal(rest, extra, at(d, below), at(e, below), at(u, corner), at(v, corner), stride)) return false;
  return joinSvd(n, half, extra, alpha, beta, d, u, v, stride);
}
