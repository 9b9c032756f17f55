// Two doubles at a time. The relaxed build fuses multiplication and addition where the processor can.

export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(f64x2.mul(a, b), c);
}

/** The sum of both lanes. */
export function laneSum(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** The address of element `index` of the doubles at `start`. */
export function at(start: usize, index: i32): usize {
  return start + ((<usize>index) << 3);
}
