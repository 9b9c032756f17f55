import { html, nothing, type TemplateResult } from 'lit';
import type { Matrix } from '../../matrix/dense';
import type { CellRef, MatrixRef } from '../../protocol/panel';
import type { Analysis } from '../../protocol/results';
import { labelsOf } from '../../protocol/analyses';
import { formatNumber } from '../../protocol/numbers';
import { counted } from '../../protocol/quantities';
import '../elements/matrixGrid';
import type { ViewContext } from '../context';
import { compare, type Comparison } from '../model/result';
import { matrixKey } from '../model/tabs';
import { matrixMenu } from './matrixMenu';

/** A, Â and A − Â beside one another, on one colour scale. */
export function reconstructionView(analysis: Analysis, context: ViewContext): TemplateResult {
  const comparison = compare(analysis);
  if (!comparison) return html``;
  const { original, reconstruction, residual } = comparison;
  const figure = (title: string, matrix: Matrix, ref: MatrixRef): TemplateResult =>
    matrixFigure(title, matrix, ref, comparison, analysis, context);
  return html`
    <div class="grids">
      ${original ? figure('Original', original, 'original') : nothing}
      ${figure('Reconstruction', reconstruction, 'reconstruction')}
      ${residual ? figure('Residual', residual, 'residual') : nothing}
    </div>
    <div class="notes quiet">${notes(comparison, analysis).map((note) => html`<p>${note}</p>`)}</div>
  `;
}

function matrixFigure(
  title: string,
  matrix: Matrix,
  ref: MatrixRef,
  comparison: Comparison,
  analysis: Analysis,
  context: ViewContext,
): TemplateResult {
  const choosable = context.linked && comparison.original !== null;
  const onChoose = (event: CustomEvent<CellRef>): void => context.perform({ ask: 'selectCell', cell: event.detail });
  return html`<section class="figure" aria-label=${title} data-matrix=${matrixKey(ref)}>
    <header>
      <h3>${title}</h3>
      ${matrixMenu(ref, title.toLowerCase(), context)}
    </header>
    <factorize-grid
      name=${title}
      .matrix=${matrix}
      .labels=${labelsOf(analysis)}
      .largest=${comparison.largest}
      .predicted=${ref === 'reconstruction' ? comparison.predicted : null}
      .marked=${context.marked}
      ?choosable=${choosable}
      @cell-choose=${onChoose}
    ></factorize-grid>
  </section>`;
}

function notes({ original, predicted }: Comparison, analysis: Analysis): string[] {
  const { relativeResidual, meanSquaredError } = analysis.diagnostics;
  const sentences: string[] = [];
  if (original && relativeResidual !== null)
    sentences.push(
      `Relative residual ‖A − Â‖ / ‖A‖: ${formatNumber(relativeResidual)}` +
        (meanSquaredError === null ? '.' : `; mean squared error ${formatNumber(meanSquaredError)}.`),
    );
  if (predicted.size > 0) sentences.push(`${counted(predicted.size, 'predicted cell')}, outlined with dashes.`);
  if (original) sentences.push('All three share one colour scale.');
  return sentences;
}
