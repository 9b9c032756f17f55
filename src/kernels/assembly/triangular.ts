import { allocate, mark, release } from './memory';
import { addProduct } from './product';
import { at, multiplyAdd } from './simd';
import { partsOf, partStart, share } from './team';

const smallest: i32 = 32;
/** Right-hand sides that are solved together in registers. */
const strip: i32 = 8;

/** A system of equations, and how its right-hand sides are cut. */
@unmanaged
class Job {
  lower: bool;
  unit: bool;
  m: i32;
  n: i32;
  t: usize;
  tRow: i32;
  tColumn: i32;
  b: usize;
  bRow: i32;
  bColumn: i32;
  parts: i32;
}

/** B := T⁻¹ B for a triangular m × m view T and an m × n view B; `unit`: the diagonal of T counts as ones. */
export function solveTriangular(
  lower: bool,
  unit: bool,
  m: i32,
  n: i32,
  t: usize,
  tRow: i32,
  tColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
): void {
  const parts = partsOf(0.5 * <f64>m * <f64>m * <f64>n);
  if (parts === 1) {
    solveHalves(lower, unit, m, n, t, tRow, tColumn, b, bRow, bColumn);
    return;
  }
  const before = mark();
  const address = allocate(offsetof<Job>() >> 3);
  const job = changetype<Job>(address);
  job.lower = lower;
  job.unit = unit;
  job.m = m;
  job.n = n;
  job.t = t;
  job.tRow = tRow;
  job.tColumn = tColumn;
  job.b = b;
  job.bRow = bRow;
  job.bColumn = bColumn;
  job.parts = parts;
  share(parts, solvePart, address);
  release(before);
}

/** Columns of B, in whole strips. */
function solvePart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const from = partStart(i, job.parts, job.n, strip);
  const count = partStart(i + 1, job.parts, job.n, strip) - from;
  const b = at(job.b, from * job.bColumn);
  solveHalves(job.lower, job.unit, job.m, count, job.t, job.tRow, job.tColumn, b, job.bRow, job.bColumn);
}

/** By halves: (T₁₁ 0; T₂₁ T₂₂)⁻¹ solves for B₁, takes T₂₁ B₁ from B₂, and solves for B₂. */
function solveHalves(
  lower: bool,
  unit: bool,
  m: i32,
  n: i32,
  t: usize,
  tRow: i32,
  tColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
): void {
  if (m <= smallest) {
    if (m > 0 && n > 0) solveSmall(lower, unit, m, n, t, tRow, tColumn, b, bRow, bColumn);
    return;
  }
  const half = (m >> 1) & ~3;
  const rest = m - half;
  const corner = at(t, half * (tRow + tColumn));
  const below = at(b, half * bRow);
  if (lower) {
    solveHalves(lower, unit, half, n, t, tRow, tColumn, b, bRow, bColumn);
    addProduct(rest, n, half, -1, at(t, half * tRow), tRow, tColumn, b, bRow, bColumn, below, bRow, bColumn);
    solveHalves(lower, unit, rest, n, corner, tRow, tColumn, below, bRow, bColumn);
  } else {
    solveHalves(lower, unit, rest, n, corner, tRow, tColumn, below, bRow, bColumn);
    addProduct(half, n, rest, -1, at(t, half * tColumn), tRow, tColumn, below, bRow, bColumn, b, bRow, bColumn);
    solveHalves(lower, unit, half, n, t, tRow, tColumn, b, bRow, bColumn);
  }
}

/** The same for a small T: copies of T and of 8 columns of B at a time, which stay in the first cache. */
function solveSmall(
  lower: bool,
  unit: bool,
  m: i32,
  n: i32,
  t: usize,
  tRow: i32,
  tColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
): void {
  const before = mark();
  const triangle = allocate(m * m);
  const columns = allocate(m * strip);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < m; p++) store<f64>(at(triangle, i * m + p), load<f64>(at(t, i * tRow + p * tColumn)));
  for (let j = 0; j < n; j += strip) {
    const width = min(strip, n - j);
    if (width < strip) memory.fill(columns, 0, (<usize>(m * strip)) << 3);
    for (let i = 0; i < m; i++)
      for (let q = 0; q < width; q++)
        store<f64>(at(columns, i * strip + q), load<f64>(at(b, i * bRow + (j + q) * bColumn)));
    for (let step = 0; step < m; step++) {
      const i = lower ? step : m - 1 - step;
      solveRow(i, lower ? 0 : i + 1, lower ? i : m, unit, at(triangle, i * m), columns);
    }
    for (let i = 0; i < m; i++)
      for (let q = 0; q < width; q++)
        store<f64>(at(b, i * bRow + (j + q) * bColumn), load<f64>(at(columns, i * strip + q)));
  }
  release(before);
}

/** x_i := (x_i − Σ t_ip x_p) / t_ii over p from `from` to `to`. */
function solveRow(i: i32, from: i32, to: i32, unit: bool, row: usize, columns: usize): void {
  const x = at(columns, i * strip);
  let first = v128.load(x);
  let second = v128.load(x, 16);
  let third = v128.load(x, 32);
  let fourth = v128.load(x, 48);
  for (let p = from; p < to; p++) {
    const factor = f64x2.splat(-load<f64>(at(row, p)));
    const solved = at(columns, p * strip);
    first = multiplyAdd(factor, v128.load(solved), first);
    second = multiplyAdd(factor, v128.load(solved, 16), second);
    third = multiplyAdd(factor, v128.load(solved, 32), third);
    fourth = multiplyAdd(factor, v128.load(solved, 48), fourth);
  }
  if (!unit) {
    const pivot = f64x2.splat(load<f64>(at(row, i)));
    first = f64x2.div(first, pivot);
    second = f64x2.div(second, pivot);
    third = f64x2.div(third, pivot);
    fourth = f64x2.div(fourth, pivot);
  }
  v128.store(x, first);
  v128.store(x, second, 16);
  v128.store(x, third, 32);
  v128.store(x, fourth, 48);
}
