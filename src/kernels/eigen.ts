import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { timesTwoTo } from '../matrix/scale';
import { engine } from './engine';
import { aboutOne, putScaled } from './scaling';

export interface Eigen {
  /** n eigenvalues, their real and imaginary parts; a conjugate pair stands together, that above the axis first. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /**
   * n × n. The column of a real eigenvalue is its vector; the two of a conjugate pair are the real and the imaginary part of
   * the first's. Of length 1; those of a defective matrix are parallel within rounding.
   */
  readonly vectors: Matrix;
}

/**
 * AV = VD of a square A: balancing, the real Schur form, and back substitution. Throws `notFinite`, `didNotConverge`,
 * `outOfMemory`. Sources: B. N. Parlett and C. Reinsch, Numerische Mathematik 13, 1969; Golub and Van Loan, Matrix
 * Computations, 4th edition, section 7.6.4.
 */
export function eigen(a: Matrix): Eigen {
  const n = a.rows;
  return engine().run(a.values.length, (arena) => {
    const { allocate } = arena.kernels;
    const { address, exponent } = putScaled(arena, a, aboutOne);
    const [re, im, v] = [allocate(n), allocate(n), allocate(n * n)];
    if (arena.kernels.eigen(n, address, re, im, v) === 0)
      throw faults.didNotConverge('Eigendecomposition', 'the steps for one eigenvalue were used up');
    return {
      re: arena.take(re, n).map((value) => timesTwoTo(value, exponent)),
      im: arena.take(im, n).map((value) => timesTwoTo(value, exponent)),
      vectors: { rows: n, columns: n, values: arena.take(v, n * n) },
    };
  });
}
