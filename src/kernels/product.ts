import { type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { anySize, putScaled } from './scaling';

/**
 * AB, m × n from m × k and k × n. The caller has checked the shapes. An entry is off by at most about k eps |A||B|.
 * Throws `notFinite`, `outOfMemory`.
 */
export function product(a: Matrix, b: Matrix): Matrix {
  const [m, n, k] = [a.rows, b.columns, a.columns];
  const values = engine().run(Math.max(a.values.length, b.values.length, m * n), (arena) => {
    const [left, right] = [putScaled(arena, a, anySize).address, putScaled(arena, b, anySize).address];
    const c = arena.kernels.allocateZeros(m * n);
    arena.kernels.addProduct(m, n, k, 1, left, k, 1, right, n, 1, c, n, 1);
    return arena.take(c, m * n);
  });
  return { rows: m, columns: n, values };
}
