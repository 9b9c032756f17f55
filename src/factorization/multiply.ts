import { product } from '../kernels';
import { multiply as plainProduct, type Matrix } from '../matrix/dense';

/** Multiplications beyond which the kernels are faster. */
const few = 30_000;

/** AB, by the kernels where it is large. Infinite entries go through, as in a sum of products. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const isFinite = (matrix: Matrix): boolean => matrix.values.every((value) => Number.isFinite(value));
  if (a.rows * a.columns * b.columns <= few || !isFinite(a) || !isFinite(b)) return plainProduct(a, b);
  return product(a, b);
}
