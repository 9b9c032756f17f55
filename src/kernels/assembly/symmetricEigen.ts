import { applyReflectors } from './blockReflector';
import { joinSymmetric } from './joinSymmetric';
import { allocate, clear, mark, release } from './memory';
import { at } from './simd';
import { copyView } from './transpose';
import { reduceToTridiagonal } from './tridiagonal';
import { tridiagonalQl } from './tridiagonalQl';

/** Up to this size QL is as fast as dividing. */
const smallest: i32 = 32;

/**
 * A = VDVᵀ of a symmetric n × n A with entries of moderate size, which is overwritten. `d` takes the eigenvalues,
 * ascending, `v`, row-major, their orthonormal vectors in its columns. False if an iteration did not converge.
 */
export function symmetricEigen(n: i32, a: usize, d: usize, v: usize): bool {
  if (n === 0) return true;
  const before = mark();
  const e = allocate(n);
  const tau = allocate(n);
  const z = allocate(n * n);
  reduceToTridiagonal(n, a, d, e, tau);
  clear(z, n * n);
  const converged = divideTridiagonal(n, d, e, z, n);
  if (converged) {
    applyReflectors(n - 1, n, n - 1, at(a, 1), n, tau, at(z, 1), 1, n);
    copyView(n, n, z, 1, n, v, n);
  }
  release(before);
  return converged;
}

/** The eigenvalues alone; `d` takes them, ascending. */
export function symmetricEigenvalues(n: i32, a: usize, d: usize): bool {
  if (n === 0) return true;
  const before = mark();
  const e = allocate(n);
  const tau = allocate(n);
  reduceToTridiagonal(n, a, d, e, tau);
  const converged = tridiagonalQl(n, d, e, 0, 0, 0);
  release(before);
  return converged;
}

/** The eigenpairs of a tridiagonal T, ascending in d, in the columns of a zero Z; d and e are overwritten. */
function divideTridiagonal(n: i32, d: usize, e: usize, z: usize, stride: i32): bool {
  if (n <= smallest) {
    for (let i = 0; i < n; i++) store<f64>(at(z, i * (stride + 1)), 1);
    return tridiagonalQl(n, d, e, z, stride, n);
  }
  const half = n >> 1;
  const rest = n - half;
  const coupling = load<f64>(at(e, half - 1));
  const rho = abs(coupling);
  // T = diag(T₁, T₂) + ρ uuᵀ takes ρ from the two entries of the diagonal that u touches
  store<f64>(at(d, half - 1), load<f64>(at(d, half - 1)) - rho);
  store<f64>(at(d, half), load<f64>(at(d, half)) - rho);
  const corner = at(z, half * (stride + 1));
  if (!divideTridiagonal(half, d, e, z, stride)) return false;
  if (!divideTridiagonal(rest, at(d, half), at(e, half), corner, stride)) return false;
  return joinSymmetric(n, half, rho, coupling < 0 ? -1 : 1, d, z, stride);
}
