import { at } from './simd';
import { addScaled, dot, norm, scale } from './vector';

/**
 * H = I − τ v vᵀ with v₀ = 1 and Hx = β e₁: x₀ becomes β, the rest of x the rest of v; gives τ, 0 where x is β e₁ as it
 * is. Source: Golub and Van Loan, Matrix Computations, 4th edition, algorithm 5.1.1.
 */
export function makeReflector(n: i32, x: usize): f64 {
  if (n <= 1) return 0;
  const rest = at(x, 1);
  const restNorm = norm(n - 1, rest);
  if (restNorm === 0) return 0;
  const first = load<f64>(x);
  const length = hypotenuse(first, restNorm);
  // the sign that does not cancel
  const beta = first > 0 ? -length : length;
  const divisor = first - beta;
  if (abs(divisor) > 1e-290) {
    scale(n - 1, 1 / divisor, rest);
  } else {
    for (let i = 1; i < n; i++) store<f64>(at(x, i), load<f64>(at(x, i)) / divisor);
  }
  store<f64>(x, beta);
  return (beta - first) / beta;
}

/** √(x² + y²) without overflow or underflow. */
export function hypotenuse(x: f64, y: f64): f64 {
  const large = max(abs(x), abs(y));
  const small = min(abs(x), abs(y));
  if (small === 0) return large;
  const ratio = small / large;
  return large * sqrt(1 + ratio * ratio);
}

/** C := HC for H = I − τ v vᵀ with v₀ = 1 in place, and column-major C of `count` columns. */
export function applyReflector(n: i32, v: usize, tau: f64, c: usize, stride: i32, count: i32): void {
  if (tau === 0) return;
  const first = load<f64>(v);
  store<f64>(v, 1);
  for (let j = 0; j < count; j++) {
    const column = at(c, j * stride);
    addScaled(n, -tau * dot(n, v, column), v, column);
  }
  store<f64>(v, first);
}
