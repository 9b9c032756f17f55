import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { timesTwoTo } from '../matrix/scale';
import { engine } from './engine';
import { moderateSize, putScaled } from './scaling';

export interface SymmetricEigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n × n, orthogonal: column j belongs to value j. */
  readonly vectors: Matrix;
}

/**
 * A = VDVᵀ of a symmetric n × n A, of which one triangle alone is read: a tridiagonal form by Householder reflectors in
 * blocks, then divide and conquer. Throws `notFinite`, `didNotConverge`, `outOfMemory`.
 * Source: M. Gu and S. C. Eisenstat, SIAM J. Matrix Anal. Appl. 16, 1995.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  return engine().run(a.values.length, (arena) => {
    const { allocate } = arena.kernels;
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const [d, v] = [allocate(n), allocate(n * n)];
    if (arena.kernels.symmetricEigen(n, address, d, v) === 0) throw notConverged();
    const values = arena.take(d, n).map((value) => timesTwoTo(value, exponent));
    return { values, vectors: { rows: n, columns: n, values: arena.take(v, n * n) } };
  });
}

/** The n eigenvalues of a symmetric A, ascending, by the QL iteration. Throws as `symmetricEigen` does. */
export function symmetricEigenvalues(a: Matrix): Float64Array {
  const n = a.rows;
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const d = arena.kernels.allocate(n);
    if (arena.kernels.symmetricEigenvalues(n, address, d) === 0) throw notConverged();
    return arena.take(d, n).map((value) => timesTwoTo(value, exponent));
  });
}

function notConverged(): Error {
  return faults.didNotConverge('The symmetric eigenproblem', 'the steps for one eigenvalue were used up');
}
