// Two halves of the SVD of a bidiagonal matrix become one. Sources: M. Gu and S. C. Eisenstat, A divide-and-conquer algorithm
// for the bidiagonal SVD, SIAM J. Matrix Anal. Appl. 16, 1995; LAPACK's dlasd1 to dlasd3.

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
import { allocate, allocateZeros, mark, release } from './memory';
import { hypotenuse } from './reflector';
import { consistentWeights } from './secular';
import { at } from './simd';
import { sortIndices } from './sort';
import { norm, rotate, scale } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Far below rounding in a matrix of moderate size. */
const negligible: f64 = 1e-250;

/**
 * B, n × (n + extra), is made of B₁ = U₁(S₁ 0)V₁ᵀ, k × (k + 1), a row with α and β in columns k and k + 1, and
 * B₂ = U₂(S₂ 0)V₂ᵀ. U, n × n, and V, (n + extra) × (n + extra), hold these in their blocks, d the singular values and 0
 * in place k; afterwards those of B, ascending. False if a root was not found.
 */
export function joinSvd(
  n: i32,
  k: i32,
  extra: i32,
  alpha: f64,
  beta: f64,
  d: usize,
  u: usize,
  v: usize,
  stride: i32,
): bool {
  const before = mark();
  store<f64>(at(u, k * (stride + 1)), 1);
  store<f64>(at(d, k), 0);
  // to size 1, so that squares stay in range; what is next to nothing beside the whole is nothing
  let largest = max(abs(alpha), abs(beta));
  for (let j = 0; j < n; j++) largest = max(largest, load<f64>(at(d, j)));
  const factor = largest < negligible ? 0 : 1 / largest;
  scale(n, factor, d);
  // the row in the basis V: with the columns of U and V, a row z above a diagonal d
  const weights = allocate(n);
  for (let j = 0; j < n; j++) {
    const entry =
      j <= k ? factor * alpha * load<f64>(at(v, j * stride + k)) : factor * beta * load<f64>(at(v, j * stride + k + 1));
    store<f64>(at(weights, j), entry);
  }
  if (extra > 0) {
    // of the two null vectors, one that the row meets and one that it does not
    const first = load<f64>(at(weights, k));
    const second = factor * beta * load<f64>(at(v, n * stride + k + 1));
    const length = hypotenuse(first, second);
    if (length > 0) rotate(n + 1, at(v, k * stride), at(v, n * stride), first / length, second / length);
    store<f64>(at(weights, k), length);
  }
  const kinds = allocate(n);
  for (let j = 0; j < n; j++) setIndex(kinds, j, j < k ? upper : j === k ? whole : lower);
  const kept = allocate(n);
  const deflated = allocate(n);
  const tolerance = factor === 0 ? 0 : 8 * 0.5 * ulp;
  const count = deflate(n, k, extra, tolerance, d, weights, u, v, stride, kinds, kept, deflated);
  const converged = turn(n, k, extra, count, tolerance, d, weights, u, v, stride, kinds, kept, deflated);
  scale(n, largest, d);
  release(before);
  return converged;
}

/**
 * As in the symmetric case: columns with a negligible weight, and one of two with nearly the same singular value. Place k,
 * where d is 0, is kept and comes first in `kept`; gives their number.
 */
function deflate(
  n: i32,
  k: i32,
  extra: i32,
  tolerance: f64,
  d: usize,
  weights: usize,
  u: usize,
  v: usize,
  stride: i32,
  kinds: usize,
  kept: usize,
  deflated: usize,
): i32 {
  const before = mark();
  const order = allocate(n);
  sortIndices(n, d, order);
  setIndex(kept, 0, k);
  let count = 1;
  let out = 0;
  let candidate = -1;
  for (let i = 0; i < n; i++) {
    const j = index(order, i);
    if (j === k) continue;
    if (abs(load<f64>(at(weights, j))) <= tolerance) {
      setIndex(deflated, out++, j);
      continue;
    }
    if (candidate >= 0) {
      if (load<f64>(at(d, j)) - load<f64>(at(d, candidate)) <= tolerance) {
        const zp = load<f64>(at(weights, candidate));
        const zj = load<f64>(at(weights, j));
        const length = hypotenuse(zp, zj);
        store<f64>(at(weights, j), length);
        rotate(n, at(u, candidate * stride), at(u, j * stride), zj / length, -zp / length);
        rotate(n + extra, at(v, candidate * stride), at(v, j * stride), zj / length, -zp / length);
        if (index(kinds, candidate) !== index(kinds, j)) setIndex(kinds, j, whole);
        setIndex(deflated, out++, candidate);
      } else {
        setIndex(kept, count++, candidate);
      }
    }
    candidate = j;
  }
  if (candidate >= 0) setIndex(kept, count++, candidate);
  release(before);
  return count;
}

/** The SVD of the row above the diagonal, by the secular equation in the squares, and U and V times its vectors. */
function turn(
  n: i32,
  k: i32,
  extra: i32,
  count: i32,
  tolerance: f64,
  d: usize,
  weights: usize,
  u: usize,
  v: usize,
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
  // no pole at or too near that at 0, and that one with a weight
  if (count > 1) store<f64>(at(poles, 1), max(load<f64>(at(poles, 1)), tolerance / 2));
  if (abs(load<f64>(small)) <= tolerance) store<f64>(small, tolerance);
  const delta = allocate(count * count);
  if (tolerance === 0) {
    // B = 0
    store<f64>(roots, 0);
    store<f64>(delta, -1);
    store<f64>(small, 1);
  } else {
    if (!secularRoots(count, poles, true, small, 1, roots, delta)) return false;
    consistentWeights(count, poles, true, delta, small);
  }

  const grouped = allocate(count);
  groupColumns(count, kinds, kept, grouped);
  const left = allocate(count * count);
  const right = allocate(count * count);
  for (let j = 0; j < count; j++) {
    const ofU = at(left, j * count);
    const ofV = at(right, j * count);
    for (let i = 0; i < count; i++) {
      const p = index(grouped, i);
      const share = load<f64>(at(small, p)) / load<f64>(at(delta, j * count + p));
      store<f64>(at(ofV, i), share);
      store<f64>(at(ofU, i), p === 0 ? -1 : load<f64>(at(poles, p)) * share);
    }
    scale(count, 1 / norm(count, ofU), ofU);
    scale(count, 1 / norm(count, ofV), ofV);
  }
  const order = allocate(n);
  orderJoined(n, count, d, roots, deflated, order);
  let fresh = turnColumns(n, k + 1, count, u, stride, kept, grouped, left);
  placeColumns(n, n, count, fresh, u, stride, deflated, order);
  fresh = turnColumns(n + extra, k + 1, count, v, stride, kept, grouped, right);
  placeColumns(n + extra, n, count, fresh, v, stride, deflated, order);
  return true;
}
