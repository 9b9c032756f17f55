import { html, nothing, type TemplateResult } from 'lit';
import type { Analysis, HistoryPoint } from '../../protocol/results';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';
import '../elements/trainingCurve';
import { stepTable } from '../model/history';
import { stopSentence } from '../model/sentences';

/** How the objective fell, why it stopped, and its values at even steps. */
export function trainingView(analysis: Analysis): TemplateResult {
  return html`
    <p class="lead">${stopSentence(analysis)}</p>
    <factorize-curve .history=${analysis.history} .formula=${analysis.objectiveFormula}></factorize-curve>
    ${steps(stepTable(analysis.history))}
  `;
}

function steps(points: readonly HistoryPoint[]): TemplateResult {
  const rmse = points.some((point) => point.rmse !== null);
  const heldOut = points.some((point) => point.holdoutRmse !== null);
  return html`<table class="plain steps">
    <thead>
      <tr>
        <th scope="col" class="right">Iteration</th>
        <th scope="col" class="right">Objective</th>
        ${rmse ? html`<th scope="col" class="right">RMSE</th>` : nothing}
        ${heldOut ? html`<th scope="col" class="right">Held-out RMSE</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${points.map(
        (point) =>
          html`<tr>
            <td class="right number">${formatCount(point.iteration)}</td>
            ${value(point.objective)} ${rmse ? value(point.rmse) : nothing}
            ${heldOut ? value(point.holdoutRmse) : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function value(number: number | null): TemplateResult {
  if (number === null) return html`<td></td>`;
  return html`<td class="right number" title=${exactNumber(number)}>${formatNumber(number)}</td>`;
}
