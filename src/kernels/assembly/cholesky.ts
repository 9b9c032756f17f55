import { addProduct } from './product';
import { at } from './simd';
import { solveTriangular } from './triangular';
import { dot } from './vector';

const smallest: i32 = 24;
/** Columns of a symmetric update that are computed as a whole, beyond the diagonal too. */
const slab: i32 = 64;

/**
 * A = LLᵀ, in place in the lower triangle of a row-major n × n A; what is above the diagonal is overwritten. Gives n, or
 * the index of the first pivot that is not positive, with its value in its place.
 * By halves: A₁₁ = L₁₁L₁₁ᵀ, L₂₁ = A₂₁L₁₁⁻ᵀ, A₂₂ − L₂₁L₂₁ᵀ = L₂₂L₂₂ᵀ.
 */
export function factorCholesky(n: i32, a: usize, stride: i32): i32 {
  if (n <= smallest) return factorSmall(n, a, stride);
  const half = (n >> 1) & ~3;
  const rest = n - half;
  const failed = factorCholesky(half, a, stride);
  if (failed < half) return failed;
  const below = at(a, half * stride);
  const corner = at(below, half);
  // L₁₁ X = A₂₁ᵀ
  solveTriangular(true, false, half, rest, a, stride, 1, below, 1, stride);
  for (let j = 0; j < rest; j += slab) {
    const width = min(slab, rest - j);
    const row = at(below, j * stride);
    addProduct(rest - j, width, half, -1, row, stride, 1, row, 1, stride, at(corner, j * (stride + 1)), stride, 1);
  }
  return half + factorCholesky(rest, corner, stride);
}

function factorSmall(n: i32, a: usize, stride: i32): i32 {
  for (let i = 0; i < n; i++) {
    const row = at(a, i * stride);
    for (let j = 0; j < i; j++) {
      const other = at(a, j * stride);
      const value = (load<f64>(at(row, j)) - dot(j, row, other)) / load<f64>(at(other, j));
      store<f64>(at(row, j), value);
    }
    const pivot = load<f64>(at(row, i)) - dot(i, row, row);
    if (!(pivot > 0)) {
      store<f64>(at(row, i), pivot);
      return i;
    }
    store<f64>(at(row, i), sqrt(pivot));
  }
  return n;
}
