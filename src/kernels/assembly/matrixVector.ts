import { allocate, allocateZeros, mark, release } from './memory';
import { at, laneSum, multiplyAdd } from './simd';
import { partsOf, partStart, share, Task } from './team';
import { addScaled, dot } from './vector';

/** A product with a vector, and how it is cut. */
@unmanaged
class Job {
  m: i32;
  n: i32;
  alpha: f64;
  a: usize;
  stride: i32;
  x: usize;
  y: usize;
  parts: i32;
}

function shareOut(task: Task, parts: i32, m: i32, n: i32, alpha: f64, a: usize, stride: i32, x: usize, y: usize): void {
  const before = mark();
  const address = allocate(offsetof<Job>() >> 3);
  const job = changetype<Job>(address);
  job.m = m;
  job.n = n;
  job.alpha = alpha;
  job.a = a;
  job.stride = stride;
  job.x = x;
  job.y = y;
  job.parts = parts;
  share(parts, task, address);
  release(before);
}

/** y += α A x for a column-major m × n A. */
export function addMatrixVector(m: i32, n: i32, alpha: f64, a: usize, stride: i32, x: usize, y: usize): void {
  const parts = partsOf(<f64>m * <f64>n);
  if (parts === 1) addColumns(m, n, alpha, a, stride, x, y);
  else shareOut(addPart, parts, m, n, alpha, a, stride, x, y);
}

/** Rows of A, in twos, as they are taken. */
function addPart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const from = partStart(i, job.parts, job.m, 2);
  const count = partStart(i + 1, job.parts, job.m, 2) - from;
  addColumns(count, job.n, job.alpha, at(job.a, from), job.stride, job.x, at(job.y, from));
}

/** The same in this thread, four columns at a time. */
function addColumns(m: i32, n: i32, alpha: f64, a: usize, stride: i32, x: usize, y: usize): void {
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const px = at(x, j);
    const first = alpha * load<f64>(px);
    const second = alpha * load<f64>(px, 8);
    const third = alpha * load<f64>(px, 16);
    const fourth = alpha * load<f64>(px, 24);
    const one = f64x2.splat(first);
    const two = f64x2.splat(second);
    const three = f64x2.splat(third);
    const four = f64x2.splat(fourth);
    const column0 = at(a, j * stride);
    const column1 = at(column0, stride);
    const column2 = at(column1, stride);
    const column3 = at(column2, stride);
    let i = 0;
    for (; i + 2 <= m; i += 2) {
      let sum = multiplyAdd(one, v128.load(at(column0, i)), v128.load(at(y, i)));
      sum = multiplyAdd(two, v128.load(at(column1, i)), sum);
      let other = f64x2.mul(three, v128.load(at(column2, i)));
      other = multiplyAdd(four, v128.load(at(column3, i)), other);
      v128.store(at(y, i), f64x2.add(sum, other));
    }
    if (i < m) {
      const sum =
        first * load<f64>(at(column0, i)) +
        second * load<f64>(at(column1, i)) +
        third * load<f64>(at(column2, i)) +
        fourth * load<f64>(at(column3, i));
      store<f64>(at(y, i), load<f64>(at(y, i)) + sum);
    }
  }
  for (; j < n; j++) addScaled(m, alpha * load<f64>(at(x, j)), at(a, j * stride), y);
}

/** y := Aᵀ x for a column-major m × n A. */
export function transposedMatrixVector(m: i32, n: i32, a: usize, stride: i32, x: usize, y: usize): void {
  const parts = partsOf(<f64>m * <f64>n);
  if (parts === 1) multiplyColumns(m, n, a, stride, x, y);
  else shareOut(multiplyPart, parts, m, n, 1, a, stride, x, y);
}

/** Columns of A, in fours, as they are taken. */
function multiplyPart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const from = partStart(i, job.parts, job.n, 4);
  const count = partStart(i + 1, job.parts, job.n, 4) - from;
  multiplyColumns(job.m, count, at(job.a, from * job.stride), job.stride, job.x, at(job.y, from));
}

/** The same in this thread, four columns at a time. */
function multiplyColumns(m: i32, n: i32, a: usize, stride: i32, x: usize, y: usize): void {
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const column0 = at(a, j * stride);
    const column1 = at(column0, stride);
    const column2 = at(column1, stride);
    const column3 = at(column2, stride);
    let one = f64x2.splat(0);
    let two = one;
    let three = one;
    let four = one;
    let i = 0;
    for (; i + 2 <= m; i += 2) {
      const value = v128.load(at(x, i));
      one = multiplyAdd(value, v128.load(at(column0, i)), one);
      two = multiplyAdd(value, v128.load(at(column1, i)), two);
      three = multiplyAdd(value, v128.load(at(column2, i)), three);
      four = multiplyAdd(value, v128.load(at(column3, i)), four);
    }
    const last = i < m ? load<f64>(at(x, i)) : 0;
    const rest = i < m ? i : 0;
    store<f64>(at(y, j), laneSum(one) + last * load<f64>(at(column0, rest)));
    store<f64>(at(y, j + 1), laneSum(two) + last * load<f64>(at(column1, rest)));
    store<f64>(at(y, j + 2), laneSum(three) + last * load<f64>(at(column2, rest)));
    store<f64>(at(y, j + 3), laneSum(four) + last * load<f64>(at(column3, rest)));
  }
  for (; j < n; j++) store<f64>(at(y, j), dot(m, at(a, j * stride), x));
}

/** From this size on the columns of a symmetric A are summed in so many parts, whether threads share them or not. */
const symmetricFrom: i32 = 400;
const symmetricParts: i32 = 4;

/** y += A x for a symmetric n × n A, of which the lower triangle, column-major, is read. */
export function addSymmetricVector(n: i32, a: usize, stride: i32, x: usize, y: usize): void {
  if (n < symmetricFrom) {
    addSymmetricColumns(n, 0, n, a, stride, x, y);
    return;
  }
  const before = mark();
  const sums = allocateZeros(symmetricParts * n);
  const address = allocate(offsetof<Job>() >> 3);
  const job = changetype<Job>(address);
  job.n = n;
  job.a = a;
  job.stride = stride;
  job.x = x;
  job.y = sums;
  share(symmetricParts, addSymmetricPart, address);
  for (let i = 0; i < symmetricParts; i++) addScaled(n, 1, at(sums, i * n), y);
  release(before);
}

/** Columns of A, in twos, with about as many entries in each part; to a sum of its own. */
function addSymmetricPart(address: usize, i: i32): void {
  const job = changetype<Job>(address);
  const n = job.n;
  addSymmetricColumns(n, symmetricStart(i, n), symmetricStart(i + 1, n), job.a, job.stride, job.x, at(job.y, i * n));
}

/** n (1 − √(1 − i / parts)): what is below the diagonal right of it is a share of 1 − i / parts. */
function symmetricStart(i: i32, n: i32): i32 {
  const left = sqrt(1 - <f64>i / <f64>symmetricParts);
  return i === symmetricParts ? n : (<i32>(<f64>n * (1 - left))) & ~1;
}

/**
 * What columns `from` … `to` − 1 add to y, and their mirrored rows: each entry below the diagonal is read once and serves
 * its row and its column. Two columns at a time.
 */
function addSymmetricColumns(n: i32, from: i32, to: i32, a: usize, stride: i32, x: usize, y: usize): void {
  let j = from;
  for (; j + 2 <= to; j += 2) {
    const column0 = at(a, j * stride);
    const column1 = at(column0, stride);
    const x0 = load<f64>(at(x, j));
    const x1 = load<f64>(at(x, j + 1));
    const below = load<f64>(at(column0, j + 1));
    let sum0 = load<f64>(at(column0, j)) * x0 + below * x1;
    let sum1 = below * x0 + load<f64>(at(column1, j + 1)) * x1;
    const one = f64x2.splat(x0);
    const two = f64x2.splat(x1);
    let dot0 = f64x2.splat(0);
    let dot1 = dot0;
    let i = j + 2;
    for (; i + 2 <= n; i += 2) {
      const value = v128.load(at(x, i));
      const entry0 = v128.load(at(column0, i));
      const entry1 = v128.load(at(column1, i));
      dot0 = multiplyAdd(value, entry0, dot0);
      dot1 = multiplyAdd(value, entry1, dot1);
      v128.store(at(y, i), multiplyAdd(two, entry1, multiplyAdd(one, entry0, v128.load(at(y, i)))));
    }
    if (i < n) {
      const value = load<f64>(at(x, i));
      const entry0 = load<f64>(at(column0, i));
      const entry1 = load<f64>(at(column1, i));
      sum0 += value * entry0;
      sum1 += value * entry1;
      store<f64>(at(y, i), load<f64>(at(y, i)) + x0 * entry0 + x1 * entry1);
    }
    store<f64>(at(y, j), load<f64>(at(y, j)) + sum0 + laneSum(dot0));
    store<f64>(at(y, j + 1), load<f64>(at(y, j + 1)) + sum1 + laneSum(dot1));
  }
  if (j < to) store<f64>(at(y, j), load<f64>(at(y, j)) + load<f64>(at(a, j * stride + j)) * load<f64>(at(x, j)));
}
