import { at, multiplyAdd } from './simd';

/** Doubles to a side of a block of sums, which stays in registers. */
const side: i32 = 4;

/** Elements to a packed vector of `width` numbers and one more, in whole blocks. */
export function packedStride(width: i32): i32 {
  return (width + side) & ~(side - 1);
}

/**
 * A += Σ x xᵀ, or A := Σ x xᵀ where it is fresh, of `count` vectors, each `stride` doubles, a multiple of four, one
 * behind the other. A is stride × stride, row-major; its blocks of four by four are summed up to that on the diagonal.
 */
export function addOuterProducts(count: i32, x: usize, stride: i32, a: usize, isFresh: bool): void {
  for (let p = 0; p < stride; p += side)
    for (let q = 0; q <= p; q += side) addBlock(count, at(x, p), at(x, q), stride, at(a, p * stride + q), isFresh);
}

function addBlock(count: i32, p: usize, q: usize, stride: i32, a: usize, isFresh: bool): void {
  const step = (<usize>stride) << 3;
  const second = a + step;
  const third = second + step;
  const fourth = third + step;
  let c0 = f64x2.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  if (!isFresh) {
    c0 = v128.load(a);
    c1 = v128.load(a, 16);
    c2 = v128.load(second);
    c3 = v128.load(second, 16);
    c4 = v128.load(third);
    c5 = v128.load(third, 16);
    c6 = v128.load(fourth);
    c7 = v128.load(fourth, 16);
  }
  for (let t = 0; t < count; t++) {
    const left = v128.load(q);
    const right = v128.load(q, 16);
    const p0 = v128.load64_splat(p);
    c0 = multiplyAdd(p0, left, c0);
    c1 = multiplyAdd(p0, right, c1);
    const p1 = v128.load64_splat(p, 8);
    c2 = multiplyAdd(p1, left, c2);
    c3 = multiplyAdd(p1, right, c3);
    const p2 = v128.load64_splat(p, 16);
    c4 = multiplyAdd(p2, left, c4);
    c5 = multiplyAdd(p2, right, c5);
    const p3 = v128.load64_splat(p, 24);
    c6 = multiplyAdd(p3, left, c6);
    c7 = multiplyAdd(p3, right, c7);
    p += step;
    q += step;
  }
  v128.store(a, c0);
  v128.store(a, c1, 16);
  v128.store(second, c2);
  v128.store(second, c3, 16);
  v128.store(third, c4);
  v128.store(third, c5, 16);
  v128.store(fourth, c6);
  v128.store(fourth, c7, 16);
}
