// AP = QR in blocks, the longest column that is left first. Sources: G. Quintana-Ortí, X. Sun and C. H. Bischof, A BLAS-3
// version of the QR factorization with column pivoting, SIAM J. Sci. Comput. 19, 1998; how lengths are kept: Z. Drmač and
// Z. Bujanović, On the failure of rank-revealing QR factorization software, ACM Trans. Math. Software 35, 2008.

import { applyReflectors } from './blockReflector';
import { allocate, allocateZeros, clear, mark, release } from './memory';
import { addMatrixVector, transposedMatrixVector } from './matrixVector';
import { addProduct } from './product';
import { makeReflector } from './reflector';
import { at } from './simd';
import { copyView, transpose } from './transpose';
import { exchange, indexOfLargest, norm, scale } from './vector';

const panel: i32 = 32;
/** √ulp: of a length whose square has shrunk to this share since it was measured, too few digits are left. */
const lostShare: f64 = 1.4901161193847656e-8;
/** In place of the length at its last measurement: to be measured again. */
const unknown: f64 = -1;

/**
 * AP = QR of a row-major m × n A: R is left in its first k = min(m, n) rows; Q, m × k row-major, is written to `q`; column j
 * of AP is column `order[j]` of A, a 32-bit number.
 */
export function factorPivotedQr(m: i32, n: i32, a: usize, q: usize, order: usize): void {
  const before = mark();
  const k = min(m, n);
  const columns = allocate(m * n);
  transpose(m, n, a, columns);
  const lengths = allocate(n);
  const measured = allocate(n);
  const tau = allocateZeros(k);
  const f = allocate(n * panel);
  for (let j = 0; j < n; j++) {
    store<i32>(order + ((<usize>j) << 2), j);
    measure(m, at(columns, j * m), at(lengths, j), at(measured, j));
  }
  let first = 0;
  while (first < k) {
    const end = first + factorPanel(m, n, first, min(panel, k - first), columns, lengths, measured, order, tau, f);
    const corner = at(columns, end * (m + 1));
    // A₂₂ −= V Fᵀ
    addProduct(
      m - end,
      n - end,
      end - first,
      -1,
      at(columns, first * m + end),
      1,
      m,
      at(f, end - first),
      n,
      1,
      corner,
      1,
      m,
    );
    for (let j = end; j < n; j++)
      if (load<f64>(at(measured, j)) === unknown)
        measure(m - end, at(columns, j * m + end), at(lengths, j), at(measured, j));
    first = end;
  }
  clear(q, m * k);
  for (let i = 0; i < k; i++) store<f64>(at(q, i * (k + 1)), 1);
  applyReflectors(m, k, k, columns, m, tau, q, k, 1);
  copyView(k, n, columns, 1, m, a, n);
  release(before);
}

function measure(n: i32, x: usize, length: usize, measured: usize): void {
  const value = norm(n, x);
  store<f64>(length, value);
  store<f64>(measured, value);
}

/**
 * Up to `width` reflectors V from column `first` on, fewer where a length was lost, and F for which what is right of and
 * below them becomes A − V Fᵀ: of these only the rows of R are written yet. Gives their number.
 */
function factorPanel(
  m: i32,
  n: i32,
  first: i32,
  width: i32,
  columns: usize,
  lengths: usize,
  measured: usize,
  order: usize,
  tau: usize,
  f: usize,
): i32 {
  const before = mark();
  const short = allocate(width);
  const change = allocate(n);
  let done = 0;
  let lost = false;
  while (done < width && !lost) {
    const j = first + done;
    const longest = j + indexOfLargest(n - j, at(lengths, j));
    if (longest !== j) {
      exchange(m, at(columns, j * m), at(columns, longest * m), 1);
      exchange(done, at(f, done), at(f, longest - first), n);
      exchange(1, at(lengths, j), at(lengths, longest), 1);
      exchange(1, at(measured, j), at(measured, longest), 1);
      exchangeIntegers(order + ((<usize>j) << 2), order + ((<usize>longest) << 2));
    }
    const diagonal = at(columns, j * (m + 1));
    const reflectors = at(columns, first * m + j);
    const rows = m - j;
    const rest = n - j - 1;
    const fRest = at(f, done + 1);
    // a_j −= V f_jᵀ
    copyView(1, done, at(f, done), 1, n, short, done);
    addMatrixVector(rows, done, -1, reflectors, m, short, diagonal);
    const tauJ = makeReflector(rows, diagonal);
    const beta = load<f64>(diagonal);
    store<f64>(at(tau, j), tauJ);
    store<f64>(diagonal, 1);
    // f = τ (Aᵀv − F Vᵀv)
    const fresh = at(fRest, done * n);
    transposedMatrixVector(rows, rest, at(diagonal, m), m, diagonal, fresh);
    transposedMatrixVector(rows, done, reflectors, m, diagonal, short);
    addMatrixVector(rest, done, -1, fRest, n, short, fresh);
    scale(rest, tauJ, fresh);
    done++;
    // row j of R −= row j of V Fᵀ
    copyView(1, done, reflectors, 1, m, short, done);
    clear(change, rest);
    addMatrixVector(rest, done, 1, fRest, n, short, change);
    lost = subtractRow(rest, change, at(diagonal, m), m, at(lengths, j + 1), at(measured, j + 1));
    store<f64>(diagonal, beta);
  }
  release(before);
  return done;
}

/** x −= y, and lengths without what is x now: ℓ² := ℓ² − x². Whether one of them has to be measured again. */
function subtractRow(n: i32, y: usize, x: usize, stride: i32, lengths: usize, measured: usize): bool {
  let lost = false;
  for (let i = 0; i < n; i++) {
    const entry = at(x, i * stride);
    const value = load<f64>(entry) - load<f64>(at(y, i));
    store<f64>(entry, value);
    const length = load<f64>(at(lengths, i));
    if (length === 0) continue;
    const share = abs(value) / length;
    const left = max(0, (1 + share) * (1 - share));
    const shrunk = length / load<f64>(at(measured, i));
    if (left * shrunk * shrunk <= lostShare) {
      store<f64>(at(measured, i), unknown);
      lost = true;
    } else {
      store<f64>(at(lengths, i), length * sqrt(left));
    }
  }
  return lost;
}

function exchangeIntegers(x: usize, y: usize): void {
  const held = load<i32>(x);
  store<i32>(x, load<i32>(y));
  store<i32>(y, held);
}
