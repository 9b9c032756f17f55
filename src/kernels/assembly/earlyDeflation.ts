// Aggressive early deflation: the eigenvalues of a window at the end that are eigenvalues of the whole already.
// Source: K. Braman, R. Byers and R. Mathias, The multishift QR algorithm, part II, SIAM J. Matrix Anal. Appl. 23, 2002.

import { eigenvaluesOf, im1, im2, re1, re2 } from './bulge';
import { allocate, allocateZeros, copy, mark, release } from './memory';
import { addMatrixVector } from './matrixVector';
import { applyReflector, makeReflector } from './reflector';
import { at } from './simd';
import { smallSchur } from './smallSchur';
import { addScaled } from './vector';
import { turnOutside } from './window';

const ulp: f64 = 2.220446049250313e-16;
const mostPairs: i32 = 32;

/** The double shifts for the next sweep: how many, and four numbers each, the real and imaginary parts of two. */
export let shiftPairs: i32 = 0;
export const shifts: usize = memory.data(mostPairs * 4 * 8, 16);

/**
 * Takes the last `size` rows of `low` … `high`, deflates what it can, and leaves up to `wanted` pairs of the other
 * eigenvalues as shifts, or exceptional ones. Gives how many rows were deflated.
 */
export function deflateEarly(
  n: i32,
  low: i32,
  high: i32,
  size: i32,
  wanted: i32,
  exceptional: bool,
  h: usize,
  z: usize,
  floor: f64,
): i32 {
  const before = mark();
  const start = high - size + 1;
  const corner = at(h, start * (n + 1));
  const spike = load<f64>(at(corner, -n));
  const t = allocate(size * size);
  const v = allocateZeros(size * size);
  for (let j = 0; j < size; j++) {
    copy(at(t, j * size), at(corner, j * n), size);
    store<f64>(at(v, j * (size + 1)), 1);
  }
  if (!smallSchur(size, t, size, v, size, floor)) {
    exceptionalShifts(n, high, h, wanted);
    release(before);
    return 0;
  }
  const kept = undeflated(size, spike, t, v, floor);
  collectShifts(kept, size, t, wanted);
  if (exceptional || shiftPairs === 0) exceptionalShifts(n, high, h, wanted);
  if (kept < size) {
    if (kept > 0) restoreHessenberg(kept, size, t, v);
    store<f64>(at(corner, -n), kept > 0 ? spike * load<f64>(v) : 0);
    for (let j = 0; j < size; j++) copy(at(corner, j * n), at(t, j * size), size);
    turnOutside(n, start, size, v, h, z);
  }
  release(before);
  return size - kept;
}

/** How many rows of T remain above those whose part of the spike is negligible. */
function undeflated(size: i32, spike: f64, t: usize, v: usize, floor: f64): i32 {
  let kept = size;
  while (kept > 0) {
    const last = kept - 1;
    const diagonal = at(t, last * (size + 1));
    const isPair = last > 0 && load<f64>(at(diagonal, -size)) !== 0;
    let reach = abs(spike * load<f64>(at(v, last * size)));
    let scale = abs(load<f64>(diagonal));
    if (isPair) {
      reach = max(reach, abs(spike * load<f64>(at(v, (last - 1) * size))));
      scale += sqrt(abs(load<f64>(at(diagonal, -size)))) * sqrt(abs(load<f64>(at(diagonal, -1))));
    }
    if (scale === 0) scale = abs(spike);
    if (reach > max(ulp * scale, floor)) break;
    kept -= isPair ? 2 : 1;
  }
  return kept;
}

/** Shifts from the diagonal of the first `kept` rows of T, the last first; real ones in pairs. */
function collectShifts(kept: i32, size: i32, t: usize, wanted: i32): void {
  shiftPairs = 0;
  let single: f64 = NaN;
  let i = kept - 1;
  while (i >= 0 && shiftPairs < wanted) {
    const diagonal = at(t, i * (size + 1));
    if (i > 0 && load<f64>(at(diagonal, -size)) !== 0) {
      const above = at(diagonal, -size - 1);
      eigenvaluesOf(load<f64>(above), load<f64>(at(diagonal, -1)), load<f64>(above, 8), load<f64>(diagonal));
      pushShift(re1, im1, re2, im2);
      i -= 2;
    } else {
      const value = load<f64>(diagonal);
      if (single === single) {
        pushShift(single, 0, value, 0);
        single = NaN;
      } else {
        single = value;
      }
      i--;
    }
  }
  if (single === single && shiftPairs < wanted) pushShift(single, 0, single, 0);
}

function pushShift(r1: f64, i1: f64, r2: f64, i2: f64): void {
  const to = at(shifts, 4 * shiftPairs++);
  store<f64>(to, r1);
  store<f64>(to, i1, 8);
  store<f64>(to, r2, 16);
  store<f64>(to, i2, 24);
}

/** Shifts that have to do with the last rows, but break a cycle. */
function exceptionalShifts(n: i32, high: i32, h: usize, wanted: i32): void {
  shiftPairs = 0;
  for (let i = high; shiftPairs < wanted && i > high - 2 * wanted; i -= 2) {
    const diagonal = at(h, i * (n + 1));
    const size = abs(load<f64>(at(diagonal, -n))) + abs(load<f64>(at(diagonal, -2 * n - 1)));
    const middle = load<f64>(diagonal) + 0.75 * size;
    eigenvaluesOf(middle, -0.4375 * size, size, middle);
    pushShift(re1, im1, re2, im2);
  }
}

/** Turns the first `kept` rows of T so that the spike is one entry again, and they are Hessenberg. */
function restoreHessenberg(kept: i32, size: i32, t: usize, v: usize): void {
  const before = mark();
  const vector = allocate(kept);
  for (let j = 0; j < kept; j++) store<f64>(at(vector, j), load<f64>(at(v, j * size)));
  turnBoth(0, kept, size, vector, t, v);
  for (let j = 0; j < kept - 2; j++) {
    copy(vector, at(t, j * size + j + 1), kept - j - 1);
    turnBoth(j + 1, kept, size, vector, t, v);
    // exactly
    for (let i = j + 2; i < kept; i++) store<f64>(at(t, j * size + i), 0);
  }
  release(before);
}

/** T := HTH, V := VH for the reflector H of x in rows `first` … `kept` − 1. */
function turnBoth(first: i32, kept: i32, size: i32, x: usize, t: usize, v: usize): void {
  const count = kept - first;
  const factor = makeReflector(count, x);
  applyReflector(count, x, factor, at(t, first), size, size);
  applyReflectorRight(kept, count, x, factor, at(t, first * size), size);
  applyReflectorRight(size, count, x, factor, at(v, first * size), size);
}

/** C := CH for H = I − τ x xᵀ with x₀ = 1 in place, and column-major C, m × n. */
function applyReflectorRight(m: i32, n: i32, x: usize, factor: f64, c: usize, stride: i32): void {
  if (factor === 0) return;
  const before = mark();
  const first = load<f64>(x);
  store<f64>(x, 1);
  const product = allocateZeros(m);
  addMatrixVector(m, n, 1, c, stride, x, product);
  for (let j = 0; j < n; j++) addScaled(m, -factor * load<f64>(at(x, j)), product, at(c, j * stride));
  store<f64>(x, first);
  release(before);
}
