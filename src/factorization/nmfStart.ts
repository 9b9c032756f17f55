import { createMatrix, type Matrix } from '../matrix/dense';
import type { Random } from '../matrix/random';
import { toColumns } from './columns';
import type { Svd } from './svd';

/** W m × k and H k × n, both without a cell below 0. */
export interface NonNegativeFactors {
  readonly w: Matrix;
  readonly h: Matrix;
}

/**
 * A start from the k first singular triplets: of each, the positive or the negative parts of u and v, whichever are
 * larger together. Cells that would be 0, which multiplicative updates cannot leave, get `fill`.
 * Source: C. Boutsidis and E. Gallopoulos, Pattern Recognition 41, 2008 (NNDSVD; with a fill, NNDSVDa).
 */
export function nndsvd({ u, s, v }: Svd, k: number, fill: number): NonNegativeFactors {
  const [m, n] = [u.rows, v.rows];
  const w = createMatrix(m, k);
  const h = createMatrix(k, n);
  const [left, right] = [toColumns(u), toColumns(v)];
  for (let j = 0; j < Math.min(k, s.length); j++) {
    const parts = ([1, -1] as const).map((sign) => {
      const [x, y] = [left[j]!, right[j]!].map((column) => column.map((value) => Math.max(0, sign * value)));
      return { x: x!, y: y!, lengths: [length(x!), length(y!)] as const };
    });
    const [positive, negative] = parts as [(typeof parts)[0], (typeof parts)[0]];
    const product = (part: typeof positive): number => part.lengths[0] * part.lengths[1];
    const { x, y, lengths } = product(positive) >= product(negative) ? positive : negative;
    if (lengths[0] === 0 || lengths[1] === 0) continue;
    const size = Math.sqrt(s[j]! * lengths[0] * lengths[1]);
    x.forEach((value, i) => (w.values[i * k + j] = (size * value) / lengths[0]));
    y.forEach((value, i) => (h.values[j * n + i] = (size * value) / lengths[1]));
  }
  const filled = (matrix: Matrix): Matrix => ({ ...matrix, values: matrix.values.map((value) => value || fill) });
  return { w: filled(w), h: filled(h) };
}

/** Uniform on [0, 1), scaled so that WH has the mean of A. */
export function randomStart(a: Matrix, k: number, random: Random): NonNegativeFactors {
  const mean = a.values.reduce((sum, value) => sum + value / a.values.length, 0);
  // the mean of a sum of k products of two uniform numbers is k / 4
  const scale = Math.sqrt((4 * mean) / k);
  const draw = (rows: number, columns: number): Matrix => ({
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, () => scale * random.uniform()),
  });
  return { w: draw(a.rows, k), h: draw(k, a.columns) };
}

function length(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}
