import { cell, type LabelledMatrix } from '../matrix/dense';
import type { FoldInRequest } from './request';
import type { CompletionAnalysis, Prediction } from './results';

/**
 * What to ask for to predict the rows in which a completed matrix and the matrix of now differ, without training
 * again. Null where no row does, where shapes do, and where rows are not fitted by least squares given the columns.
 */
export function foldInRequest(analysis: CompletionAnalysis, matrix: LabelledMatrix): FoldInRequest | null {
  const { request, solver, intervalMethod, model, scale, regularization, biasShare, diagnostics } = analysis;
  const before = request.matrix;
  if (solver === 'nmf' || intervalMethod === 'exact' || request.check === true) return null;
  if (before.rows !== matrix.rows || before.columns !== matrix.columns) return null;
  const rows = Array.from({ length: matrix.rows }, (_, row) => row).filter((row) => differ(before, matrix, row));
  if (rows.length === 0) return null;
  const trained = { request, solver, model, scale, regularization, biasShare, diagnostics };
  return { kind: 'fold-in', trained, matrix, rows };
}

function differ(a: LabelledMatrix, b: LabelledMatrix, row: number): boolean {
  for (let j = 0; j < a.columns; j++) if (!Object.is(cell(a, row, j), cell(b, row, j))) return true;
  return false;
}

/** The analysis until all is computed again: the edited rows as they were folded in, the others as before the edit. */
export function analysisSoFar(
  analysis: CompletionAnalysis,
  { matrix, rows }: Pick<FoldInRequest, 'matrix' | 'rows'>,
  folded: readonly Prediction[],
): CompletionAnalysis {
  const others = analysis.predictions.filter(({ row }) => !rows.includes(row));
  return {
    ...analysis,
    request: { ...analysis.request, matrix },
    predictions: [...others.map((one): Prediction => ({ ...one, soFar: 'before-edit' })), ...folded],
  };
}
