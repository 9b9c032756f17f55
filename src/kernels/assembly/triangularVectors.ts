// Eigenvectors of a quasi-triangular T by back substitution. Source: LAPACK's dtrevc and dlaln2.

import { clear } from './memory';
import { at } from './simd';
import { addScaled, scale } from './vector';

/** A vector is scaled down when it grows beyond this. */
const large: f64 = 1e100;

/** The quotient of the last call of `divide`. */
let quotientRe: f64 = 0;
let quotientIm: f64 = 0;

/** (a + ib) / (c + id), by Smith's method. */
function divide(a: f64, b: f64, c: f64, d: f64): void {
  if (abs(c) >= abs(d)) {
    const ratio = d / c;
    const denominator = c + d * ratio;
    quotientRe = (a + b * ratio) / denominator;
    quotientIm = (b - a * ratio) / denominator;
  } else {
    const ratio = c / d;
    const denominator = c * ratio + d;
    quotientRe = (a * ratio + b) / denominator;
    quotientIm = (b * ratio - a) / denominator;
  }
}

/**
 * (T − λI)x = 0 for the eigenvalue λ = re + i im that ends in row k of column-major T, n × n: x at `x` and, for im ≠ 0, its
 * imaginary part at `y`, both 0 below row k. Pivots below `smallest` are replaced by it, as for a repeated eigenvalue.
 */
export function triangularVector(n: i32, k: i32, t: usize, re: f64, im: f64, smallest: f64, x: usize, y: usize): void {
  clear(x, n);
  const isComplex = im !== 0;
  if (isComplex) clear(y, n);
  let j: i32;
  if (isComplex) {
    startPair(n, k, t, re, im, x, y);
    j = k - 2;
    eliminate(j + 1, n, k - 1, t, x, y, true);
  } else {
    store<f64>(at(x, k), 1);
    j = k - 1;
  }
  eliminate(j + 1, n, k, t, x, y, isComplex);
  while (j >= 0) {
    const isPair = j > 0 && load<f64>(at(t, (j - 1) * n + j)) !== 0;
    const first = isPair ? j - 1 : j;
    if (isPair) solvePair(n, first, t, re, im, smallest, x, y, isComplex);
    else solveOne(n, j, t, re, im, smallest, x, y, isComplex);
    limitSize(k, first, x, y, isComplex);
    limitSize(k, j, x, y, isComplex);
    if (isPair) eliminate(first, n, first, t, x, y, isComplex);
    eliminate(first, n, j, t, x, y, isComplex);
    j = first - 1;
  }
}

/** The vector of the 2 × 2 block that ends in row k. */
function startPair(n: i32, k: i32, t: usize, re: f64, im: f64, x: usize, y: usize): void {
  const a = load<f64>(at(t, (k - 1) * (n + 1)));
  const c = load<f64>(at(t, (k - 1) * n + k));
  const b = load<f64>(at(t, k * n + k - 1));
  const d = load<f64>(at(t, k * (n + 1)));
  if (abs(b) >= abs(c)) {
    store<f64>(at(x, k - 1), 1);
    store<f64>(at(x, k), (re - a) / b);
    store<f64>(at(y, k), im / b);
  } else {
    store<f64>(at(x, k - 1), (re - d) / c);
    store<f64>(at(y, k - 1), im / c);
    store<f64>(at(x, k), 1);
  }
}

/** Takes x_j times column j of T from the first `count` rows. */
function eliminate(count: i32, n: i32, j: i32, t: usize, x: usize, y: usize, isComplex: bool): void {
  addScaled(count, -load<f64>(at(x, j)), at(t, j * n), x);
  if (isComplex) addScaled(count, -load<f64>(at(y, j)), at(t, j * n), y);
}

/** (t_jj − λ) x_j = b_j. */
function solveOne(
  n: i32,
  j: i32,
  t: usize,
  re: f64,
  im: f64,
  smallest: f64,
  x: usize,
  y: usize,
  isComplex: bool,
): void {
  let pivot = load<f64>(at(t, j * (n + 1))) - re;
  if (abs(pivot) + abs(im) < smallest) pivot = smallest;
  if (isComplex) {
    divide(load<f64>(at(x, j)), load<f64>(at(y, j)), pivot, -im);
    store<f64>(at(x, j), quotientRe);
    store<f64>(at(y, j), quotientIm);
  } else {
    store<f64>(at(x, j), load<f64>(at(x, j)) / pivot);
  }
}

/** The 2 × 2 system of rows j and j + 1, by elimination from the row with the larger first entry. */
function solvePair(
  n: i32,
  j: i32,
  t: usize,
  re: f64,
  im: f64,
  smallest: f64,
  x: usize,
  y: usize,
  isComplex: bool,
): void {
  const a = load<f64>(at(t, j * (n + 1))) - re;
  const c = load<f64>(at(t, j * n + j + 1));
  const b = load<f64>(at(t, (j + 1) * n + j));
  const d = load<f64>(at(t, (j + 1) * (n + 1))) - re;
  const swapped = abs(c) > abs(a) + abs(im);
  const first = swapped ? j + 1 : j;
  const second = swapped ? j : j + 1;
  // (p q; r s) with p the pivot
  const pRe = swapped ? c : a;
  const pIm = swapped ? 0 : -im;
  const qRe = swapped ? d : b;
  const qIm = swapped ? -im : 0;
  const rRe = swapped ? a : c;
  const rIm = swapped ? -im : 0;
  const sRe = swapped ? b : d;
  const sIm = swapped ? 0 : -im;
  const f = load<f64>(at(x, first));
  const fIm = isComplex ? load<f64>(at(y, first)) : 0;
  const g = load<f64>(at(x, second));
  const gIm = isComplex ? load<f64>(at(y, second)) : 0;
  divide(rRe, rIm, pRe, pIm);
  const mRe = quotientRe;
  const mIm = quotientIm;
  let uRe = sRe - (mRe * qRe - mIm * qIm);
  const uIm = sIm - (mRe * qIm + mIm * qRe);
  if (abs(uRe) + abs(uIm) < smallest) uRe = smallest;
  divide(g - (mRe * f - mIm * fIm), gIm - (mRe * fIm + mIm * f), uRe, uIm);
  const lastRe = quotientRe;
  const lastIm = quotientIm;
  divide(f - (qRe * lastRe - qIm * lastIm), fIm - (qRe * lastIm + qIm * lastRe), pRe, pIm);
  store<f64>(at(x, j), quotientRe);
  store<f64>(at(x, j + 1), lastRe);
  if (!isComplex) return;
  store<f64>(at(y, j), quotientIm);
  store<f64>(at(y, j + 1), lastIm);
}

/** Scales the whole vector down when its entry j has grown too large. */
function limitSize(k: i32, j: i32, x: usize, y: usize, isComplex: bool): void {
  const size = abs(load<f64>(at(x, j))) + (isComplex ? abs(load<f64>(at(y, j))) : 0);
  if (size <= large) return;
  scale(k + 1, 1 / size, x);
  if (isComplex) scale(k + 1, 1 / size, y);
}
