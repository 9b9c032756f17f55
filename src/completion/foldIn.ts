import type { BiasedFactors, CompletionAnalysis } from '../protocol/results';
import { fitLine, fittedPenalty, ridgePenalty, type Penalty } from './lineSystem';
import { clip } from './ratingsModel';

/**
 * What a completed matrix predicts for a row of its shape, new or edited, without training again: the row's bias and
 * factors are fitted to its known cells given the columns, held to the other rows as these were. NaN marks a missing
 * cell; there is a prediction for every column, within the scale where there is one. O(n k² + k³).
 */
export function foldInRow(analysis: CompletionAnalysis, cells: Float64Array): Float64Array {
  const { model, scale } = analysis;
  const others = Uint32Array.from(cells.keys()).filter((j) => !Number.isNaN(cells[j]));
  const line = { others, values: Float64Array.from(others, (j) => cells[j]!) };
  const fitted = fitLine(line, model, penaltyOf(analysis));
  return cells.map((_, j) => (scale === null ? fitted.predict(j) : clip(fitted.predict(j), scale)));
}

/** What the rows of the model were held to: λ, or the spread of the rows and the noise where there is none. */
function penaltyOf({ request, model, regularization, biasShare, diagnostics }: CompletionAnalysis): Penalty {
  const bias = hasBiases(model);
  const noise = Math.sqrt(diagnostics.meanSquaredError ?? 0);
  if (regularization === null) return fittedPenalty(model, bias, noise);
  const spread = spreadOf(request.matrix.values, bias ? model.mean : 0);
  const ridge = ridgePenalty(model.row.columns, bias, regularization, (biasShare * regularization) / spread);
  return { ...ridge, weighted: request.weighted ?? false };
}

const hasBiases = ({ mean, rowBias, columnBias }: BiasedFactors): boolean =>
  mean !== 0 || [rowBias, columnBias].some((all) => all.some((bias) => bias !== 0));

/** Root mean square about the mean, over the known cells; 1 where that is zero. */
function spreadOf(values: Float64Array, mean: number): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1;
}
