import { html, type TemplateResult } from 'lit';
import type { Analysis, Factor } from '../../protocol/results';
import { formatCount } from '../../protocol/quantities';
import '../elements/matrixGrid';
import { cellsOfContext } from '../cells/ofContext';
import type { ViewContext } from '../context';
import { matrixKey } from '../model/tabs';
import { matrixMenu } from './matrixMenu';

/** Each factor as a heatmap, with its name, its role and its size. */
export function factorsView(analysis: Analysis, context: ViewContext): TemplateResult {
  return html`
    <p class="formula number">${analysis.formula}</p>
    <div class="grids">${analysis.factors.map((factor) => factorFigure(factor, context))}</div>
  `;
}

function factorFigure(factor: Factor, context: ViewContext): TemplateResult {
  const size = `${formatCount(factor.totalRows)}×${formatCount(factor.columns)}`;
  const { cells, largest } = cellsOfContext(context).factor(factor);
  return html`<section
    class="figure"
    aria-label=${`Factor ${factor.name}`}
    data-matrix=${matrixKey({ factor: factor.name })}
  >
    <header>
      <h3><span class="number">${factor.name}</span> <span class="quiet">${size}</span></h3>
      ${matrixMenu({ factor: factor.name }, factor.name, context)}
    </header>
    <p class="quiet">${factor.role}</p>
    <factorize-grid
      name=${factor.name}
      .cells=${cells}
      .largest=${largest}
      .labels=${{ rows: factor.rowLabels, columns: factor.columnLabels }}
      .totalRows=${factor.totalRows}
    ></factorize-grid>
  </section>`;
}
