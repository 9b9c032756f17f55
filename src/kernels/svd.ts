import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { timesTwoTo } from '../matrix/scale';
import { engine } from './engine';
import { moderateSize, putScaled } from './scaling';

export interface Svd {
  /** m × k with orthonormal columns, k = min(m, n). */
  readonly u: Matrix;
  /** k singular values, descending. */
  readonly s: Float64Array;
  /** n × k with orthonormal columns. */
  readonly v: Matrix;
  /** Steps of the QR iteration and towards the roots of the secular equations. */
  readonly iterations: number;
}

/**
 * A = U diag(s) Vᵀ, A m × n: QR first where A is tall or wide, a bidiagonal form by Householder reflectors in blocks, then
 * divide and conquer. A singular value may be infinite where it exceeds the largest number. Throws `notFinite`,
 * `didNotConverge`, `outOfMemory`. Source: M. Gu and S. C. Eisenstat, SIAM J. Matrix Anal. Appl. 16, 1995.
 */
export function svd(a: Matrix): Svd {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  return engine().run(a.values.length, (arena) => {
    const { allocate } = arena.kernels;
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const [u, s, v] = [allocate(m * k), allocate(k), allocate(n * k)];
    if (arena.kernels.svd(m, n, address, u, s, v) === 0) throw notConverged();
    return {
      u: { rows: m, columns: k, values: arena.take(u, m * k) },
      s: arena.take(s, k).map((value) => timesTwoTo(value, exponent)),
      v: { rows: n, columns: k, values: arena.take(v, n * k) },
      iterations: arena.kernels.takeIterations(),
    };
  });
}

/** The min(m, n) singular values of A, descending, by the QR iteration. Throws as `svd` does. */
export function singularValues(a: Matrix): Float64Array {
  const k = Math.min(a.rows, a.columns);
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const s = arena.kernels.allocate(k);
    if (arena.kernels.singularValues(a.rows, a.columns, address, s) === 0) throw notConverged();
    return arena.take(s, k).map((value) => timesTwoTo(value, exponent));
  });
}

/** The fault `didNotConverge` of an SVD. */
export function notConverged(): Error {
  return faults.didNotConverge('SVD', 'the steps for one singular value were used up');
}
