import { type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { checkFinite } from './finite';

/**
 * AB, m × n from m × k and k × n. The caller has checked the shapes. An entry is off by at most about k eps |A||B|.
 * Throws `notFinite`, `outOfMemory`.
 */
export function product(a: Matrix, b: Matrix): Matrix {
  checkFinite(a);
  checkFinite(b);
  const [m, n, k] = [a.rows, b.columns, a.columns];
  const values = engine().run((arena) => {
    const c = arena.kernels.allocateZeros(m * n);
    arena.kernels.addProduct(m, n, k, 1, arena.put(a.values), k, 1, arena.put(b.values), n, 1, c, n, 1);
    return arena.take(c, m * n);
  });
  return { rows: m, columns: n, values };
}
