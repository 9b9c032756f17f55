import { countIteration } from './iterations';
import { hypotenuse } from './reflector';
import { at } from './simd';
import { exchange, rotate } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Steps for one eigenvalue, which takes 2 on average. */
const maximumSteps: i32 = 60;

/**
 * The eigenvalues of a symmetric tridiagonal T of diagonal d, n, and off-diagonal e, n − 1, which is overwritten; the
 * n columns of Z, `rows` long, are turned along, none for rows = 0. Ascending. False if the steps did not do.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.3; EISPACK's implicit QL.
 */
export function tridiagonalQl(n: i32, d: usize, e: usize, z: usize, zStride: i32, rows: i32): bool {
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, abs(load<f64>(at(d, i))));
  for (let i = 0; i < n - 1; i++) largest = max(largest, abs(load<f64>(at(e, i))));
  // to drop all entries below this moves no eigenvalue by more than a quarter of ulp ‖T‖
  const floor = 0.125 * ulp * largest;
  for (let l = 0; l < n; l++) {
    let steps = 0;
    for (;;) {
      const end = findSmall(l, n, d, e, floor);
      if (end === l) break;
      if (steps++ === maximumSteps) return false;
      countIteration();
      step(l, end, d, e, z, zStride, rows);
    }
  }
  sortColumns(n, d, z, zStride, rows);
  return true;
}

/** The first index from l on whose off-diagonal entry is negligible; that entry becomes 0. */
function findSmall(l: i32, n: i32, d: usize, e: usize, floor: f64): i32 {
  for (let i = l; i < n - 1; i++) {
    const size = abs(load<f64>(at(d, i))) + abs(load<f64>(at(d, i + 1)));
    if (abs(load<f64>(at(e, i))) <= ulp * size || abs(load<f64>(at(e, i))) <= floor) {
      store<f64>(at(e, i), 0);
      return i;
    }
  }
  return n - 1;
}

/** One implicit QL step with Wilkinson's shift on rows `low` … `high`. */
function step(low: i32, high: i32, d: usize, e: usize, z: usize, zStride: i32, rows: i32): void {
  const first = load<f64>(at(d, low));
  const beside = load<f64>(at(e, low));
  let g = (load<f64>(at(d, low + 1)) - first) / (2 * beside);
  const root = hypotenuse(g, 1);
  g = load<f64>(at(d, high)) - first + beside / (g + (g < 0 ? -root : root));
  let s: f64 = 1;
  let c: f64 = 1;
  let p: f64 = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = s * load<f64>(at(e, i));
    const b = c * load<f64>(at(e, i));
    const r = hypotenuse(f, g);
    if (i + 1 < high) store<f64>(at(e, i + 1), r);
    if (r === 0) {
      store<f64>(at(d, i + 1), load<f64>(at(d, i + 1)) - p);
      if (i + 1 < high) store<f64>(at(e, i + 1), 0);
      return;
    }
    s = f / r;
    c = g / r;
    g = load<f64>(at(d, i + 1)) - p;
    const t = (load<f64>(at(d, i)) - g) * s + 2 * c * b;
    p = s * t;
    store<f64>(at(d, i + 1), g + p);
    g = c * t - b;
    // columns i and i + 1 := (c z_i − s z_(i+1), s z_i + c z_(i+1))
    if (rows > 0) rotate(rows, at(z, i * zStride), at(z, (i + 1) * zStride), c, -s);
  }
  store<f64>(at(d, low), load<f64>(at(d, low)) - p);
  store<f64>(at(e, low), g);
}

/** Ascending, by selection: columns move less often than numbers are compared. */
function sortColumns(n: i32, d: usize, z: usize, zStride: i32, rows: i32): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) if (load<f64>(at(d, j)) < load<f64>(at(d, least))) least = j;
    if (least === i) continue;
    exchange(1, at(d, i), at(d, least), 1);
    exchange(rows, at(z, i * zStride), at(z, least * zStride), 1);
  }
}
