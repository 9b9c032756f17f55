import type { Matrix } from '../matrix/dense';
import { createRandom } from '../matrix/random';

/** W (m × k) and H (k × n), uniform on [0, 1): where gradient descent of a complete matrix starts, by its seed. */
export function uniformStart(m: number, n: number, k: number, seed: number): { w: Matrix; h: Matrix } {
  const random = createRandom(seed);
  const draw = (rows: number, columns: number): Matrix => ({
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, () => random.uniform()),
  });
  const w = draw(m, k);
  return { w, h: draw(k, n) };
}

/** U (m × k) and V (n × k), normal with deviation 0.1: where gradient descent on known cells starts, by its seed. */
export function normalStart(m: number, n: number, k: number, seed: number): { u: Matrix; v: Matrix } {
  const random = createRandom(seed);
  const draw = (rows: number): Matrix => ({
    rows,
    columns: k,
    values: Float64Array.from({ length: rows * k }, () => 0.1 * random.normal()),
  });
  const u = draw(m);
  return { u, v: draw(n) };
}
