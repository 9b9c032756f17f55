// The roots λ_j of 1 + ρ Σ z_i² / (D_i − λ) = 0, ρ > 0, D_0 < D_1 < …, by which two halves of an eigenproblem are
// joined. Sources: R.-C. Li, Solving secular equations stably and efficiently, LAPACK Working Note 89, 1993; M. Gu and
// S. C. Eisenstat, SIAM J. Matrix Anal. Appl. 15 and 16, 1994 and 1995.

import { countIteration } from './iterations';
import { allocate, mark, release } from './memory';
import { at, laneSum } from './simd';

const ulp: f64 = 2.220446049250313e-16;
/** Quadratic convergence takes 3 to 6; a bracket is halved where it fails. */
const maximumSteps: i32 = 100;

/** The sum of z² / δ over a range, and of z² / δ², its derivative. */
let sum: f64 = 0;
let slope: f64 = 0;

function sumPoles(from: i32, to: i32, z: usize, delta: usize): void {
  let values = f64x2.splat(0);
  let slopes = values;
  let i = from;
  for (; i + 2 <= to; i += 2) {
    const weight = v128.load(at(z, i));
    const share = f64x2.div(weight, v128.load(at(delta, i)));
    values = f64x2.add(values, f64x2.mul(weight, share));
    slopes = f64x2.add(slopes, f64x2.mul(share, share));
  }
  sum = laneSum(values);
  slope = laneSum(slopes);
  if (i < to) {
    const weight = load<f64>(at(z, i));
    const share = weight / load<f64>(at(delta, i));
    sum += weight * share;
    slope += share * share;
  }
}

/** D_i − D_o: differences of d, or of their squares without forming these. */
function difference(d: usize, squared: bool, i: i32, o: i32): f64 {
  const x = load<f64>(at(d, i));
  const y = load<f64>(at(d, o));
  return squared ? (x - y) * (x + y) : x - y;
}

/**
 * Root j of n. Writes D_i − λ_j, each to high relative accuracy, at `delta`, and gives λ_j, or its root where D are the
 * squares of d. NaN if the steps did not do.
 */
export function secularRoot(n: i32, j: i32, d: usize, squared: bool, z: usize, rho: f64, delta: usize): f64 {
  if (n === 1) {
    const from = load<f64>(d);
    const shift = rho * load<f64>(z) * load<f64>(z);
    store<f64>(delta, -shift);
    return squared ? sqrt(from * from + shift) : from + shift;
  }
  const before = mark();
  const poles = allocate(n);
  const last = j === n - 1;
  const inverse = 1 / rho;
  // the interval, from pole j to the next, or as far as the last root can lie
  let width: f64 = 0;
  if (last) {
    for (let i = 0; i < n; i++) width += load<f64>(at(z, i)) * load<f64>(at(z, i));
    width *= rho;
  } else {
    width = difference(d, squared, j + 1, j);
  }
  // the sign in the middle says which pole is nearer; all is measured from that one
  let origin = j;
  for (let i = 0; i < n; i++) store<f64>(at(delta, i), difference(d, squared, i, j) - width / 2);
  sumPoles(0, n, z, delta);
  const middle = inverse + sum;
  let low: f64 = 0;
  let high: f64 = width;
  if (middle > 0 || last) {
    if (middle > 0) high = width / 2;
    else low = width / 2;
  } else {
    origin = j + 1;
    low = -width / 2;
    high = 0;
  }
  for (let i = 0; i < n; i++) store<f64>(at(poles, i), difference(d, squared, i, origin));
  // the two poles between which f is interpolated, and where the sums are split
  const left = last ? j - 1 : j;
  const right = left + 1;
  let tau = (low + high) / 2;
  let done = false;
  for (let step = 0; step < maximumSteps; step++) {
    countIteration();
    for (let i = 0; i < n; i++) store<f64>(at(delta, i), load<f64>(at(poles, i)) - tau);
    sumPoles(0, right, z, delta);
    const psi = sum;
    const psiSlope = slope;
    sumPoles(right, n, z, delta);
    const phi = sum;
    const phiSlope = slope;
    const f = inverse + psi + phi;
    const size = inverse + abs(psi) + abs(phi);
    if (abs(f) <= ulp * (4 * size + abs(tau) * (psiSlope + phiSlope))) {
      done = true;
      break;
    }
    // f rises between the poles
    if (f < 0) low = max(low, tau);
    else high = min(high, tau);
    if (high - low <= ulp * max(abs(low), abs(high))) {
      done = true;
      break;
    }
    const first = load<f64>(at(delta, left));
    const second = load<f64>(at(delta, right));
    const next = tau + interpolate(f, psiSlope, phiSlope, first, second, last);
    // halve, in magnitude where both ends have one, when the step leaves the bracket
    tau = next > low && next < high ? next : halve(low, high);
  }
  release(before);
  if (!done) return NaN;
  const from = load<f64>(at(d, origin));
  return squared ? sqrt(from * from + tau) : from + tau;
}

/** Between two numbers: the geometric mean where they are of one sign and far apart, or the arithmetic one. */
function halve(low: f64, high: f64): f64 {
  if (low > 0 && high > 4 * low) return sqrt(low) * sqrt(high);
  if (high < 0 && low < 4 * high) return -sqrt(-low) * sqrt(-high);
  if (low === 0) return high > 1e-290 ? high / 1024 : high / 2;
  if (high === 0) return low < -1e-290 ? low / 1024 : low / 2;
  return low + (high - low) / 2;
}

/**
 * The step to the root of c + s / (δ₁ − η) + t / (δ₂ − η), which has the value and both parts of the slope of f: the
 * middle way of Li's note.
 */
function interpolate(f: f64, psiSlope: f64, phiSlope: f64, first: f64, second: f64, atEnd: bool): f64 {
  const c = f - first * psiSlope - second * phiSlope;
  const a = (first + second) * f - first * second * (psiSlope + phiSlope);
  const b = first * second * f;
  const root = sqrt(max(a * a - 4 * b * c, 0));
  let step: f64;
  if (atEnd) step = a >= 0 ? (a + root) / (2 * abs(c)) : (2 * b) / (a - root);
  else step = a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
  // against the sign of f, as a rising function asks; else by Newton's
  return f * step < 0 ? step : -f / (psiSlope + phiSlope);
}

/**
 * z such that the computed roots are exact ones: |z_i|² = Π_j (D_i − λ_j) / Π_(j≠i) (D_i − D_j), up to a factor that all
 * share, with the signs of the old z. Column j of `delta`, n × n, holds D_i − λ_j.
 */
export function consistentWeights(n: i32, d: usize, squared: bool, delta: usize, z: usize): void {
  const before = mark();
  const squares = allocate(n);
  for (let i = 0; i < n; i++) store<f64>(at(squares, i), load<f64>(at(delta, i * n + i)));
  for (let j = 0; j < n; j++) {
    const column = at(delta, j * n);
    for (let i = 0; i < n; i++) {
      if (j === i) continue;
      const factor = load<f64>(at(column, i)) / difference(d, squared, i, j);
      store<f64>(at(squares, i), load<f64>(at(squares, i)) * factor);
    }
  }
  for (let i = 0; i < n; i++) {
    const size = sqrt(abs(load<f64>(at(squares, i))));
    store<f64>(at(z, i), load<f64>(at(z, i)) < 0 ? -size : size);
  }
  release(before);
}
