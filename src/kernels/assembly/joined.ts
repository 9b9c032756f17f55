// What joining two halves of a symmetric eigenproblem and of an SVD have in common.

import { allocate, allocateZeros, mark, release } from './memory';
import { addProduct } from './product';
import { secularRoot } from './secular';
import { at } from './simd';
import { sortIndices } from './sort';

/** Where a column of vectors is not zero: in the rows of the first half, in all, or in those of the second. */
export const upper: i32 = 0;
export const whole: i32 = 1;
export const lower: i32 = 2;

/** Element i of a list of 32-bit integers. */
export function index(list: usize, i: i32): i32 {
  return load<i32>(list + ((<usize>i) << 2));
}

export function setIndex(list: usize, i: i32, value: i32): void {
  store<i32>(list + ((<usize>i) << 2), value);
}

/** All roots of the secular equation, and in column j of `delta` the differences D_i − λ_j. False if one was not found. */
export function secularRoots(n: i32, d: usize, squared: bool, z: usize, rho: f64, roots: usize, delta: usize): bool {
  for (let j = 0; j < n; j++) {
    const root = secularRoot(n, j, d, squared, z, rho, at(delta, j * n));
    store<f64>(at(roots, j), root);
    if (root !== root) return false;
  }
  return true;
}

/** How many of the `count` kept columns are upper, and how many upper or whole. */
let uppers: i32 = 0;
let notLowers: i32 = 0;

/** Places in `kept`, by where their columns are not zero, so that zeros are not multiplied. */
export function groupColumns(count: i32, kinds: usize, kept: usize, grouped: usize): void {
  let filled = 0;
  for (let kind = upper; kind <= lower; kind++) {
    for (let i = 0; i < count; i++) if (index(kinds, index(kept, i)) === kind) setIndex(grouped, filled++, i);
    if (kind === upper) uppers = filled;
    if (kind === whole) notLowers = filled;
  }
}

/**
 * The kept columns of Z, n rows of which k are the first half's, times `turned`, count × count with rows as grouped last.
 * Gives n × count, column-major.
 */
export function turnColumns(
  n: i32,
  k: i32,
  count: i32,
  z: usize,
  stride: i32,
  kept: usize,
  grouped: usize,
  turned: usize,
): usize {
  const product = allocateZeros(n * count);
  const before = mark();
  const q = allocate(n * count);
  for (let i = 0; i < count; i++)
    memory.copy(at(q, i * n), at(z, index(kept, index(grouped, i)) * stride), (<usize>n) << 3);
  addProduct(k, count, notLowers, 1, q, 1, n, turned, 1, count, product, 1, n);
  const below = at(q, uppers * n + k);
  addProduct(n - k, count, count - uppers, 1, below, 1, n, at(turned, uppers), 1, count, at(product, k), 1, n);
  release(before);
  return product;
}

/**
 * The order in which `count` new values and the deflated ones ascend, new ones first in its numbering; d takes all.
 */
export function orderJoined(n: i32, count: i32, d: usize, roots: usize, deflated: usize, order: usize): void {
  const before = mark();
  const values = allocate(n);
  for (let i = 0; i < count; i++) store<f64>(at(values, i), load<f64>(at(roots, i)));
  for (let i = count; i < n; i++) store<f64>(at(values, i), load<f64>(at(d, index(deflated, i - count))));
  sortIndices(n, values, order);
  for (let i = 0; i < n; i++) store<f64>(at(d, i), load<f64>(at(values, index(order, i))));
  release(before);
}

/** The columns of Z, `rows` long, in the order of `orderJoined`: `count` fresh ones, and the deflated of Z itself. */
export function placeColumns(
  rows: i32,
  n: i32,
  count: i32,
  fresh: usize,
  z: usize,
  stride: i32,
  deflated: usize,
  order: usize,
): void {
  const before = mark();
  const bytes = (<usize>rows) << 3;
  const old = allocate(rows * (n - count));
  for (let i = count; i < n; i++)
    memory.copy(at(old, (i - count) * rows), at(z, index(deflated, i - count) * stride), bytes);
  for (let i = 0; i < n; i++) {
    const j = index(order, i);
    const from = j < count ? at(fresh, j * rows) : at(old, (j - count) * rows);
    memory.copy(at(z, i * stride), from, bytes);
  }
  release(before);
}
