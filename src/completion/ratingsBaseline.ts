import { createMatrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import { restore, spreadOf, type Spread } from './standardize';

/** λ of the baseline, whatever the spread of the ratings. */
export const baselineRegularization = 4;

/** The change of a bias, for ratings of unit spread, from which on errors stay the same to seven digits. */
const tolerance = 1e-7;
const mostPasses = 100;

/** Cells between two looks at whether the work was cancelled. */
const cellsBetweenLooks = 1 << 18;

/**
 * The model of biases alone, with which the factors are compared: Σ (z − b_i − c_j)² + λ (‖b‖² + ‖c‖²) lowered, for z = (y − mean) / spread, by minimizing over the
 * rows' and the columns' in turn: b_i = Σ (z − c_j) / (m_i + λ), and over what is moved from all of the one to all of the
 * other, which they would do slowly. It is what `biasesAlone` finds, in time for millions of cells.
 * Source: Koren, ACM TKDD 4 (2010), section 2.1. Throws when cancelled.
 */
export function fitBaseline(cells: Observations, control: Control): BiasedFactors {
  const standard = spreadOf(cells, true);
  const { rows, columns, rowIndex, columnIndex } = cells;
  const rowBias = new Float64Array(rows);
  const columnBias = new Float64Array(columns);
  for (let pass = 0; pass < mostPasses; pass++) {
    balance(rowBias, columnBias);
    const change = Math.max(
      solve(cells, standard, { own: rowIndex, other: columnIndex, bias: rowBias, others: columnBias }, control),
      solve(cells, standard, { own: columnIndex, other: rowIndex, bias: columnBias, others: rowBias }, control),
    );
    if (change < tolerance) break;
  }
  const none = { row: createMatrix(rows, 0), column: createMatrix(columns, 0) };
  return restore({ mean: 0, rowBias, columnBias, ...none }, standard);
}

/**
 * c := c − δ, with the δ = (Σ c − Σ b) / (m + n) that lowers ‖b + δ‖² + ‖c − δ‖² most; the rows' biases, which are solved for
 * next, follow.
 */
function balance(rowBias: Float64Array, columnBias: Float64Array): void {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const shift = (sum(columnBias) - sum(rowBias)) / (rowBias.length + columnBias.length);
  for (let j = 0; j < columnBias.length; j++) columnBias[j]! -= shift;
}

interface Sides {
  readonly own: Uint32Array;
  readonly other: Uint32Array;
  /** What is overwritten by its minimizer given `others`. */
  readonly bias: Float64Array;
  readonly others: Float64Array;
}

/** Gives the largest change. */
function solve({ values }: Observations, { mean, spread }: Spread, sides: Sides, control: Control): number {
  const { own, other, bias, others } = sides;
  const sums = new Float64Array(bias.length);
  const weights = new Float64Array(bias.length).fill(baselineRegularization);
  for (let t = 0; t < values.length; t++) {
    if (t % cellsBetweenLooks === 0) control.checkpoint();
    const i = own[t]!;
    sums[i]! += (values[t]! - mean) / spread - others[other[t]!]!;
    weights[i]!++;
  }
  let change = 0;
  for (let i = 0; i < bias.length; i++) {
    const next = sums[i]! / weights[i]!;
    change = Math.max(change, Math.abs(next - bias[i]!));
    bias[i] = next;
  }
  return change;
}
