// The SVD of a bidiagonal matrix by the QR iteration. Source: J. Demmel and W. Kahan, Accurate singular values of
// bidiagonal matrices, SIAM J. Sci. Stat. Comput. 11, 1990.

import { countIteration } from './iterations';
import { hypotenuse } from './reflector';
import { at } from './simd';
import { exchange, rotate, scale } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Steps for one singular value, which takes 2 on average. */
const maximumSteps: i32 = 60;

/** The rotation (c s; −s c) of the last call of `makeRotation`, and the length it leaves. */
let c: f64 = 1;
let s: f64 = 0;
let length: f64 = 0;

function makeRotation(f: f64, g: f64): void {
  length = hypotenuse(f, g);
  c = length === 0 ? 1 : f / length;
  s = length === 0 ? 0 : g / length;
}

/**
 * B = USVᵀ for upper bidiagonal B, n × (n + extra), extra 0 or 1, with diagonal d and e beside it. The columns of U and
 * V, `uRows` and `vRows` long, none for 0, are turned along. d takes the singular values, ascending. False if the steps
 * did not do.
 */
export function bidiagonalQr(
  n: i32,
  extra: i32,
  d: usize,
  e: usize,
  u: usize,
  uRows: i32,
  v: usize,
  vRows: i32,
  stride: i32,
): bool {
  if (extra > 0) dropColumn(n, d, e, v, vRows, stride);
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, abs(load<f64>(at(d, i))));
  for (let i = 0; i < n - 1; i++) largest = max(largest, abs(load<f64>(at(e, i))));
  const floor = 0.125 * ulp * largest;
  let high = n - 1;
  let steps = 0;
  while (high > 0) {
    const low = findSmall(high, d, e, floor);
    if (low === high) {
      high--;
      steps = 0;
      continue;
    }
    if (steps++ === maximumSteps) return false;
    countIteration();
    const shift = shiftOf(low, high, d, e);
    if (shift === 0) plainStep(low, high, d, e, u, uRows, v, vRows, stride);
    else shiftedStep(low, high, shift, d, e, u, uRows, v, vRows, stride);
  }
  for (let i = 0; i < n; i++) {
    if (load<f64>(at(d, i)) >= 0) continue;
    store<f64>(at(d, i), -load<f64>(at(d, i)));
    if (vRows > 0) scale(vRows, -1, at(v, i * stride));
  }
  sortPairs(n, d, u, uRows, v, vRows, stride);
  return true;
}

/** Turns the entry in column n away, upwards, by rotations of this column with each other. */
function dropColumn(n: i32, d: usize, e: usize, v: usize, vRows: i32, stride: i32): void {
  let fill = load<f64>(at(e, n - 1));
  for (let j = n - 1; j >= 0 && fill !== 0; j--) {
    makeRotation(load<f64>(at(d, j)), fill);
    store<f64>(at(d, j), length);
    if (vRows > 0) rotate(vRows, at(v, j * stride), at(v, n * stride), c, s);
    if (j === 0) break;
    const beside = load<f64>(at(e, j - 1));
    store<f64>(at(e, j - 1), c * beside);
    fill = -s * beside;
  }
}

/** The first index of the block that ends at `high` and has no negligible entry beside its diagonal. */
function findSmall(high: i32, d: usize, e: usize, floor: f64): i32 {
  for (let i = high - 1; i >= 0; i--) {
    const beside = abs(load<f64>(at(e, i)));
    if (beside <= floor || beside <= ulp * (abs(load<f64>(at(d, i))) + abs(load<f64>(at(d, i + 1))))) {
      store<f64>(at(e, i), 0);
      return i + 1;
    }
  }
  return 0;
}

/** The smaller singular value of the last 2 × 2 block; 0 where shifting by it would change nothing, or d has a 0. */
function shiftOf(low: i32, high: i32, d: usize, e: usize): f64 {
  for (let i = low; i <= high; i++) if (load<f64>(at(d, i)) === 0) return 0;
  const f = abs(load<f64>(at(d, high - 1)));
  const g = abs(load<f64>(at(e, high - 1)));
  const h = abs(load<f64>(at(d, high)));
  // σ_min = f h / σ_max, σ_max = (√((f + h)² + g²) + √((f − h)² + g²)) / 2
  const shift = (f / (0.5 * (hypotenuse(f + h, g) + hypotenuse(f - h, g)))) * h;
  const ratio = shift / load<f64>(at(d, low));
  return ratio * ratio < 0.5 * ulp ? 0 : shift;
}

/** One step of the QR iteration on BᵀB − shift² I, done on B, from row `low` to `high`. */
function shiftedStep(
  low: i32,
  high: i32,
  shift: f64,
  d: usize,
  e: usize,
  u: usize,
  uRows: i32,
  v: usize,
  vRows: i32,
  stride: i32,
): void {
  const first = load<f64>(at(d, low));
  let f = (abs(first) - shift) * ((first < 0 ? -1 : 1) + shift / first);
  let g = load<f64>(at(e, low));
  for (let i = low; i < high; i++) {
    const here = load<f64>(at(d, i));
    const next = load<f64>(at(d, i + 1));
    const beside = load<f64>(at(e, i));
    makeRotation(f, g);
    if (vRows > 0) rotate(vRows, at(v, i * stride), at(v, (i + 1) * stride), c, s);
    if (i > low) store<f64>(at(e, i - 1), length);
    f = c * here + s * beside;
    const right = c * beside - s * here;
    const below = c * next;
    makeRotation(f, s * next);
    if (uRows > 0) rotate(uRows, at(u, i * stride), at(u, (i + 1) * stride), c, s);
    store<f64>(at(d, i), length);
    f = c * right + s * below;
    store<f64>(at(d, i + 1), c * below - s * right);
    if (i < high - 1) {
      const after = load<f64>(at(e, i + 1));
      g = s * after;
      store<f64>(at(e, i + 1), c * after);
    }
  }
  store<f64>(at(e, high - 1), f);
}

/** The same without a shift, in the form that keeps tiny singular values. */
function plainStep(
  low: i32,
  high: i32,
  d: usize,
  e: usize,
  u: usize,
  uRows: i32,
  v: usize,
  vRows: i32,
  stride: i32,
): void {
  let rightC: f64 = 1;
  let leftC: f64 = 1;
  let leftS: f64 = 0;
  for (let i = low; i < high; i++) {
    makeRotation(load<f64>(at(d, i)) * rightC, load<f64>(at(e, i)));
    rightC = c;
    if (vRows > 0) rotate(vRows, at(v, i * stride), at(v, (i + 1) * stride), c, s);
    if (i > low) store<f64>(at(e, i - 1), leftS * length);
    makeRotation(leftC * length, load<f64>(at(d, i + 1)) * s);
    leftC = c;
    leftS = s;
    if (uRows > 0) rotate(uRows, at(u, i * stride), at(u, (i + 1) * stride), c, s);
    store<f64>(at(d, i), length);
  }
  const last = load<f64>(at(d, high)) * rightC;
  store<f64>(at(d, high), last * leftC);
  store<f64>(at(e, high - 1), last * leftS);
}

/** Ascending, by selection. */
function sortPairs(n: i32, d: usize, u: usize, uRows: i32, v: usize, vRows: i32, stride: i32): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) if (load<f64>(at(d, j)) < load<f64>(at(d, least))) least = j;
    if (least === i) continue;
    exchange(1, at(d, i), at(d, least), 1);
    exchange(uRows, at(u, i * stride), at(u, least * stride), 1);
    exchange(vRows, at(v, i * stride), at(v, least * stride), 1);
  }
}
