import type { Matrix } from '../matrix/dense';
import type { BiasedFactors } from '../protocol/results';

/**
 * Of factors in canonical form, each one's share of ‖UVᵀ‖², the squares of what all factors add summed over all pairs of
 * a row and a column: σ_f² / Σ σ², since the products u_f v_fᵀ are orthogonal and ‖u_f‖ ‖v_f‖ are the singular values σ_f.
 * They add up to 1. Empty where the product is 0. Costs O((m + n) k).
 */
export function productShares({ row, column }: Pick<BiasedFactors, 'row' | 'column'>): readonly number[] {
  const [rows, columns] = [columnSquares(row), columnSquares(column)];
  const squares = Array.from(rows, (square, f) => square * columns[f]!);
  const total = squares.reduce((sum, square) => sum + square, 0);
  return total > 0 ? squares.map((square) => square / total) : [];
}

/** ‖a_f‖² of every column. */
function columnSquares({ columns, values }: Matrix): Float64Array {
  const squares = new Float64Array(columns);
  for (let at = 0; at < values.length; at += columns)
    for (let f = 0; f < columns; f++) squares[f]! += values[at + f]! ** 2;
  return squares;
}
