// Two halves of a symmetric tridiagonal eigenproblem become one. Sources: J. J. M. Cuppen, Numerische Mathematik 36, 1981;
// J. D. Rutter, A serial implementation of Cuppen's divide and conquer algorithm, LAPACK Working Note 69, 1994.

import { allocate, allocateZeros, mark, release } from './memory';
import { addProduct } from './product';
import { hypotenuse } from './reflector';
import { consistentWeights, secularRoot } from './secular';
import { at } from './simd';
import { sortIndices } from './sort';
import { norm, rotate, scale } from './vector';

const ulp: f64 = 2.220446049250313e-16;

/** Where a column of Z is not zero: in the rows of the first half, in all, or in those of the second. */
const upper: i32 = 0;
const whole: i32 = 1;
const lower: i32 = 2;

/**
 * T = diag(T₁, T₂) + ρ uuᵀ with u = e_k + s e_(k+1), s = ±1, ρ > 0. Z holds the eigenvectors of T₁ and T₂ in its blocks
 * of k and n − k rows, d the eigenvalues; afterwards those of T, ascending. False if a root was not found.
 */
export function joinSymmetric(n: i32, k: i32, rho: f64, s: f64, d: usize, z: usize, stride: i32): bool {
  const before = mark();
  const weights = allocate(n);
  // Zᵀu / √2, of length 1
  for (let j = 0; j < n; j++) {
    const entry = j < k ? load<f64>(at(z, j * stride + k - 1)) : s * load<f64>(at(z, j * stride + k));
    store<f64>(at(weights, j), entry * Math.SQRT1_2);
  }
  const order = allocate(n);
  const kinds = allocateZeros(n);
  sortIndices(n, d, order);
  for (let j = 0; j < n; j++) store<i32>(kinds + ((<usize>j) << 2), j < k ? upper : lower);
  const kept = allocate(n);
  const deflated = allocate(n);
  const count = deflate(n, 2 * rho, d, weights, z, stride, order, kinds, kept, deflated);
  const converged = count === 0 || turn(n, k, count, 2 * rho, d, weights, z, stride, kinds, kept, deflated);
  if (count === 0) gather(n, 0, d, z, stride, 0, 0, deflated);
  release(before);
  return converged;
}

function index(list: usize, i: i32): i32 {
  return load<i32>(list + ((<usize>i) << 2));
}

function setIndex(list: usize, i: i32, value: i32): void {
  store<i32>(list + ((<usize>i) << 2), value);
}

/**
 * Columns with a negligible weight are eigenvectors already; of two with nearly the same eigenvalue a rotation makes one
 * so. `kept` takes the others in ascending order; gives their number.
 */
function deflate(
  n: i32,
  rho: f64,
  d: usize,
  weights: usize,
  z: usize,
  stride: i32,
  order: usize,
  kinds: usize,
  kept: usize,
  deflated: usize,
): i32 {
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, max(abs(load<f64>(at(d, i))), abs(load<f64>(at(weights, i)))));
  const tolerance = 8 * 0.5 * ulp * largest;
  let count = 0;
  let out = 0;
  let candidate = -1;
  for (let i = 0; i < n; i++) {
    const j = index(order, i);
    if (rho * abs(load<f64>(at(weights, j))) <= tolerance) {
      setIndex(deflated, out++, j);
      continue;
    }
    if (candidate >= 0) {
      const zp = load<f64>(at(weights, candidate));
      const zj = load<f64>(at(weights, j));
      const length = hypotenuse(zp, zj);
      const c = zj / length;
      const s = -zp / length;
      const dp = load<f64>(at(d, candidate));
      const dj = load<f64>(at(d, j));
      if (abs((dj - dp) * c * s) <= tolerance) {
        store<f64>(at(weights, j), length);
        store<f64>(at(weights, candidate), 0);
        rotate(n, at(z, candidate * stride), at(z, j * stride), c, s);
        store<f64>(at(d, candidate), dp * c * c + dj * s * s);
        store<f64>(at(d, j), dp * s * s + dj * c * c);
        if (index(kinds, candidate) !== index(kinds, j)) setIndex(kinds, j, whole);
        setIndex(deflated, out++, candidate);
      } else {
        setIndex(kept, count++, candidate);
      }
    }
    candidate = j;
  }
  if (candidate >= 0) setIndex(kept, count++, candidate);
  return count;
}

/** The eigenpairs of what was kept, by the secular equation, and Z times its eigenvectors. */
function turn(
  n: i32,
  k: i32,
  count: i32,
  rho: f64,
  d: usize,
  weights: usize,
  z: usize,
  stride: i32,
  kinds: usize,
  kept: usize,
  deflated: usize,
): bool {
  const before = mark();
  const poles = allocate(count);
  const small = allocate(count);
  const roots = allocate(count);
  for (let i = 0; i < count; i++) {
    store<f64>(at(poles, i), load<f64>(at(d, index(kept, i))));
    store<f64>(at(small, i), load<f64>(at(weights, index(kept, i))));
  }
  const delta = allocate(count * count);
  for (let j = 0; j < count; j++) {
    const root = secularRoot(count, j, poles, false, small, rho, at(delta, j * count));
    store<f64>(at(roots, j), root);
    if (root !== root) return false;
  }
  consistentWeights(count, poles, false, delta, small);

  // columns of Z by where they are not zero, so that zeros are not multiplied
  const grouped = allocate(count);
  let ends0 = 0;
  let ends1 = 0;
  let filled = 0;
  for (let kind = upper; kind <= lower; kind++) {
    for (let i = 0; i < count; i++) if (index(kinds, index(kept, i)) === kind) setIndex(grouped, filled++, i);
    if (kind === upper) ends0 = filled;
    if (kind === whole) ends1 = filled;
  }
  const turned = allocate(count * count);
  for (let j = 0; j < count; j++) {
    const column = at(turned, j * count);
    for (let i = 0; i < count; i++) {
      const p = index(grouped, i);
      store<f64>(at(column, i), load<f64>(at(small, p)) / load<f64>(at(delta, j * count + p)));
    }
    scale(count, 1 / norm(count, column), column);
  }
  const q = allocate(n * count);
  for (let i = 0; i < count; i++)
    memory.copy(at(q, i * n), at(z, index(kept, index(grouped, i)) * stride), (<usize>n) << 3);
  const product = allocateZeros(n * count);
  addProduct(k, count, ends1, 1, q, 1, n, turned, 1, count, product, 1, n);
  addProduct(
    n - k,
    count,
    count - ends0,
    1,
    at(q, ends0 * n + k),
    1,
    n,
    at(turned, ends0),
    1,
    count,
    at(product, k),
    1,
    n,
  );
  gather(n, count, d, z, stride, roots, product, deflated);
  release(before);
  return true;
}

/** `count` new pairs and the deflated ones, ascending, to d and Z. */
function gather(
  n: i32,
  count: i32,
  d: usize,
  z: usize,
  stride: i32,
  roots: usize,
  fresh: usize,
  deflated: usize,
): void {
  const before = mark();
  const values = allocate(n);
  const order = allocate(n);
  const old = allocate(n * (n - count));
  for (let i = 0; i < count; i++) store<f64>(at(values, i), load<f64>(at(roots, i)));
  for (let i = count; i < n; i++) {
    const j = index(deflated, i - count);
    store<f64>(at(values, i), load<f64>(at(d, j)));
    memory.copy(at(old, (i - count) * n), at(z, j * stride), (<usize>n) << 3);
  }
  sortIndices(n, values, order);
  for (let i = 0; i < n; i++) {
    const j = index(order, i);
    store<f64>(at(d, i), load<f64>(at(values, j)));
    const from = j < count ? at(fresh, j * n) : at(old, (j - count) * n);
    memory.copy(at(z, i * stride), from, (<usize>n) << 3);
  }
  release(before);
}
