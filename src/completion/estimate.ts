import type { Biases } from '../protocol/methods';
import type { Kept } from '../protocol/frames';
import type { CompletionSolver } from '../protocol/methods';
import type { TriedSetting } from '../protocol/details';
import type { BiasedFactors, CompletionAnalysis, HistoryPoint, Interval, StopReason } from '../protocol/results';
import type { Folds } from './folds';
import type { Penalty } from './lineSystem';

/** What a way of completing a matrix comes to, before it is put in words. All in the units of the cells. */
export interface Estimate {
  readonly solver: CompletionSolver;
  readonly rank: number;
  /** λ; null where there is none. */
  readonly regularization: number | null;
  readonly biasShare: number;
  /** Whether the model has biases. */
  readonly bias: Biases;
  /** In canonical form. */
  readonly model: BiasedFactors;
  /** The intervals of a cell, by ascending level; empty where there are too few known cells for one. */
  readonly intervals: (row: number, column: number) => readonly Interval[];
  /** Whether intervals are right for a row, or a column, of which no cell is known: the model knows how far these differ. */
  readonly knowsLines: boolean;
  readonly intervalMethod: CompletionAnalysis['intervalMethod'];
  /** What rows and columns are held to by the others; null where that is of no use. */
  readonly penalties: { readonly row: Penalty; readonly column: Penalty } | null;
  /** The cells held out, the residual of each (NaN of those that were not), and the share within the intervals of the level asked for. */
  readonly folds: Folds;
  readonly residuals: Float64Array;
  readonly coverage: number | null;
  readonly tried: readonly TriedSetting[];
  readonly why: string;
  readonly history: readonly HistoryPoint[];
  /** Models on the way to this one, in canonical form where it is; none where it was no iteration. */
  readonly frames: readonly Kept<BiasedFactors>[];
  readonly objectiveFormula: string | null;
  readonly stop: StopReason;
  /** The sweeps or iterations that it was allowed. */
  readonly iterations: number;
}
