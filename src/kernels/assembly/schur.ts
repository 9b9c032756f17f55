// A = QTQᵀ, the real Schur form, by QR with many shifts and early deflation. Source: K. Braman, R. Byers and R. Mathias, The
// multishift QR algorithm, parts I and II, SIAM J. Matrix Anal. Appl. 23, 2002.

import { deflateEarly, shiftPairs, shifts } from './earlyDeflation';
import { applyReflectors } from './blockReflector';
import { reduceToHessenberg } from './hessenberg';
import { allocate, allocateZeros, mark, release } from './memory';
import { sweep } from './sweep';
import { at } from './simd';
import { smallSchur, splitHessenberg } from './smallSchur';
import { transpose } from './transpose';
import { norm } from './vector';
import { turnOutside } from './window';

/** Up to this size one double shift after the other. */
const smallest: i32 = 60;
/** Sweeps without a deflation. */
const maximumSweeps: i32 = 60;
/** Entries below this share of ‖A‖ count as 0: their squares, which the shifts need, would underflow. */
const negligible: f64 = 1e-120;

/**
 * A = QTQᵀ of a row-major n × n A with entries of size about 1, which becomes T: upper triangular but for a 2 × 2 block on
 * the diagonal for each pair of complex eigenvalues. False if an iteration did not converge.
 */
export function schur(n: i32, a: usize, q: usize): bool {
  const before = mark();
  const h = allocate(n * n);
  const z = allocateZeros(n * n);
  for (let i = 0; i < n; i++) store<f64>(at(z, i * (n + 1)), 1);
  transpose(n, n, a, h);
  if (n > 2) {
    const v = allocate(n * n);
    const tau = allocate(n);
    reduceToHessenberg(n, h, v, tau);
    applyReflectors(n - 1, n - 1, n - 2, at(v, 1), n, tau, at(z, n + 1), 1, n);
  }
  const converged = hessenbergSchur(n, h, z);
  transpose(n, n, h, a);
  transpose(n, n, z, q);
  release(before);
  return converged;
}

function hessenbergSchur(n: i32, h: usize, z: usize): bool {
  const floor = negligible * norm(n * n, h);
  let high = n - 1;
  let sweeps = 0;
  while (high > 0) {
    const low = splitHessenberg(0, high, h, n, floor);
    const size = high - low + 1;
    if (size <= smallest) {
      if (size > 1 && !solveWindow(n, low, size, h, z, floor)) return false;
      high = low - 1;
      sweeps = 0;
      continue;
    }
    if (sweeps++ === maximumSweeps) return false;
    const wanted = size < 150 ? 4 : size < 350 ? 6 : size < 700 ? 10 : 16;
    const deflated = deflateEarly(n, low, high, 3 * wanted + 4, wanted, sweeps % 6 === 0, h, z, floor);
    high -= deflated;
    if (deflated > 0) sweeps = 0;
    // many at once promise more of the same
    if (deflated > wanted / 2 || high - low < smallest) continue;
    sweep(n, low, high, shiftPairs, shifts, h, z);
  }
  return true;
}

function solveWindow(n: i32, start: i32, size: i32, h: usize, z: usize, floor: f64): bool {
  const before = mark();
  const u = allocateZeros(size * size);
  for (let i = 0; i < size; i++) store<f64>(at(u, i * (size + 1)), 1);
  const converged = smallSchur(size, at(h, start * (n + 1)), n, u, size, floor);
  turnOutside(n, start, size, u, h, z);
  release(before);
  return converged;
}
