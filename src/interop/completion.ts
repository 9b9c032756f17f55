import { methodTitles } from '../protocol/methods';
import type { CompletionAnalysis } from '../protocol/results';
import { oneLine } from './decomposition';
import { lines, type Assign } from './target';

/** What completes a matrix, for the first line of its program. */
export function completionTitle(analysis: CompletionAnalysis): string {
  const { matrix, bias } = analysis.request;
  const whose = matrix.name === null ? '' : ` R is ${oneLine(matrix.name)}.`;
  const model = bias ? 'R ≈ mean + b + c + U Vᵀ' : 'R ≈ U Vᵀ';
  return `${methodTitles[analysis.solver]} on the known cells of a ${matrix.rows}×${matrix.columns} matrix: ${model}.${whose}`;
}

/** The numbers that a completion was run with, in the words of its objective. */
export function completionSettings(analysis: CompletionAnalysis): string {
  return lines(
    `rank = ${analysis.rank}`,
    `regularization = ${analysis.regularization}  # λ, in the units of the cells`,
    analysis.request.bias ? `bias_share = ${analysis.biasShare}  # the share of λ that weighs on the biases` : null,
    `iterations = ${analysis.history.at(-1)?.iteration ?? 0}`,
  );
}

/** The known cells brought to mean 0, where there are biases, and to unit spread: NumPy's `Z`, zero where unknown. */
export function numpyCells({ request }: CompletionAnalysis, assign: Assign): string {
  return lines(
    assign('R', request.matrix),
    'R = np.array(R, dtype=float)',
    'known = ~np.isnan(R)',
    request.bias ? 'mean = R[known].mean()' : 'mean = 0.0',
    'spread = np.sqrt(np.mean((R[known] - mean) ** 2)) or 1.0',
    'Z = np.where(known, (R - mean) / spread, 0)',
    'ridge = max(regularization / spread, 1e-9)  # least squares needs a little to be definite',
  );
}

/** The start of alternating least squares: the leading right singular vectors of the known cells, of unit size. */
const spectralStart = lines(
  'b, c = np.zeros(len(R)), np.zeros(R.shape[1])',
  'U = np.zeros((len(R), rank))',
  'V = np.linalg.svd(Z, full_matrices=False)[2][:rank].T * np.sqrt(R.shape[1] / rank)',
);

/**
 * The model brought back to the units of the cells, and what it predicts kept within the scale where there is one.
 * `V.T` is a transposed matrix, and `clip` and `where` are functions, in NumPy (`np`) and in PyTorch (`torch`).
 */
export function restored({ scale }: CompletionAnalysis, library: 'np' | 'torch'): string {
  return lines(
    'b, c = spread * b, spread * c',
    'U, V = spread**0.5 * U, spread**0.5 * V',
    'reconstruction = mean + b[:, None] + c + U @ V.T',
    scale === null ? null : `kept = ${library}.clip(reconstruction, ${scale.low}, ${scale.high})`,
    scale === null
      ? null
      : `reconstruction = ${library}.where(known, reconstruction, kept)  # predictions are kept within the scale`,
  );
}

/** Alternating least squares by a `solve` of the program's own, which is given the cells by row, then by column. */
export function alternation(analysis: CompletionAnalysis, byRow: string, byColumn: string): string {
  return lines(
    spectralStart,
    'for iteration in range(iterations):',
    `    b, U = solve(${byRow}, c, V)`,
    `    c, V = solve(${byColumn}, b, U)`,
    '',
    restored(analysis, 'np'),
  );
}
