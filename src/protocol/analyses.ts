import type { LabelledMatrix, Matrix } from '../matrix/dense';
import { methodTitles } from './methods';
import { inFractions } from './options';
import type { Analysis, CompletionAnalysis, Prediction, Written } from './results';

/** Names of rows and columns; null counts from 1. */
export interface Labels {
  readonly rows: readonly string[] | null;
  readonly columns: readonly string[] | null;
}

/** What a row and what a column is called. */
export interface Nouns {
  readonly row: 'row' | 'user';
  readonly column: 'column' | 'item';
}

/** What was done, in a title: "SVD", "Alternating least squares, rank 2". */
export function methodTitle(analysis: Analysis): string {
  switch (analysis.kind) {
    case 'decompose':
      if (analysis.method === 'approximate' && analysis.spectrum) return `Rank-${analysis.spectrum.kept} approximation`;
      return methodTitles[analysis.method];
    case 'complete':
      if (analysis.checked !== undefined) return 'Checked cells';
      if (analysis.intervalMethod === 'exact') return 'Exact completion';
      return `${methodTitles[analysis.solver]}, rank ${analysis.rank}`;
    case 'train':
      return `${methodTitles[analysis.solver]}, rank ${analysis.rank}`;
    case 'reconstruct':
      return `Product of given factors, rank ${analysis.rank}`;
  }
}

/** Whether it was read from a model's file: the training was before, and what took time was to read it. */
export function isOpenedModel(analysis: Analysis): boolean {
  return analysis.kind === 'train' && analysis.request.path === analysis.request.modelPath;
}

/** The matrix the analysis is about; null for ratings files and for factors given without one. */
export function originalOf(analysis: Analysis): LabelledMatrix | null {
  switch (analysis.kind) {
    case 'decompose':
    case 'complete':
      return analysis.request.matrix;
    case 'reconstruct':
      return analysis.request.known;
    case 'train':
      return null;
  }
}

/** Whether its numbers were reckoned in fractions, without rounding. */
export function isExact(analysis: Analysis): boolean {
  return analysis.kind === 'decompose' && inFractions(analysis.method, analysis.request);
}

/** The labels of that matrix; where it has none, those of the factors: of a ratings file, of those that are shown. */
export function labelsOf(analysis: Analysis): Labels {
  if (analysis.kind === 'train') {
    const named = (name: string) => analysis.factors.find((factor) => factor.name === name)?.rowLabels ?? null;
    return { rows: named('U'), columns: named('V') };
  }
  const original = originalOf(analysis);
  const given = analysis.kind === 'reconstruct' ? analysis.request : null;
  return {
    rows: original?.rowLabels ?? given?.rowFactors.rowLabels ?? null,
    columns: original?.columnLabels ?? given?.columnFactors.rowLabels ?? null,
  };
}

/** What a line of the matrix is called: ratings have users and items. */
export function nounsOf({ kind }: Pick<Analysis, 'kind'>): Nouns {
  return kind === 'train' ? { row: 'user', column: 'item' } : { row: 'row', column: 'column' };
}

/** The predicted cells; none for complete matrices, and for ratings files, whose predictions are asked for by user. */
export function predictionsOf(analysis: Analysis): readonly Prediction[] {
  return analysis.kind === 'complete' || analysis.kind === 'reconstruct' ? analysis.predictions : [];
}

/** The predictions that may be written into their cells: of missing cells, all but those that nothing determines. */
export function determined(predictions: readonly Prediction[]): readonly Prediction[] {
  return predictions.filter(({ certainty, written }) => certainty !== 'undetermined' && written === undefined);
}

/** The reconstruction of a completion, in which the cells that nothing determines are missing still. */
export function determinedReconstruction({ reconstruction, predictions }: CompletionAnalysis): Matrix {
  const values = reconstruction.values.slice();
  for (const { row, column, certainty } of predictions)
    if (certainty === 'undetermined') values[row * reconstruction.columns + column] = Number.NaN;
  return { ...reconstruction, values };
}

/** The cells that are not missing, and that the others make all but impossible. */
export function surprising(analysis: Analysis): readonly Marked[] {
  return predictionsOf(analysis).flatMap((one) =>
    one.written === undefined ? [] : [{ ...one, written: one.written }],
  );
}

/** A prediction of a cell in which something else is written. */
export type Marked = Prediction & { readonly written: Written };
