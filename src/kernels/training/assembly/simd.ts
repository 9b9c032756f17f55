// Four floats at a time. The relaxed build fuses multiplication and addition where the processor can.

export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of the lanes. */
export function laneSum(a: v128): f32 {
  const pairs = f32x4.add(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The sums of the lanes of four, side by side. */
export function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const near = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const far = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(near, far, 0, 1, 4, 5), i32x4.shuffle(near, far, 2, 3, 6, 7));
}

/** The floats at four places, so many bytes on, side by side. */
export function fourOf(a: usize, b: usize, c: usize, d: usize, on: usize): v128 {
  const one = v128.load32_lane(b + on, v128.load32_zero(a + on), 1);
  return v128.load32_lane(d + on, v128.load32_lane(c + on, one, 2), 3);
}

/** The first two and the last two of four floats, added as doubles. */
export function widened(a: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i32x4.shuffle(a, a, 2, 3, 0, 1)));
}
