import { multiplyAdd } from './simd';

// Σ x xᵀ of vectors that lie packed one behind the other, `stride` bytes each: in floats while they are summed, some
// dozens at a time, then added to doubles. The sums are stride/4 squared, row-major; what lies on and below the diagonal counts.

/** Adds four floats to four doubles, or puts them there. */
function flush(sums: usize, floats: v128, isFresh: bool): void {
  const low = f64x2.promote_low_f32x4(floats);
  const high = f64x2.promote_low_f32x4(
    i8x16.shuffle(floats, floats, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
  );
  if (isFresh) {
    v128.store(sums, low);
    v128.store(sums, high, 16);
  } else {
    v128.store(sums, f64x2.add(v128.load(sums), low));
    v128.store(sums, f64x2.add(v128.load(sums, 16), high), 16);
  }
}

/** sums (+)= Σ x xᵀ of `count` vectors; the first of them for a sum that is fresh. */
export function addOuterProducts(count: usize, x: usize, stride: usize, sums: usize, isFresh: bool): void {
  const rowStep = stride << 1;
  const tail = stride - 16;
  for (let p: usize = 0; p < tail; p += 16)
    for (let q: usize = 0; q <= p; q += 32)
      addBlock(count, x + p, x + q, stride, sums + (p >> 2) * rowStep + (q << 1), isFresh);
  for (let q: usize = 0; q < tail; q += 32)
    addPair(count, x + tail, x + q, stride, sums + (tail >> 2) * rowStep + (q << 1), isFresh);
}

/** Four rows by eight columns. */
function addBlock(count: usize, p: usize, q: usize, stride: usize, sums: usize, isFresh: bool): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  for (let t: usize = 0; t < count; t++) {
    const left = v128.load(q);
    const right = v128.load(q, 16);
    const x0 = v128.load32_splat(p);
    a0 = multiplyAdd(x0, left, a0);
    b0 = multiplyAdd(x0, right, b0);
    const x1 = v128.load32_splat(p, 4);
    a1 = multiplyAdd(x1, left, a1);
    b1 = multiplyAdd(x1, right, b1);
    const x2 = v128.load32_splat(p, 8);
    a2 = multiplyAdd(x2, left, a2);
    b2 = multiplyAdd(x2, right, b2);
    const x3 = v128.load32_splat(p, 12);
    a3 = multiplyAdd(x3, left, a3);
    b3 = multiplyAdd(x3, right, b3);
    p += stride;
    q += stride;
  }
  const rowStep = stride << 1;
  flush(sums, a0, isFresh);
  flush(sums + 32, b0, isFresh);
  sums += rowStep;
  flush(sums, a1, isFresh);
  flush(sums + 32, b1, isFresh);
  sums += rowStep;
  flush(sums, a2, isFresh);
  flush(sums + 32, b2, isFresh);
  sums += rowStep;
  flush(sums, a3, isFresh);
  flush(sums + 32, b3, isFresh);
}

/** The first two rows of the tail, by eight columns. */
function addPair(count: usize, p: usize, q: usize, stride: usize, sums: usize, isFresh: bool): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  for (let t: usize = 0; t < count; t++) {
    const left = v128.load(q);
    const right = v128.load(q, 16);
    const x0 = v128.load32_splat(p);
    a0 = multiplyAdd(x0, left, a0);
    b0 = multiplyAdd(x0, right, b0);
    const x1 = v128.load32_splat(p, 4);
    a1 = multiplyAdd(x1, left, a1);
    b1 = multiplyAdd(x1, right, b1);
    p += stride;
    q += stride;
  }
  const rowStep = stride << 1;
  flush(sums, a0, isFresh);
  flush(sums + 32, b0, isFresh);
  flush(sums + rowStep, a1, isFresh);
  flush(sums + rowStep + 32, b1, isFresh);
}
