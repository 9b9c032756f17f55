import { at, laneSum, multiplyAdd } from './simd';

/** xᵀy for contiguous x and y of n elements. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let first = f64x2.splat(0);
  let second = first;
  let third = first;
  let fourth = first;
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const px = at(x, i);
    const py = at(y, i);
    first = multiplyAdd(v128.load(px), v128.load(py), first);
    second = multiplyAdd(v128.load(px, 16), v128.load(py, 16), second);
    third = multiplyAdd(v128.load(px, 32), v128.load(py, 32), third);
    fourth = multiplyAdd(v128.load(px, 48), v128.load(py, 48), fourth);
  }
  for (; i + 2 <= n; i += 2) first = multiplyAdd(v128.load(at(x, i)), v128.load(at(y, i)), first);
  let sum = laneSum(f64x2.add(f64x2.add(first, second), f64x2.add(third, fourth)));
  if (i < n) sum += load<f64>(at(x, i)) * load<f64>(at(y, i));
  return sum;
}

/** y += s x. */
export function addScaled(n: i32, s: f64, x: usize, y: usize): void {
  const factor = f64x2.splat(s);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const px = at(x, i);
    const py = at(y, i);
    v128.store(py, multiplyAdd(factor, v128.load(px), v128.load(py)));
    v128.store(py, multiplyAdd(factor, v128.load(px, 16), v128.load(py, 16)), 16);
  }
  for (; i < n; i++) store<f64>(at(y, i), load<f64>(at(y, i)) + s * load<f64>(at(x, i)));
}

/** x := s x. */
export function scale(n: i32, s: f64, x: usize): void {
  const factor = f64x2.splat(s);
  let i = 0;
  for (; i + 2 <= n; i += 2) v128.store(at(x, i), f64x2.mul(factor, v128.load(at(x, i))));
  if (i < n) store<f64>(at(x, i), s * load<f64>(at(x, i)));
}

/** The index of the first element of the largest modulus; n is at least 1. */
export function indexOfLargest(n: i32, x: usize): i32 {
  let index = 0;
  let largest = abs(load<f64>(x));
  for (let i = 1; i < n; i++) {
    const size = abs(load<f64>(at(x, i)));
    if (size > largest) {
      largest = size;
      index = i;
    }
  }
  return index;
}

/** Exchanges x and y, whose elements lie `stride` apart. */
export function exchange(n: i32, x: usize, y: usize, stride: i32): void {
  const step = (<usize>stride) << 3;
  for (let i = 0; i < n; i++) {
    const held = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, held);
    x += step;
    y += step;
  }
}

/**
 * ‖x‖ for elements at most about 2⁴⁰⁰: scaled by the largest where squares would underflow.
 */
export function norm(n: i32, x: usize): f64 {
  const square = dot(n, x, x);
  if (square > 1e-280) return sqrt(square);
  if (n === 0) return 0;
  const largest = abs(load<f64>(at(x, indexOfLargest(n, x))));
  if (largest === 0) return 0;
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    const share = load<f64>(at(x, i)) / largest;
    sum += share * share;
  }
  return largest * sqrt(sum);
}

/** (x, y) := (c x + s y, c y − s x). */
export function rotate(n: i32, x: usize, y: usize, c: f64, s: f64): void {
  const cosine = f64x2.splat(c);
  const sine = f64x2.splat(s);
  let i = 0;
  for (; i + 2 <= n; i += 2) {
    const u = v128.load(at(x, i));
    const v = v128.load(at(y, i));
    v128.store(at(x, i), multiplyAdd(sine, v, f64x2.mul(cosine, u)));
    v128.store(at(y, i), f64x2.sub(f64x2.mul(cosine, v), f64x2.mul(sine, u)));
  }
  if (i < n) {
    const u = load<f64>(at(x, i));
    const v = load<f64>(at(y, i));
    store<f64>(at(x, i), c * u + s * v);
    store<f64>(at(y, i), c * v - s * u);
  }
}

/** max |x_i|, 0 for none; NaN or infinite where an element is not finite. */
export function largestModulus(n: i32, x: usize): f64 {
  const zero = f64x2.splat(0);
  let first = zero;
  let second = zero;
  // pmax, one instruction where max is many, leaves NaN out; 0 · x is NaN of what is not finite
  let unordered = zero;
  let other = zero;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const low = v128.load(at(x, i));
    const high = v128.load(at(x, i), 16);
    first = f64x2.pmax(first, f64x2.abs(low));
    second = f64x2.pmax(second, f64x2.abs(high));
    unordered = f64x2.add(unordered, f64x2.mul(zero, low));
    other = f64x2.add(other, f64x2.mul(zero, high));
  }
  if (laneSum(f64x2.add(unordered, other)) !== 0) return NaN;
  const both = f64x2.pmax(first, second);
  let largest = max(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1));
  for (; i < n; i++) largest = max(largest, abs(load<f64>(at(x, i))));
  return largest;
}
