import { allocate, allocateZeros, clear, mark, release } from './memory';
import { applyBlock, copyTrapezoid, formTriangle } from './blockReflector';
import { applyReflector, makeReflector } from './reflector';
import { at } from './simd';
import { copyView } from './transpose';

const panel: i32 = 32;

/**
 * A = QR of a row-major m × n A: R is left on and above the diagonal of its first k = min(m, n) rows, the rest is
 * overwritten; Q, m × k row-major, is written to `q`. In blocks of 32 reflectors.
 */
export function factorQr(m: i32, n: i32, a: usize, q: usize): void {
  const k = min(m, n);
  const before = mark();
  // for each panel its V, m − j rows, and its T
  const blocks = (k + panel - 1) / panel;
  const reflectors = allocate(m * k);
  const triangles = allocate(blocks * panel * panel);
  let v = reflectors;
  for (let j = 0; j < k; j += panel) {
    const width = min(panel, k - j);
    const rows = m - j;
    const t = at(triangles, j * panel);
    factorPanel(rows, width, at(a, j * n + j), n, v, t);
    const right = j + width;
    applyBlock(rows, n - right, width, v, rows, t, true, at(a, j * n + right), n, 1);
    v = at(v, rows * width);
  }
  clear(q, m * k);
  for (let i = 0; i < k; i++) store<f64>(at(q, i * k + i), 1);
  for (let j = (blocks - 1) * panel; j >= 0; j -= panel) {
    const width = min(panel, k - j);
    const rows = m - j;
    v -= (<usize>(rows * width)) << 3;
    applyBlock(rows, k - j, width, v, rows, at(triangles, j * panel), false, at(q, j * k + j), k, 1);
  }
  release(before);
}

/** Factors an n × k part of A in a column-major copy; leaves R in A, V at `v` and T at `t`. */
function factorPanel(n: i32, k: i32, a: usize, stride: i32, v: usize, t: usize): void {
  const before = mark();
  const columns = allocate(n * k);
  const tau = allocateZeros(k);
  copyView(k, n, a, 1, stride, columns, n);
  for (let j = 0; j < k; j++) {
    const diagonal = at(columns, j * n + j);
    const tauJ = makeReflector(n - j, diagonal);
    store<f64>(at(tau, j), tauJ);
    applyReflector(n - j, diagonal, tauJ, at(diagonal, n), n, k - j - 1);
  }
  copyView(k, k, columns, 1, n, a, stride);
  const trapezoid = copyTrapezoid(n, k, columns, n);
  memory.copy(v, trapezoid, (<usize>(n * k)) << 3);
  formTriangle(n, k, v, n, tau, t);
  release(before);
}
