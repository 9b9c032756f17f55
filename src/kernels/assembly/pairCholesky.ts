import { multiplyAdd } from './simd';

// Two systems of equations at once, one in each lane. Pair (p, q) of a triangle lies at p · stride + q pairs.

/** The address of pair `index` of the pairs at `start`. */
export function pairAt(start: usize, index: i32): usize {
  return start + ((<usize>index) << 4);
}

/**
 * A = UᵀU in place in the upper triangle of n × n pairs, U⁻ᵀb in place of b, which is column n. What is on the
 * diagonal becomes 1/U_pp.
 */
export function factorPair(n: i32, a: usize, stride: i32): void {
  const one = f64x2.splat(1);
  for (let p = 0; p < n; p++) {
    const row = pairAt(a, p * stride);
    const inverse = f64x2.div(one, f64x2.sqrt(v128.load(pairAt(row, p))));
    v128.store(pairAt(row, p), inverse);
    for (let j = p + 1; j <= n; j++) v128.store(pairAt(row, j), f64x2.mul(inverse, v128.load(pairAt(row, j))));
    for (let i = p + 1; i < n; i++) {
      const factor = f64x2.neg(v128.load(pairAt(row, i)));
      const below = pairAt(a, i * stride);
      for (let j = i; j <= n; j++)
        v128.store(pairAt(below, j), multiplyAdd(factor, v128.load(pairAt(row, j)), v128.load(pairAt(below, j))));
    }
  }
}

/** x ← U⁻¹x, for what `factorPair` left; x is n pairs. */
export function solvePair(n: i32, a: usize, stride: i32, x: usize): void {
  for (let p = n - 1; p >= 0; p--) {
    const row = pairAt(a, p * stride);
    let sum = v128.load(pairAt(x, p));
    for (let i = p + 1; i < n; i++) sum = f64x2.sub(sum, f64x2.mul(v128.load(pairAt(row, i)), v128.load(pairAt(x, i))));
    v128.store(pairAt(x, p), f64x2.mul(sum, v128.load(pairAt(row, p))));
  }
}
