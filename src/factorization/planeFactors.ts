import { createMatrix, type Matrix } from '../matrix/dense';
import { toColumns } from './columns';
import type { NonNegativeFactors } from './nmfStart';
import type { Svd } from './svd';

/**
 * Non-negative factors of rank 1 or 2 that are exact, for an A without a cell below 0 of that rank or less: the columns of
 * A lie in a plane, within an angle below 180°, and the two outermost span all others with weights of at least 0.
 * Source: J. E. Cohen and U. G. Rothblum, Linear Algebra and its Applications 190, 1993, theorem 4.1.
 */
export function planeFactors(a: Matrix, { u, s, v }: Svd, rank: number): NonNegativeFactors {
  const columns = toColumns(a);
  const [m, n] = [a.rows, a.columns];
  const w = createMatrix(m, rank);
  const h = createMatrix(rank, n);
  // coordinates in the plane of the first two singular vectors; those along the first have one sign
  const count = Math.min(2, s.length);
  const at = (j: number, k: number): number => (k < count ? s[k]! * v.values[j * v.columns + k]! : 0);
  const sign = u.values.reduce((sum, value, i) => (i % u.columns === 0 ? sum + value : sum), 0) < 0 ? -1 : 1;
  const angle = (j: number): number => Math.atan2(at(j, 1), sign * at(j, 0));
  const used = columns.flatMap((column, j) => (column.some((value) => value > 0) ? [j] : []));
  if (used.length === 0) return { w, h };
  const low = used.reduce((least, j) => (angle(j) < angle(least) ? j : least));
  const high = used.reduce((most, j) => (angle(j) > angle(most) ? j : most));
  const outer =
    rank === 1 || low === high ? [used.reduce((most, j) => (size(j) > size(most) ? j : most))] : [low, high];
  outer.forEach((j, k) => {
    columns[j]!.forEach((value, i) => (w.values[i * rank + k] = value));
  });
  for (const j of used) {
    const weights = outer.length === 1 ? [size(j) / size(outer[0]!)] : cramer(outer[0]!, outer[1]!, j);
    weights.forEach((weight, k) => (h.values[k * n + j] = Math.max(0, weight)));
  }
  return { w, h };

  function size(j: number): number {
    return Math.hypot(at(j, 0), at(j, 1));
  }

  /** x and y with a_j = x a_p + y a_q in the plane. */
  function cramer(p: number, q: number, j: number): [number, number] {
    const determinant = at(p, 0) * at(q, 1) - at(p, 1) * at(q, 0);
    return [
      (at(j, 0) * at(q, 1) - at(j, 1) * at(q, 0)) / determinant,
      (at(p, 0) * at(j, 1) - at(p, 1) * at(j, 0)) / determinant,
    ];
  }
}
