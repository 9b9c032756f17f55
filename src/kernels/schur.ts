import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { engine } from './engine';
import { aboutOne, putScaled, unscale } from './scaling';

export interface Schur {
  /** n × n, orthogonal. */
  readonly q: Matrix;
  /** n × n, upper triangular but for a 2 × 2 block on the diagonal for each pair of complex eigenvalues. */
  readonly t: Matrix;
}

/**
 * A = QTQᵀ, the real Schur form of a square A: Hessenberg form by Householder reflectors in blocks, then QR with many shifts
 * and early deflation. Throws `notFinite`, `didNotConverge`, `outOfMemory`.
 * Source: K. Braman, R. Byers and R. Mathias, SIAM J. Matrix Anal. Appl. 23, 2002.
 */
export function schur(a: Matrix): Schur {
  const n = a.rows;
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, aboutOne);
    const q = arena.kernels.allocate(n * n);
    if (arena.kernels.schur(n, address, q) === 0)
      throw faults.didNotConverge('Schur', 'the steps for one eigenvalue were used up');
    return {
      q: { rows: n, columns: n, values: arena.take(q, n * n) },
      t: unscale({ rows: n, columns: n, values: arena.take(address, n * n) }, exponent),
    };
  });
}
