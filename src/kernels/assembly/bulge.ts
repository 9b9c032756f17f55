import { at } from './simd';
import { beta, reflect3, turnColumns3, turnRows } from './smallReflector';

/** The eigenvalues of the last call of `eigenvaluesOf`. */
export let re1: f64 = 0;
export let im1: f64 = 0;
export let re2: f64 = 0;
export let im2: f64 = 0;

/** Of (a b; c d): two real ones, or a conjugate pair with that above the axis first. */
export function eigenvaluesOf(a: f64, b: f64, c: f64, d: f64): void {
  const p = 0.5 * (a - d);
  // scaled, since bc and p² can underflow
  const size = max(abs(p), max(abs(b), abs(c)));
  im1 = 0;
  im2 = 0;
  if (size === 0) {
    re1 = a;
    re2 = d;
    return;
  }
  const discriminant = (p / size) * (p / size) + (b / size) * (c / size);
  if (discriminant >= 0) {
    // the sign that does not cancel
    const z = p + (p < 0 ? -size : size) * sqrt(discriminant);
    re1 = d + z;
    re2 = z === 0 ? d : d - (b / z) * c;
  } else {
    re1 = d + p;
    re2 = re1;
    im1 = size * sqrt(-discriminant);
    im2 = -im1;
  }
}

/**
 * One reflector of a double shift on rows `low` … `high` of a Hessenberg matrix, column-major: with k = low − 1 the first,
 * of the shifts (r₁, i₁) and (r₂, i₂), else that which moves the bulge that begins in column k one place down. It is applied
 * to columns up to `right` − 1 and rows from `top` on, and to all `uRows` rows of the columns of U, which are numbered
 * from `origin` on. False if the bulge is at its end.
 */
export function moveBulge(
  k: i32,
  low: i32,
  high: i32,
  r1: f64,
  i1: f64,
  r2: f64,
  i2: f64,
  h: usize,
  stride: i32,
  top: i32,
  right: i32,
  u: usize,
  uStride: i32,
  uRows: i32,
  origin: i32,
): bool {
  const row = k + 1;
  const count = min(3, high - k);
  if (count < 2) return false;
  if (k < low) start(low, count, r1, i1, r2, i2, h, stride);
  else {
    const column = at(h, k * stride + row);
    reflect3(load<f64>(column), load<f64>(column, 8), count === 3 ? load<f64>(column, 16) : 0);
    store<f64>(column, beta);
    store<f64>(column, 0, 8);
    if (count === 3) store<f64>(column, 0, 16);
  }
  turnRows(count, h, stride, row, row, right);
  turnColumns3(count, h, stride, row, top, min(k + 4, high) + 1);
  turnColumns3(count, u, uStride, row - origin, 0, uRows);
  return true;
}

/** The reflector of the first column of (H − μ₁)(H − μ₂), scaled. */
function start(low: i32, count: i32, r1: f64, i1: f64, r2: f64, i2: f64, h: usize, stride: i32): void {
  const corner = at(h, low * (stride + 1));
  const h00 = load<f64>(corner);
  const h10 = load<f64>(corner, 8);
  const h01 = load<f64>(at(corner, stride));
  const h11 = load<f64>(at(corner, stride), 8);
  const h21 = count === 3 ? load<f64>(at(corner, stride), 16) : 0;
  const size = abs(h00 - r2) + abs(i2) + abs(h10) + abs(h21);
  if (size === 0) {
    reflect3(0, 0, 0);
    return;
  }
  const below = h10 / size;
  const x = below * h01 + (h00 - r1) * ((h00 - r2) / size) - i1 * (i2 / size);
  reflect3(x, below * (h00 + h11 - r1 - r2), below * h21);
}
