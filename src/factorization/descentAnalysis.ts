import { multiply } from './multiply';
import { formatNumber } from '../protocol/numbers';
import type { Control } from '../protocol/control';
import type { DecompositionMethod, NmfLoss } from '../protocol/methods';
import type { DecomposeRequest } from '../protocol/request';
import type { HistoryPoint, StopReason } from '../protocol/results';
import { descend, objectiveFormula, type Descent } from './descent';
import { nmfObjectives } from './nmfUpdates';
import { factor, type Decomposition } from './factor';
import { equilibrate, timesTwoTo } from '../matrix/scale';
import { fitOf, fitWarnings } from './stationarity';

const defaultRank = 2;

export interface IterativeDecomposition extends Decomposition {
  readonly history: readonly HistoryPoint[];
  readonly stop: StopReason;
}

/**
 * A ≈ WH of the rank asked for (2, or min(m, n) where that is less) by `descend`. `spectrum`, the singular values of the
 * scaled matrix, tells how good a fit of this rank can be; null where they are not known.
 */
export function descentAnalysis(
  method: 'gd' | 'adam',
  request: DecomposeRequest,
  spectrum: Float64Array | null,
  control: Control,
): IterativeDecomposition {
  const a = request.matrix;
  const rank = request.rank ?? Math.min(defaultRank, a.rows, a.columns);
  const { learningRate, iterations, seed, frames = false } = request;
  const descent = descend(a, { method, rank, learningRate, iterations, seed, frames }, control);
  const lowest = spectrum && lowestError(spectrum, rank, a.values.length, equilibrate(a).exponent);
  const fit = fitOf(a, descent, { objective: descent.objective, loss: 'frobenius', nonNegative: false });
  const fellShort = warnings(descent, rank, lowest, meanSquare(a.values));
  return {
    formula: 'A ≈ WH',
    factors: [
      factor('W', `row factors, rank ${rank}`, descent.w, { rowLabels: a.rowLabels }),
      factor('H', `column factors, rank ${rank}`, descent.h, { columnLabels: a.columnLabels }),
    ],
    reconstruction: multiply(descent.w, descent.h),
    orthogonality: null,
    fit,
    warnings: fellShort.length > 0 ? fellShort : fitWarnings(fit),
    history: descent.curve.points,
    frames: descent.frames,
    stop: descent.stop,
  };
}

/** The least mean squared error of any matrix of this rank, Σ_{i>k} σ_i² / mn (Eckart and Young, 1936). */
function lowestError(s: Float64Array, rank: number, cells: number, exponent: number): number {
  const tail = s.subarray(rank).reduce((sum, value) => sum + value * value, 0);
  return timesTwoTo(timesTwoTo(tail / cells, exponent), exponent);
}

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

function warnings(descent: Descent, rank: number, lowest: number | null, scale: number): string[] {
  const out: string[] = [];
  const reached = descent.objective;
  if (reached >= descent.first && reached > 1e-12 * scale)
    out.push(
      `The objective did not fall below where it began, at a learning rate of ${descent.learningRate}: try a smaller one.`,
    );
  else if (lowest !== null && reached > 1.05 * lowest + 1e-10 * (scale || descent.first))
    out.push(
      `The best fit of rank ${rank} has a mean squared error of ${formatNumber(lowest, 3)}; this run came to ` +
        `${formatNumber(reached, 3)}. More iterations or another learning rate may come closer.`,
    );
  if (descent.last > 1.05 * reached + 1e-10 * scale)
    out.push(
      `The last step had a mean squared error of ${formatNumber(descent.last, 3)}; the factors are those of the best one, ` +
        `${formatNumber(reached, 3)}.`,
    );
  return out;
}

/** What the curve of a method draws; null for direct ones. */
export function objectiveOf(method: DecompositionMethod, loss: NmfLoss): string | null {
  if (method === 'nmf') return nmfObjectives[loss];
  return method === 'gd' || method === 'adam' ? objectiveFormula : null;
}
