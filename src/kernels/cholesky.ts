import { createMatrix, type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { notTiny, putScaled, unscale } from './scaling';
import { timesTwoTo } from '../matrix/scale';

/** L of A = LLᵀ, or the first pivot that is not above 0, counted from 0, and what it is. */
export type Cholesky =
  | { readonly kind: 'factor'; readonly l: Matrix }
  | { readonly kind: 'failed'; readonly pivot: number; readonly value: number };

/**
 * A = LLᵀ of a symmetric n × n A, of which the lower triangle alone is read; L is lower triangular with a positive
 * diagonal. Throws `notFinite`, `outOfMemory`. Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
 */
export function cholesky(a: Matrix): Cholesky {
  const n = a.rows;
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, notTiny);
    // an even power of two, so that its root is one too
    const even = exponent - (exponent % 2);
    if (even !== exponent) arena.kernels.scale(n * n, 2 ** (exponent - even), address);
    const done = arena.kernels.factorCholesky(n, address, n);
    const packed = arena.view(address, n * n);
    if (done < n) return { kind: 'failed', pivot: done, value: timesTwoTo(packed[done * n + done]!, even) };
    const l = createMatrix(n, n);
    for (let i = 0; i < n; i++) l.values.set(packed.subarray(i * n, i * n + i + 1), i * n);
    return { kind: 'factor', l: unscale(l, even / 2) };
  });
}
