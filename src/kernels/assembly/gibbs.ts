import { allocate, allocateZeros, clear, mark, release } from './memory';
import { fillNormals } from './normals';
import { addOuterProducts, packedStride } from './outerProducts';
import { drawLanes, entryAt, factorLanes, lanes } from './laneCholesky';
import { at, multiplyAdd } from './simd';

/** Vectors that are packed before their products are summed: they stay in the first cache. */
const chunk: i32 = 64;

// Cells are read as y at `values` and j at `others`; −o_j and d_j lie at `seen`, row j, `packedStride` apart.

/**
 * Draws vectors `first` to `last` − 1, m × k at `vectors`, from their conditionals, some at a time:
 *   x_i ~ N(A⁻¹b, A⁻¹),  A = Λ + α Σ_j d_j d_jᵀ,  b = Λμ + α Σ_j (y_ij − o_j) d_j,
 * by the normals of index ik to ik + k − 1 of the seed. Gives Σ (y − o − d·x)² where it is wanted, else 0.
 */
export function drawVectors(
  k: i32,
  first: i32,
  last: i32,
  starts: usize,
  others: usize,
  values: usize,
  seen: usize,
  precision: usize,
  shift: usize,
  alpha: f64,
  seed: f64,
  vectors: usize,
  wantsSquares: bool,
): f64 {
  const before = mark();
  const stride = packedStride(k);
  const packed = allocate(chunk * stride);
  const sums = allocate(lanes * stride * stride);
  const equations = allocate(lanes * k * (k + 1));
  const x = allocate(lanes * k);
  const normals = allocate(lanes * k);
  const none = allocateZeros(k);
  const apart = stride * stride;
  let squares: f64 = 0;
  for (let i = first; i < last; i += lanes) {
    const count = min(lanes, last - i);
    for (let lane = 0; lane < count; lane++)
      sumCells(k, i + lane, starts, others, values, seen, packed, at(sums, lane * stride * stride));
    for (let p = 0; p < k; p++) {
      const below = at(sums, (p + 1) * stride);
      const column = entryAt(equations, p);
      interleave(p + 1, at(below, 1), apart, 1, count, alpha, at(precision, p * k), column, k + 1);
    }
    interleave(k, at(sums, stride), apart, stride, count, alpha, shift, entryAt(equations, k), k + 1);
    factorLanes(k, equations, k + 1);
    fillNormals(seed, i * k, count * k, normals);
    interleave(k, normals, k, 1, count, 1, none, x, 1);
    drawLanes(k, equations, k + 1, x);
    for (let lane = 0; lane < count; lane++) {
      const own = at(vectors, (i + lane) * k);
      for (let p = 0; p < k; p++) store<f64>(at(own, p), load<f64>(at(entryAt(x, p), lane)));
      if (wantsSquares) squares += squaresOf(k, i + lane, starts, others, values, seen, own);
    }
  }
  release(before);
  return squares;
}

/**
 * α s + λ for `size` numbers s of each of `count` systems, which lie `apart` from each other and whose numbers lie
 * `between` from each other, as entries that lie `stride` from each other. Lanes left over repeat the last system.
 */
function interleave(
  size: i32,
  s: usize,
  apart: i32,
  between: i32,
  count: i32,
  alpha: f64,
  lambda: usize,
  to: usize,
  stride: i32,
): void {
  const second = at(0, count > 1 ? apart : 0);
  const third = at(second, count > 2 ? apart : 0);
  const fourth = at(third, count > 3 ? apart : 0);
  const weight = f64x2.splat(alpha);
  const end = at(lambda, size);
  for (; lambda < end; lambda += 8) {
    const prior = v128.load64_splat(lambda);
    const left = v128.load64_lane(s + second, v128.load64_zero(s), 1);
    const right = v128.load64_lane(s + fourth, v128.load64_zero(s + third), 1);
    v128.store(to, multiplyAdd(weight, left, prior));
    v128.store(to, multiplyAdd(weight, right, prior), 16);
    s = at(s, between);
    to = entryAt(to, stride);
  }
}

/** Σ (y − o, d)(y − o, d)ᵀ over the cells of i. */
function sumCells(
  k: i32,
  i: i32,
  starts: usize,
  others: usize,
  values: usize,
  seen: usize,
  packed: usize,
  sums: usize,
): void {
  const stride = packedStride(k);
  const size = (<usize>stride) << 3;
  const end = load<u32>(starts + ((<usize>i + 1) << 2));
  const from = load<u32>(starts + ((<usize>i) << 2));
  if (from === end) addOuterProducts(0, packed, stride, sums, true);
  for (let start = from; start < end; start += chunk) {
    const count = min(<u32>chunk, end - start);
    let to = packed;
    for (let t = start; t < start + count; t++) {
      const vector = seen + <usize>load<u32>(others + ((<usize>t) << 2)) * size;
      // in registers: what is stored by one number and loaded by two is waited for
      const y = v128.load64_zero(values + ((<usize>t) << 3));
      v128.store(to, f64x2.add(v128.load(vector), y));
      v128.store(to, v128.load(vector, 16), 16);
      for (let byte: usize = 32; byte < size; byte += 32) {
        v128.store(to + byte, v128.load(vector + byte));
        v128.store(to + byte, v128.load(vector + byte, 16), 16);
      }
      to += size;
    }
    addOuterProducts(count, packed, stride, sums, start === from);
  }
}

/** Σ (y − o − d·x)² over the cells of i. */
function squaresOf(k: i32, i: i32, starts: usize, others: usize, values: usize, seen: usize, x: usize): f64 {
  const size = (<usize>packedStride(k)) << 3;
  const end = load<u32>(starts + ((<usize>i + 1) << 2));
  let squares: f64 = 0;
  for (let t = load<u32>(starts + ((<usize>i) << 2)); t < end; t++) {
    const vector = seen + <usize>load<u32>(others + ((<usize>t) << 2)) * size;
    const d = at(vector, 1);
    let sum = f64x2.splat(0);
    let p = 0;
    for (; p + 2 <= k; p += 2) sum = f64x2.add(sum, f64x2.mul(v128.load(at(d, p)), v128.load(at(x, p))));
    let error = load<f64>(values + ((<usize>t) << 3)) + load<f64>(vector);
    error -= f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    if (p < k) error -= load<f64>(at(d, p)) * load<f64>(at(x, p));
    squares += error * error;
  }
  return squares;
}

/**
 * What the other side sees of `count` vectors: with biases −b and (1, u), else 0 and u; each followed by zeros.
 */
export function showVectors(k: i32, count: i32, hasBias: bool, vectors: usize, seen: usize): void {
  const stride = packedStride(k);
  clear(seen, count * stride);
  for (let i = 0; i < count; i++) {
    const own = at(seen, i * stride);
    copyVector(k, at(own, 1), at(vectors, i * k));
    if (!hasBias) continue;
    store<f64>(own, -load<f64>(at(own, 1)));
    store<f64>(at(own, 1), 1);
  }
}

/** Σ (1, x)(1, x)ᵀ of `count` vectors, in the lower triangle of `packedStride` squared. */
export function sumMoments(k: i32, count: i32, vectors: usize, moments: usize): void {
  const before = mark();
  const stride = packedStride(k);
  const packed = allocate(chunk * stride);
  clear(packed, chunk * stride);
  for (let t = 0; t < chunk; t++) store<f64>(at(packed, t * stride), 1);
  for (let start = 0; start < count; start += chunk) {
    const size = min(chunk, count - start);
    for (let t = 0; t < size; t++) copyVector(k, at(packed, t * stride + 1), at(vectors, (start + t) * k));
    addOuterProducts(size, packed, stride, moments, start === 0);
  }
  release(before);
}

/** For a few numbers, without the cost of a call. */
function copyVector(k: i32, to: usize, from: usize): void {
  for (let p = 0; p < k; p++) store<f64>(at(to, p), load<f64>(at(from, p)));
}
