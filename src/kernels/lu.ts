import { createMatrix, type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { notTiny, putScaled, unscale } from './scaling';

export interface Lu {
  /** m × k with ones on its diagonal, k = min(m, n); no entry exceeds 1 in modulus. */
  readonly l: Matrix;
  /** k × n, upper triangular. */
  readonly u: Matrix;
  /** Row i of PA is row `permutation[i]` of A. */
  readonly permutation: Int32Array;
  /** det P, 1 or −1. */
  readonly sign: 1 | -1;
}

/**
 * PA = LU with partial pivoting, A m × n. A singular A has a factorization too, with zeros on the diagonal of U. Entries
 * of U may be infinite where they exceed the largest number. Throws `notFinite`, `outOfMemory`.
 * Source: S. Toledo, SIAM J. Matrix Anal. Appl. 18, 1997.
 */
export function lu(a: Matrix): Lu {
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  return engine().run(a.values.length, (arena) => {
    const { address, exponent } = putScaled(arena, a, notTiny);
    const pivots = arena.kernels.allocate(k);
    arena.kernels.factorLu(m, n, address, n, pivots);
    const packed = arena.view(address, m * n);
    const [l, u] = [createMatrix(m, k), createMatrix(k, n)];
    for (let i = 0; i < m; i++) {
      const diagonal = Math.min(i, k);
      l.values.set(packed.subarray(i * n, i * n + diagonal), i * k);
      if (i >= k) continue;
      l.values[i * k + i] = 1;
      u.values.set(packed.subarray(i * n + i, (i + 1) * n), i * n + i);
    }
    return { l, u: unscale(u, exponent), ...permutationOf(arena.takeIntegers(pivots, k), m) };
  });
}

/** The exchanges of rows, done one after the other. */
function permutationOf(pivots: Int32Array, m: number): { permutation: Int32Array; sign: 1 | -1 } {
  const permutation = Int32Array.from({ length: m }, (_, i) => i);
  let sign: 1 | -1 = 1;
  pivots.forEach((other, i) => {
    if (other === i) return;
    [permutation[i], permutation[other]] = [permutation[other]!, permutation[i]!];
    sign = sign === 1 ? -1 : 1;
  });
  return { permutation, sign };
}
