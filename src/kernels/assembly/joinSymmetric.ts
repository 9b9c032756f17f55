// Two halves of a symmetric tridiagonal eigenproblem become one. Sources: J. J. M. Cuppen, Numerische Mathematik 36, 1981;
// J. D. Rutter, A serial implementation of Cuppen's divide and conquer algorithm, LAPACK Working Note 69, 1994.

import { allocate, allocateZeros, mark, release } from './memory';
import {
  groupColumns,
  index,
  lower,
  orderJoined,
  placeColumns,
  secularRoots,
  setIndex,
  turnColumns,
  upper,
  whole,
} from './joined';
import { hypotenuse } from './reflector';
import { consistentWeights } from './secular';
import { at } from './simd';
import { sortIndices } from './sort';
import { norm, rotate, scale } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Far below rounding in a matrix of moderate size. */
const negligible: f64 = 1e-250;

/**
 * T = diag(T₁, T₂) + ρ uuᵀ with u = e_k + s e_(k+1), s = ±1, ρ > 0. Z holds the eigenvectors of T₁ and T₂ in its blocks
 * of k and n − k rows, d the eigenvalues; afterwards those of T, ascending. False if a root was not found.
 */
export function joinSymmetric(n: i32, k: i32, rho: f64, s: f64, d: usize, z: usize, stride: i32): bool {
  const before = mark();
  const weights = allocate(n);
  // to size 1, so that products stay in range; what is next to nothing beside the whole is nothing
  let largest = rho;
  for (let j = 0; j < n; j++) largest = max(largest, abs(load<f64>(at(d, j))));
  const factor = largest < negligible ? 0 : 1 / largest;
  const weight = 2 * rho * factor;
  scale(n, factor, d);
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
  const count = deflate(n, weight, d, weights, z, stride, order, kinds, kept, deflated);
  const converged = turn(n, k, count, weight, d, weights, z, stride, kinds, kept, deflated);
  scale(n, largest, d);
  release(before);
  return converged;
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
  const tolerance = 8 * 0.5 * ulp;
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
  const poles = allocate(count);
  const small = allocate(count);
  const roots = allocate(count);
  for (let i = 0; i < count; i++) {
    store<f64>(at(poles, i), load<f64>(at(d, index(kept, i))));
    store<f64>(at(small, i), load<f64>(at(weights, index(kept, i))));
  }
  const delta = allocate(count * count);
  if (!secularRoots(count, poles, false, small, rho, roots, delta)) return false;
  consistentWeights(count, poles, false, delta, small);

  const grouped = allocate(count);
  groupColumns(count, kinds, kept, grouped);
  const turned = allocate(count * count);
  for (let j = 0; j < count; j++) {
    const column = at(turned, j * count);
    for (let i = 0; i < count; i++) {
      const p = index(grouped, i);
      store<f64>(at(column, i), load<f64>(at(small, p)) / load<f64>(at(delta, j * count + p)));
    }
    scale(count, 1 / norm(count, column), column);
  }
  const fresh = turnColumns(n, k, count, z, stride, kept, grouped, turned);
  const order = allocate(n);
  orderJoined(n, count, d, roots, deflated, order);
  placeColumns(n, n, count, fresh, z, stride, deflated, order);
  return true;
}
