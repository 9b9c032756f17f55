import type { Matrix } from '../matrix/dense';
import { engine } from './engine';
import { upperTriangle, type Qr } from './qr';
import { moderateSize, putScaled, unscale } from './scaling';

export interface PivotedQr extends Qr {
  /** Column j of AP is column order[j] of A. */
  readonly order: Int32Array;
}

/**
 * AP = QR by Householder reflectors in blocks, A m × n: the longest column that is left comes next, so that the diagonal of R
 * does not grow in size, but for rounding. Throws `notFinite`, `outOfMemory`.
 * Source: G. Quintana-Ortí, X. Sun and C. H. Bischof, SIAM J. Sci. Comput. 19, 1998.
 */
export function pivotedQr(a: Matrix): PivotedQr {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const q = arena.kernels.allocate(m * k);
    const order = arena.kernels.allocate(Math.ceil(n / 2));
    arena.kernels.factorPivotedQr(m, n, address, q, order);
    return {
      q: { rows: m, columns: k, values: arena.take(q, m * k) },
      r: unscale(upperTriangle(arena.view(address, k * n), k, n), exponent),
      order: arena.takeIntegers(order, n),
    };
  });
}
