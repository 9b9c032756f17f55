// H₁H₂…H_k = I − V T Vᵀ, T upper triangular. Source: R. Schreiber and C. Van Loan, A storage-efficient WY representation
// for products of Householder transformations, SIAM J. Sci. Stat. Comput. 10, 1989.

import { allocate, allocateZeros, clear, mark, release } from './memory';
import { addProduct } from './product';
import { at } from './simd';
import { partsOf, partStart, share } from './team';

const panel: i32 = 32;

/**
 * T, k × k row-major, from V, n × k column-major with its ones and zeros in place, and τ of each reflector:
 * t_jj = τ_j, t_ij = −τ_j Σ t_ip (VᵀV)_pj over p from i to j − 1.
 */
export function formTriangle(n: i32, k: i32, v: usize, vStride: i32, tau: usize, t: usize): void {
  const before = mark();
  const gram = allocateZeros(k * k);
  addProduct(k, k, n, 1, v, vStride, 1, v, 1, vStride, gram, k, 1);
  clear(t, k * k);
  for (let j = 0; j < k; j++) {
    const tauJ = load<f64>(at(tau, j));
    store<f64>(at(t, j * k + j), tauJ);
    for (let i = 0; i < j; i++) {
      let sum: f64 = 0;
      for (let p = i; p < j; p++) sum += load<f64>(at(t, i * k + p)) * load<f64>(at(gram, p * k + j));
      store<f64>(at(t, i * k + j), -tauJ * sum);
    }
  }
  release(before);
}

/** A block of reflectors, what it is applied to, and how that is cut. */
@unmanaged
class Job {
  n: i32;
  m: i32;
  k: i32;
  v: usize;
  vStride: i32;
  t: usize;
  transposed: bool;
  c: usize;
  cRow: i32;
  cColumn: i32;
  parts: i32;
}

/** Columns at once, so that their products with V are small. */
const widest: i32 = 1024;

/** C := (I − V S Vᵀ) C for an n × m view C, where S is T, or Tᵀ if `transposed`. V is column-major, n × k. */
export function applyBlock(
  n: i32,
  m: i32,
  k: i32,
  v: usize,
  vStride: i32,
  t: usize,
  transposed: bool,
  c: usize,
  cRow: i32,
  cColumn: i32,
): void {
  if (n <= 0 || m <= 0 || k <= 0) return;
  const parts = partsOf(2 * <f64>n * <f64>m * <f64>k);
  if (parts === 1) {
    applyToColumns(n, m, k, v, vStride, t, transposed, c, cRow, cColumn);
    return;
  }
  const before = mark();
  const address = allocate(offsetof<Job>() >> 3);
  const job = changetype<Job>(address);
  job.n = n;
  job.m = m;
  job.k = k;
  job.v = v;
  job.vStride = vStride;
  job.t = t;
  job.transposed = transposed;
  job.c = c;
  job.cRow = cRow;
  job.cColumn = cColumn;
  job.parts = parts;
  share(parts, applyPart, address);
  release(before);
}

/** Columns of C, in fours, as the product takes them. */
function applyPart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const end = partStart(i + 1, job.parts, job.m, 4);
  for (let from = partStart(i, job.parts, job.m, 4); from < end; from += widest) {
    const c = at(job.c, from * job.cColumn);
    const count = min(widest, end - from);
    applyToColumns(job.n, count, job.k, job.v, job.vStride, job.t, job.transposed, c, job.cRow, job.cColumn);
  }
}

/** The same, in this thread. */
function applyToColumns(
  n: i32,
  m: i32,
  k: i32,
  v: usize,
  vStride: i32,
  t: usize,
  transposed: bool,
  c: usize,
  cRow: i32,
  cColumn: i32,
): void {
  if (m <= 0) return;
  const before = mark();
  const projected = allocateZeros(k * m);
  const turned = allocateZeros(k * m);
  addProduct(k, m, n, 1, v, vStride, 1, c, cRow, cColumn, projected, m, 1);
  addProduct(k, m, k, 1, t, transposed ? 1 : k, transposed ? k : 1, projected, m, 1, turned, m, 1);
  addProduct(n, m, k, -1, v, 1, vStride, turned, m, 1, c, cRow, cColumn);
  release(before);
}

/** A copy of the trapezoid of reflectors below the diagonal of n × k column-major A, with its ones and zeros. */
export function copyTrapezoid(n: i32, k: i32, a: usize, aStride: i32): usize {
  const v = allocate(n * k);
  for (let j = 0; j < k; j++) {
    const column = at(v, j * n);
    memory.copy(column, at(a, j * aStride), (<usize>n) << 3);
    clear(column, min(j, n));
    if (j < n) store<f64>(at(column, j), 1);
  }
  return v;
}

/**
 * Z := H₁H₂…H_count Z for reflectors in the columns of a trapezoid V, n × count, and an n × m view Z.
 */
export function applyReflectors(
  n: i32,
  m: i32,
  count: i32,
  v: usize,
  stride: i32,
  tau: usize,
  z: usize,
  zRow: i32,
  zColumn: i32,
): void {
  const blocks = (count + panel - 1) / panel;
  for (let block = blocks - 1; block >= 0; block--) {
    const before = mark();
    const j = block * panel;
    const width = min(panel, count - j);
    const trapezoid = copyTrapezoid(n - j, width, at(v, j * (stride + 1)), stride);
    const t = allocate(width * width);
    formTriangle(n - j, width, trapezoid, n - j, at(tau, j), t);
    applyBlock(n - j, m, width, trapezoid, n - j, t, false, at(z, j * zRow), zRow, zColumn);
    release(before);
  }
}
