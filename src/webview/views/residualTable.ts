import { html, nothing, type TemplateResult } from 'lit';
import { labelsOf } from '../../protocol/analyses';
import { formatNumber } from '../../protocol/numbers';
import { withoutRounding } from '../../protocol/rounding';
import { cellsOfContext } from '../cells/ofContext';
import type { ViewContext } from '../context';
import type { Residual } from '../model/rankErrors';
import { cellName, shortCellName } from '../model/result';
import { numberColumn, roundedColumn } from './numberColumn';

/** The cells where a reconstruction is farthest off; none where all of them are rounding. */
export function residualTable(residuals: readonly Residual[], context: ViewContext): TemplateResult | typeof nothing {
  const { negligible } = cellsOfContext(context);
  const listed = residuals.filter(({ residual }) => Math.abs(residual) > negligible);
  if (listed.length === 0) return nothing;
  const reconstructed = listed.map((one) => one.reconstructed);
  const columns = [
    numberColumn(listed.map(({ original }) => original)),
    numberColumn(
      reconstructed,
      reconstructed.map((value) => formatNumber(withoutRounding(value, negligible))),
    ),
    roundedColumn(
      listed.map(({ residual }) => residual),
      3,
    ),
  ];
  return html`<h2 class="below">Largest residuals</h2>
    <div class="across" tabindex="0" role="region" aria-label="Largest residuals">
      <table class="plain residuals">
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col" class="right">Original</th>
            <th scope="col" class="right">Reconstruction</th>
            <th scope="col" class="right">Residual</th>
          </tr>
        </thead>
        <tbody>
          ${listed.map(
            (one, i) =>
              html`<tr>
                <th scope="row">${cellLink(one, context)}</th>
                ${columns.map((column) => column[i]!)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** The name of a cell, which leads to it in the text where there is one. */
function cellLink({ row, column }: Residual, context: ViewContext): TemplateResult | string {
  const names = labelsOf(context.result.analysis);
  const short = shortCellName(row, column, names);
  if (!context.linked) return short;
  return html`<button
    class="link"
    title=${`${cellName(row, column, names)}: select it in the text`}
    @click=${() => context.perform({ ask: 'selectCell', cell: { row, column } })}
  >
    ${short}
  </button>`;
}
