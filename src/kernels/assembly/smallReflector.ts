// Reflectors of 2 or 3 elements, which move a bulge down a Hessenberg matrix.

import { at, multiplyAdd } from './simd';

/** H = I − τ (1, v₁, v₂)(1, v₁, v₂)ᵀ of the last call of `reflect3`; what it leaves of its vector is `beta`. */
let tau: f64 = 0;
export let beta: f64 = 0;
let v1: f64 = 0;
let v2: f64 = 0;

/** The reflector that turns (x, y, z) into a multiple of (1, 0, 0). */
export function reflect3(x: f64, y: f64, z: f64): void {
  v1 = 0;
  v2 = 0;
  tau = 0;
  beta = x;
  const size = max(abs(x), max(abs(y), abs(z)));
  if (y === 0 && z === 0) return;
  const p = x / size;
  const q = y / size;
  const r = z / size;
  const length = sqrt(p * p + q * q + r * r);
  // the sign that does not cancel
  const left = p > 0 ? -length : length;
  v1 = q / (p - left);
  v2 = r / (p - left);
  tau = (left - p) / left;
  beta = left * size;
}

/** Rows `row` … row + count − 1 of columns `from` … `to` − 1 of a column-major matrix, count 2 or 3, from the left. */
export function turnRows(count: i32, a: usize, stride: i32, row: i32, from: i32, to: i32): void {
  if (tau === 0) return;
  let p = at(a, from * stride + row);
  const step = (<usize>stride) << 3;
  const t1 = tau * v1;
  const t2 = tau * v2;
  if (count === 3) {
    for (let j = from; j < to; j++) {
      const x = load<f64>(p);
      const y = load<f64>(p, 8);
      const z = load<f64>(p, 16);
      const sum = x + v1 * y + v2 * z;
      store<f64>(p, x - sum * tau);
      store<f64>(p, y - sum * t1, 8);
      store<f64>(p, z - sum * t2, 16);
      p += step;
    }
  } else {
    for (let j = from; j < to; j++) {
      const x = load<f64>(p);
      const y = load<f64>(p, 8);
      const sum = x + v1 * y;
      store<f64>(p, x - sum * tau);
      store<f64>(p, y - sum * t1, 8);
      p += step;
    }
  }
}

/** Columns `column` … column + count − 1 in rows `from` … `to` − 1, count 2 or 3, from the right. */
export function turnColumns3(count: i32, a: usize, stride: i32, column: i32, from: i32, to: i32): void {
  if (tau === 0) return;
  const x = at(a, column * stride);
  const y = at(x, stride);
  // without a third column the second stands in for it, times 0
  const z = count === 3 ? at(y, stride) : y;
  const weight2 = count === 3 ? v2 : 0;
  const first = f64x2.splat(v1);
  const second = f64x2.splat(weight2);
  const minus = f64x2.splat(-tau);
  const minus1 = f64x2.splat(-tau * v1);
  const minus2 = f64x2.splat(-tau * weight2);
  let i = from;
  for (; i + 2 <= to; i += 2) {
    const px = v128.load(at(x, i));
    const py = v128.load(at(y, i));
    const pz = v128.load(at(z, i));
    const sum = multiplyAdd(second, pz, multiplyAdd(first, py, px));
    v128.store(at(x, i), multiplyAdd(minus, sum, px));
    if (count === 3) v128.store(at(z, i), multiplyAdd(minus2, sum, pz));
    v128.store(at(y, i), multiplyAdd(minus1, sum, py));
  }
  if (i < to) {
    const px = load<f64>(at(x, i));
    const py = load<f64>(at(y, i));
    const pz = load<f64>(at(z, i));
    const sum = px + v1 * py + weight2 * pz;
    store<f64>(at(x, i), px - tau * sum);
    if (count === 3) store<f64>(at(z, i), pz - tau * weight2 * sum);
    store<f64>(at(y, i), py - tau * v1 * sum);
  }
}
