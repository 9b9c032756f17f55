import { createMatrix, type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { moderateSize, putScaled, unscale } from './scaling';

export interface Qr {
  /** m × k with orthonormal columns, k = min(m, n). */
  readonly q: Matrix;
  /** k × n, upper triangular; its diagonal may be of either sign. */
  readonly r: Matrix;
}

/**
 * A = QR by Householder reflectors in blocks, A m × n. Throws `notFinite`, `outOfMemory`.
 * Source: R. Schreiber and C. Van Loan, SIAM J. Sci. Stat. Comput. 10, 1989.
 */
export function qr(a: Matrix): Qr {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const q = arena.kernels.allocate(m * k);
    arena.kernels.factorQr(m, n, address, q);
    const r = upperTriangle(arena.view(address, k * n), k, n);
    return { q: { rows: m, columns: k, values: arena.take(q, m * k) }, r: unscale(r, exponent) };
  });
}

/** What lies on and above the diagonal of a row-major k × n matrix. */
export function upperTriangle(values: Float64Array, k: number, n: number): Matrix {
  const r = createMatrix(k, n);
  for (let i = 0; i < k; i++) r.values.set(values.subarray(i * n + i, (i + 1) * n), i * n + i);
  return r;
}
