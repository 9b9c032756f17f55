import { multiplyAdd } from './simd';

// Four systems of equations at once. Entry (p, q) of a triangle is four doubles, one for each, and lies
// p · stride + q such entries from the start.

/** Systems that are solved at once. */
export const lanes: i32 = 4;

/** The address of entry `index` of those at `start`. */
export function entryAt(start: usize, index: i32): usize {
  return start + ((<usize>index) << 5);
}

/**
 * A = UᵀD⁻¹U with D the diagonal of U, in place in the upper triangle of n × n entries, and DU⁻ᵀb in place of b, which
 * is column n. What is on the diagonal becomes 1/D. No root is waited for.
 */
export function factorLanes(n: i32, a: usize, stride: i32): void {
  const one = f64x2.splat(1);
  const step = entryAt(0, stride + 1);
  let diagonal = a;
  for (let p = 0; p < n; p++) {
    const end = entryAt(diagonal, n - p);
    const first = f64x2.div(one, v128.load(diagonal));
    const second = f64x2.div(one, v128.load(diagonal, 16));
    v128.store(diagonal, first);
    v128.store(diagonal, second, 16);
    let below = diagonal + step;
    for (let from = diagonal + 32; from < end; from += 32) {
      const left = f64x2.neg(f64x2.mul(first, v128.load(from)));
      const right = f64x2.neg(f64x2.mul(second, v128.load(from, 16)));
      let to = below;
      for (let at = from; at <= end; at += 32) {
        v128.store(to, multiplyAdd(left, v128.load(at), v128.load(to)));
        v128.store(to, multiplyAdd(right, v128.load(at, 16), v128.load(to, 16)), 16);
        to += 32;
      }
      below += step;
    }
    diagonal += step;
  }
}

/**
 * x = A⁻¹b + U⁻¹D^½ z in place of z, for what `factorLanes` left: with z standard normal, x is from N(A⁻¹b, A⁻¹).
 * z is n entries.
 */
export function drawLanes(n: i32, a: usize, stride: i32, z: usize): void {
  const rowStep = entryAt(0, stride);
  for (let p = n - 1; p >= 0; p--) {
    const diagonal = entryAt(a, p * (stride + 1));
    const right = entryAt(a, p * stride + n);
    const own = entryAt(z, p);
    const first = drawn(v128.load(diagonal), v128.load(right), v128.load(own));
    const second = drawn(v128.load(diagonal, 16), v128.load(right, 16), v128.load(own, 16));
    v128.store(own, first);
    v128.store(own, second, 16);
    // b ← b − x_p u_p, so that nothing waits for a sum
    const minusFirst = f64x2.neg(first);
    const minusSecond = f64x2.neg(second);
    let from = entryAt(a, p);
    for (let to = entryAt(a, n); to < right; to += rowStep) {
      v128.store(to, multiplyAdd(minusFirst, v128.load(from), v128.load(to)));
      v128.store(to, multiplyAdd(minusSecond, v128.load(from, 16), v128.load(to, 16)), 16);
      from += rowStep;
    }
  }
}

/** b/d + z/√d. */
function drawn(inverse: v128, b: v128, z: v128): v128 {
  return multiplyAdd(inverse, b, f64x2.mul(f64x2.sqrt(inverse), z));
}
