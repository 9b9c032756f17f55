import { allocate, clear, copy, mark, release } from './memory';
import { fillNormals } from './normals';
import { addOuterProducts, packedStride } from './outerProducts';
import { factorPair, pairAt, solvePair } from './pairCholesky';
import { at } from './simd';

/** Vectors that are packed before their products are summed: they stay in the first cache. */
const chunk: i32 = 64;

/** Cells are read as y at `values` and j at `others`; d_j and −o_j lie at `seen`, row j, `packedStride` apart. */

/**
 * Draws vectors `first` to `last` − 1, m × k at `vectors`, from their conditionals, two at a time:
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
  const sums = allocate(stride * stride);
  const others2 = allocate(stride * stride);
  const pairs = allocate(2 * k * (k + 1));
  const x = allocate(2 * k);
  const normals = allocate(2 * k);
  let squares: f64 = 0;
  for (let i = first; i < last; i += 2) {
    const isPair = i + 1 < last;
    sumCells(k, i, starts, others, values, seen, packed, sums);
    if (isPair) sumCells(k, i + 1, starts, others, values, seen, packed, others2);
    const second = isPair ? others2 : sums;
    for (let p = 0; p < k; p++)
      for (let q = p; q < k; q++) {
        const entry = q * stride + p;
        store2(pairAt(pairs, p * (k + 1) + q), alpha, sums, second, entry, load<f64>(at(precision, q * k + p)));
      }
    for (let p = 0; p < k; p++)
      store2(pairAt(pairs, p * (k + 1) + k), alpha, sums, second, k * stride + p, load<f64>(at(shift, p)));
    factorPair(k, pairs, k + 1);
    const drawn = isPair ? 2 * k : k;
    fillNormals(seed, i * k, drawn, normals);
    for (let p = 0; p < k; p++) {
      const z = f64x2.replace_lane(v128.load64_splat(at(normals, p)), 1, load<f64>(at(normals, isPair ? k + p : p)));
      v128.store(pairAt(x, p), f64x2.add(z, v128.load(pairAt(pairs, p * (k + 1) + k))));
    }
    solvePair(k, pairs, k + 1, x);
    for (let p = 0; p < k; p++) store<f64>(at(vectors, i * k + p), load<f64>(pairAt(x, p)));
    if (isPair) for (let p = 0; p < k; p++) store<f64>(at(vectors, i * k + k + p), load<f64>(pairAt(x, p), 8));
    if (wantsSquares) {
      squares += squaresOf(k, i, starts, others, values, seen, at(vectors, i * k));
      if (isPair) squares += squaresOf(k, i + 1, starts, others, values, seen, at(vectors, i * k + k));
    }
  }
  release(before);
  return squares;
}

/** α s + λ in each lane. */
function store2(into: usize, alpha: f64, first: usize, second: usize, entry: i32, lambda: f64): void {
  const sums = f64x2.replace_lane(v128.load64_splat(at(first, entry)), 1, load<f64>(at(second, entry)));
  v128.store(into, f64x2.add(f64x2.mul(f64x2.splat(alpha), sums), f64x2.splat(lambda)));
}

/** Σ (d, y − o)(d, y − o)ᵀ over the cells of i. */
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
  clear(sums, stride * stride);
  const end = load<u32>(starts + ((<usize>i + 1) << 2));
  for (let start = load<u32>(starts + ((<usize>i) << 2)); start < end; start += chunk) {
    const count = min(<u32>chunk, end - start);
    let to = packed;
    for (let t = start; t < start + count; t++) {
      const from = seen + <usize>load<u32>(others + ((<usize>t) << 2)) * size;
      for (let byte: usize = 0; byte < size; byte += 32) {
        v128.store(to + byte, v128.load(from + byte));
        v128.store(to + byte, v128.load(from + byte, 16), 16);
      }
      const y = at(to, k);
      store<f64>(y, load<f64>(y) + load<f64>(values + ((<usize>t) << 3)));
      to += size;
    }
    addOuterProducts(count, packed, stride, sums);
  }
}

/** Σ (y − o − d·x)² over the cells of i. */
function squaresOf(k: i32, i: i32, starts: usize, others: usize, values: usize, seen: usize, x: usize): f64 {
  const size = (<usize>packedStride(k)) << 3;
  const end = load<u32>(starts + ((<usize>i + 1) << 2));
  let squares: f64 = 0;
  for (let t = load<u32>(starts + ((<usize>i) << 2)); t < end; t++) {
    const d = seen + <usize>load<u32>(others + ((<usize>t) << 2)) * size;
    let sum = f64x2.splat(0);
    let p = 0;
    for (; p + 2 <= k; p += 2) sum = f64x2.add(sum, f64x2.mul(v128.load(at(d, p)), v128.load(at(x, p))));
    let error = load<f64>(values + ((<usize>t) << 3)) + load<f64>(at(d, k));
    error -= f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    if (p < k) error -= load<f64>(at(d, p)) * load<f64>(at(x, p));
    squares += error * error;
  }
  return squares;
}

/**
 * What the other side sees of `count` vectors: with biases (1, u) and −b, else u and 0; each followed by zeros.
 */
export function showVectors(k: i32, count: i32, hasBias: bool, vectors: usize, seen: usize): void {
  const stride = packedStride(k);
  clear(seen, count * stride);
  for (let i = 0; i < count; i++) {
    const own = at(seen, i * stride);
    copy(own, at(vectors, i * k), k);
    if (!hasBias) continue;
    store<f64>(at(own, k), -load<f64>(own));
    store<f64>(own, 1);
  }
}

/** Σ (x, 1)(x, 1)ᵀ of `count` vectors, in the lower triangle of `packedStride` squared. */
export function sumMoments(k: i32, count: i32, vectors: usize, moments: usize): void {
  const before = mark();
  const stride = packedStride(k);
  const packed = allocate(chunk * stride);
  clear(packed, chunk * stride);
  clear(moments, stride * stride);
  for (let t = 0; t < chunk; t++) store<f64>(at(packed, t * stride + k), 1);
  for (let start = 0; start < count; start += chunk) {
    const size = min(chunk, count - start);
    for (let t = 0; t < size; t++) copy(at(packed, t * stride), at(vectors, (start + t) * k), k);
    addOuterProducts(size, packed, stride, moments);
  }
  release(before);
}
