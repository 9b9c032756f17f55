import type { LabelledMatrix } from '../matrix/dense';
import { subtract } from '../matrix/dense';
import { exactCellsOf } from '../matrix/exact';
import { labelsOf, originalOf, predictionsOf } from '../protocol/analyses';
import type { MatrixRef } from '../protocol/panel';
import { counted } from '../protocol/quantities';
import type { Analysis, Factor } from '../protocol/results';

/** One of an analysis' matrices, and what to call it in a list. */
export interface NamedMatrix {
  readonly ref: MatrixRef;
  readonly title: string;
  /** Its shape, and what it is. */
  readonly detail: string;
}

/** Every matrix of an analysis, factors first. */
export function matricesOf(analysis: Analysis): readonly NamedMatrix[] {
  const factors = analysis.factors.map((factor) => ({
    ref: { factor: factor.name },
    title: factor.name,
    detail: `${factorShape(factor)} · ${factor.role}`,
  }));
  if (analysis.kind === 'train' || analysis.reconstruction === null) return factors;
  const shape = `${analysis.reconstruction.rows}×${analysis.reconstruction.columns}`;
  const predicted = predictionsOf(analysis).length;
  const named = (ref: MatrixRef, title: string): NamedMatrix => ({ ref, title, detail: shape });
  return [
    ...factors,
    {
      ref: 'reconstruction',
      title: predicted > 0 ? 'Predictions' : 'Reconstruction',
      detail: predicted > 0 ? `${shape} · ${counted(predicted, 'cell')} predicted` : shape,
    },
    ...(originalOf(analysis) === null ? [] : [named('residual', 'Residual'), named('original', 'Original')]),
  ];
}

/** The matrix meant; null where the analysis has none such. */
export function matrixOfAnalysis(analysis: Analysis, ref: MatrixRef): LabelledMatrix | null {
  if (typeof ref === 'object') return factorOf(analysis.factors.find((factor) => factor.name === ref.factor));
  if (analysis.kind === 'train') return null;
  const { reconstruction } = analysis;
  const original = originalOf(analysis);
  const { rows: rowLabels, columns: columnLabels } = labelsOf(analysis);
  switch (ref) {
    case 'original':
      return original;
    case 'reconstruction':
      return reconstruction && { ...reconstruction, name: original?.name ?? null, rowLabels, columnLabels };
    case 'residual':
      return original === null || reconstruction === null
        ? null
        : { ...subtract(original, reconstruction), name: null, rowLabels, columnLabels };
  }
}

function factorOf(factor: Factor | undefined): LabelledMatrix | null {
  if (factor === undefined) return null;
  const { rows, columns, values, name, rowLabels, columnLabels, imaginary, fractions } = factor;
  const exact = fractions === undefined ? null : exactCellsOf(fractions);
  return { rows, columns, values, name, rowLabels, columnLabels, imaginary, exact };
}

/** "9724×8, the 2000 rows with most ratings" where only those of a tall factor are here. */
function factorShape({ rows, columns, totalRows }: Factor): string {
  const shape = `${totalRows}×${columns}`;
  return rows < totalRows ? `${shape}, the ${rows} rows with most ratings` : shape;
}
