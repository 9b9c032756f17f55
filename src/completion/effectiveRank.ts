import { frobeniusNorm, type Matrix } from '../matrix/dense';
import type { BiasedFactors } from '../protocol/results';

/** Factors that hold less than this share of ‖UVᵀ‖² cannot be seen in what they predict. */
const negligibleShare = 0.01;

/**
 * Says so where fewer factors than the rank make nearly all of the product: "In effect the rank is 1". The factors are
 * in canonical form, where ‖u_f‖ ‖v_f‖ are the singular values of UVᵀ, or at least near it.
 */
export function effectiveRankNote({ row, column }: BiasedFactors): string | null {
  const rank = row.columns;
  const norm = ({ rows, columns, values }: Matrix, f: number): number =>
    frobeniusNorm({ rows, columns: 1, values: values.filter((_, at) => at % columns === f) });
  const squares = Array.from({ length: rank }, (_, f) => (norm(row, f) * norm(column, f)) ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const effective = squares.filter((square) => square >= negligibleShare * total).length;
  if (!(total > 0) || effective === rank) return null;
  const rest = rank - effective === 1 ? 'the other factor holds' : `the other ${rank - effective} factors hold`;
  return `In effect the rank is ${effective}: ${rest} less than a hundredth of what the factors add.`;
}
