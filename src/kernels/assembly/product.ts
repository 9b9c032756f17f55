// C += α A B by blocks that stay in the caches. Source: K. Goto and R. A. van de Geijn, Anatomy of high-performance
// matrix multiplication, ACM Transactions on Mathematical Software 34, 2008.

import { allocate, mark, release } from './memory';
import { packStrips } from './pack';
import { at, multiplyAdd } from './simd';
import { partsOf, partStart, share } from './team';

/** A block of A, blockRows × blockDepth, stays in the second cache; a strip of B, blockDepth × 4, in the first. */
const blockRows: i32 = 128;
const blockDepth: i32 = 256;
const blockColumns: i32 = 1024;
const tile: i32 = 4;

/** A product, and how it is cut. */
@unmanaged
class Job {
  m: i32;
  n: i32;
  k: i32;
  alpha: f64;
  a: usize;
  aRow: i32;
  aColumn: i32;
  b: usize;
  bRow: i32;
  bColumn: i32;
  c: usize;
  cColumn: i32;
  parts: i32;
}

/**
 * C += α A B for views of m × k, k × n and m × n; element (i, j) of a view lies at i · rowStride + j · columnStride.
 * C may not overlap A or B, and has stride 1 in one direction.
 */
export function addProduct(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  c: usize,
  cRow: i32,
  cColumn: i32,
): void {
  if (m <= 0 || n <= 0 || k <= 0) return;
  if (cRow !== 1) {
    // Cᵀ += α Bᵀ Aᵀ
    addProduct(n, m, k, alpha, b, bColumn, bRow, a, aColumn, aRow, c, cColumn, cRow);
    return;
  }
  const parts = partsOf(<f64>m * <f64>n * <f64>k);
  if (parts === 1) {
    addColumns(m, n, k, alpha, a, aRow, aColumn, b, bRow, bColumn, c, cColumn);
    return;
  }
  const before = mark();
  const address = allocate(offsetof<Job>() >> 3);
  const job = changetype<Job>(address);
  job.m = m;
  job.n = n;
  job.k = k;
  job.alpha = alpha;
  job.a = a;
  job.aRow = aRow;
  job.aColumn = aColumn;
  job.b = b;
  job.bRow = bRow;
  job.bColumn = bColumn;
  job.c = c;
  job.cColumn = cColumn;
  job.parts = parts;
  share(parts, addPart, address);
  release(before);
}

/** Rows of C, or columns where there are more of these, in whole tiles: each entry is summed as without parts. */
function addPart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const byRows = job.m >= job.n;
  const whole = byRows ? job.m : job.n;
  const from = partStart(i, job.parts, whole, tile);
  const count = partStart(i + 1, job.parts, whole, tile) - from;
  addColumns(
    byRows ? count : job.m,
    byRows ? job.n : count,
    job.k,
    job.alpha,
    at(job.a, byRows ? from * job.aRow : 0),
    job.aRow,
    job.aColumn,
    at(job.b, byRows ? 0 : from * job.bColumn),
    job.bRow,
    job.bColumn,
    at(job.c, byRows ? from : from * job.cColumn),
    job.cColumn,
  );
}

/** The same for column-major C, in this thread. */
function addColumns(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  c: usize,
  cColumn: i32,
): void {
  if (m <= 0 || n <= 0) return;
  const before = mark();
  const depth = min(k, blockDepth);
  const packedA = allocate(((min(m, blockRows) + 3) & ~3) * depth);
  const packedB = allocate(((min(n, blockColumns) + 3) & ~3) * depth);
  for (let j = 0; j < n; j += blockColumns) {
    const columns = min(blockColumns, n - j);
    for (let p = 0; p < k; p += blockDepth) {
      const deep = min(blockDepth, k - p);
      packStrips(columns, deep, alpha, at(b, p * bRow + j * bColumn), bColumn, bRow, packedB);
      for (let i = 0; i < m; i += blockRows) {
        const rows = min(blockRows, m - i);
        packStrips(rows, deep, 1, at(a, i * aRow + p * aColumn), aRow, aColumn, packedA);
        addBlock(rows, columns, deep, packedA, packedB, at(c, i + j * cColumn), cColumn);
      }
    }
  }
  release(before);
}

function addBlock(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, stride: i32): void {
  const stripBytes = (<usize>k) << 5;
  const edge = allocate(16);
  for (let j = 0; j < n; j += 4) {
    for (let i = 0; i < m; i += 4) {
      const to = at(c, i + j * stride);
      const stripA = a + <usize>(i >> 2) * stripBytes;
      if (i + 4 <= m && j + 4 <= n) {
        addTile(k, stripA, b, to, (<usize>stride) << 3);
      } else {
        addEdge(min(4, m - i), min(4, n - j), k, stripA, b, to, stride, edge);
      }
    }
    b += stripBytes;
  }
  release(edge);
}

/** A tile that is cut off by the edge of C: by way of a whole one. */
function addEdge(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, stride: i32, tile: usize): void {
  memory.fill(tile, 0, 128);
  addTile(k, a, b, tile, 32);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      const to = at(c, i + j * stride);
      store<f64>(to, load<f64>(to) + load<f64>(at(tile, i + 4 * j)));
    }
  }
}

/** A 4 × 4 tile of C, whose columns lie `stride` bytes apart, in 8 registers. */
function addTile(k: i32, a: usize, b: usize, c: usize, stride: usize): void {
  let top0 = f64x2.splat(0);
  let top1 = top0;
  let top2 = top0;
  let top3 = top0;
  let low0 = top0;
  let low1 = top0;
  let low2 = top0;
  let low3 = top0;
  const end = a + ((<usize>k) << 5);
  while (a < end) {
    const high = v128.load(a);
    const low = v128.load(a, 16);
    let one = v128.load_splat<f64>(b);
    top0 = multiplyAdd(high, one, top0);
    low0 = multiplyAdd(low, one, low0);
    one = v128.load_splat<f64>(b, 8);
    top1 = multiplyAdd(high, one, top1);
    low1 = multiplyAdd(low, one, low1);
    one = v128.load_splat<f64>(b, 16);
    top2 = multiplyAdd(high, one, top2);
    low2 = multiplyAdd(low, one, low2);
    one = v128.load_splat<f64>(b, 24);
    top3 = multiplyAdd(high, one, top3);
    low3 = multiplyAdd(low, one, low3);
    a += 32;
    b += 32;
  }
  addColumn(c, top0, low0);
  addColumn(c + stride, top1, low1);
  addColumn(c + 2 * stride, top2, low2);
  addColumn(c + 3 * stride, top3, low3);
}

function addColumn(c: usize, top: v128, low: v128): void {
  v128.store(c, f64x2.add(v128.load(c), top));
  v128.store(c, f64x2.add(v128.load(c, 16), low), 16);
}
