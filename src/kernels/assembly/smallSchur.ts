import { eigenvaluesOf, im1, im2, moveBulge, re1, re2 } from './bulge';
import { hypotenuse } from './reflector';
import { at } from './simd';
import { rotate } from './vector';

const ulp: f64 = 2.220446049250313e-16;
/** Double steps for one eigenvalue or pair, which takes 2 or 3. */
const maximumSteps: i32 = 60;

/** Sets the lowest negligible entry below the diagonal of rows `low` … `high` to 0; gives the row it was in, or `low`. */
export function splitHessenberg(low: i32, high: i32, h: usize, stride: i32, floor: f64): i32 {
  for (let i = high; i > low; i--) {
    const before = at(h, (i - 1) * (stride + 1));
    const below = abs(load<f64>(before, 8));
    const size = abs(load<f64>(before)) + abs(load<f64>(at(h, i * (stride + 1))));
    if (below <= max(ulp * size, floor)) {
      store<f64>(before, 0, 8);
      return i;
    }
  }
  return low;
}

/**
 * H = UTUᵀ for a column-major Hessenberg H, n × n: T in its place, U times what stands there. Real eigenvalues stand alone
 * on the diagonal. Entries below `floor` count as 0. False if the steps did not do.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithms 7.5.1 and 7.5.2.
 */
export function smallSchur(n: i32, h: usize, stride: i32, u: usize, uStride: i32, floor: f64): bool {
  let high = n - 1;
  let steps = 0;
  while (high > 0) {
    const low = splitHessenberg(0, high, h, stride, floor);
    if (low >= high - 1) {
      if (low === high - 1) splitPair(n, low, h, stride, u, uStride);
      high = low - 1;
      steps = 0;
      continue;
    }
    if (steps++ === maximumSteps) return false;
    const last = at(h, (high - 1) * (stride + 1));
    if (steps % 10 === 0) {
      // exceptional shifts, as in EISPACK's hqr
      const size = abs(load<f64>(last, 8)) + abs(load<f64>(at(last, -stride)));
      eigenvaluesOf(
        0.75 * size + load<f64>(at(last, stride), 8),
        -0.4375 * size,
        size,
        0.75 * size + load<f64>(at(last, stride), 8),
      );
    } else {
      const other = at(last, stride);
      eigenvaluesOf(load<f64>(last), load<f64>(other), load<f64>(last, 8), load<f64>(other, 8));
    }
    let k = low - 1;
    while (moveBulge(k, low, high, re1, im1, re2, im2, h, stride, 0, n, u, uStride, n, 0)) k++;
  }
  return true;
}

/** Makes the 2 × 2 block at row k triangular by a rotation if its eigenvalues are real. */
function splitPair(n: i32, k: i32, h: usize, stride: i32, u: usize, uStride: i32): void {
  const corner = at(h, k * (stride + 1));
  const other = at(corner, stride);
  const c = load<f64>(corner, 8);
  const d = load<f64>(other, 8);
  eigenvaluesOf(load<f64>(corner), load<f64>(other), c, d);
  if (im1 !== 0 || c === 0) return;
  // the eigenvector (λ − d, c) of λ
  const z = re1 - d;
  const length = hypotenuse(z, c);
  const cosine = z / length;
  const sine = c / length;
  for (let j = k; j < n; j++) {
    const p = at(h, j * stride + k);
    const x = load<f64>(p);
    const y = load<f64>(p, 8);
    store<f64>(p, cosine * x + sine * y);
    store<f64>(p, cosine * y - sine * x, 8);
  }
  rotate(k + 2, at(h, k * stride), at(h, (k + 1) * stride), cosine, sine);
  rotate(n, at(u, k * uStride), at(u, (k + 1) * uStride), cosine, sine);
  store<f64>(corner, 0, 8);
}
