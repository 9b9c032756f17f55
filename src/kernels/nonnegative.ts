import { transpose, type Matrix } from '../matrix/dense';
import { engine } from './engine';
import { anySize, putScaled } from './scaling';

export interface Nonnegative {
  /** m × k, no entry negative. */
  readonly w: Matrix;
  /** k × n, no entry negative. */
  readonly h: Matrix;
  /** ½‖A − WH‖²_F before the first iteration and after each. */
  readonly objective: Float64Array;
  readonly iterations: number;
  /** Whether the last iteration gained less than the tolerance; else they were used up. */
  readonly converged: boolean;
}

/**
 * A ≈ WH with W, H ≥ 0, A m × n, from a start of W, m × k, and H, k × n, none of whose entries is negative: hierarchical
 * alternating least squares, up to `maximum` iterations or until one lowers ½‖A − WH‖² by less than `tolerance` times what
 * it was at the start. Entries of A are of a moderate size, so that their squares are finite. Throws `notFinite`,
 * `outOfMemory`. Source: N. Gillis and F. Glineur, Neural Computation 24, 2012.
 */
export function nonnegative(a: Matrix, w: Matrix, h: Matrix, maximum: number, tolerance: number): Nonnegative {
  const { rows: m, columns: n } = a;
  const k = w.columns;
  return engine().run(a.values.length, (arena) => {
    const { allocate } = arena.kernels;
    const place = (matrix: Matrix): number => putScaled(arena, matrix, anySize).address;
    const [address, wAddress, hAddress] = [place(a), place(transpose(w)), place(h)];
    const objective = allocate(maximum + 1);
    const iterations = arena.kernels.nonnegative(m, n, k, address, wAddress, hAddress, maximum, tolerance, objective);
    const history = arena.take(objective, iterations + 1);
    const gain = iterations > 0 ? history[iterations - 1]! - history[iterations]! : Number.POSITIVE_INFINITY;
    return {
      w: transpose({ rows: k, columns: m, values: arena.take(wAddress, k * m) }),
      h: { rows: k, columns: n, values: arena.take(hAddress, k * n) },
      objective: history,
      iterations,
      converged: gain <= tolerance * history[0]!,
    };
  });
}
