import { html, nothing, type TemplateResult } from 'lit';
import type { Analysis, HistoryPoint } from '../../protocol/results';
import { atEachStep } from '../../protocol/history';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';
import { stopSentence } from '../../protocol/stop';
import '../elements/trainingCurve';
import { searched } from './search';
import type { ViewContext } from '../context';
import { everyChoices, stepTable } from '../model/history';
import { isPlayable } from './playback';

/** How the objective fell, beside that of a pinned run, why it stopped, and its values at even steps. */
export function trainingView(analysis: Analysis, context: ViewContext): TemplateResult {
  const { history } = analysis;
  const { every } = context.choices;
  const pinned = context.pinned?.analysis;
  const points = every === null ? stepTable(history) : atEachStep(history, every);
  return html`
    <p class="lead">${stopSentence(analysis)}</p>
    <factorize-curve
      of=${analysis.kind === 'train' ? 'ratings' : 'cells'}
      .history=${history}
      .pinned=${pinned === undefined || pinned === analysis ? [] : pinned.history}
      .pinnedFormula=${pinned?.objectiveFormula ?? null}
      .formula=${analysis.objectiveFormula}
    ></factorize-curve>
    ${isPlayable(context) ? html`<factorize-playback .context=${context}></factorize-playback>` : nothing}
    ${everyMenu(history, context)} ${steps(points)}
    ${analysis.kind === 'train' && analysis.search ? searched(analysis.search) : nothing}
  `;
}

function everyMenu(history: readonly HistoryPoint[], context: ViewContext): TemplateResult | typeof nothing {
  const choices = everyChoices(history);
  if (choices.length < 2) return nothing;
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) context.choose({ every: Number(event.target.value) || null });
  };
  return html`<label class="every"
    >Values every
    <select @change=${onChange}>
      <option value="" ?selected=${context.choices.every === null}>tenth of the run</option>
      ${choices.map(
        (every) =>
          html`<option value=${every} ?selected=${every === context.choices.every}>
            ${every === 1 ? 'iteration' : `${formatCount(every)} iterations`}
          </option>`,
      )}
    </select></label
  >`;
}

function steps(points: readonly HistoryPoint[]): TemplateResult {
  const rmse = points.some((point) => point.rmse !== null);
  const heldOut = points.some((point) => point.holdoutRmse !== null);
  return html`<table class="plain steps" aria-label="Values at even steps">
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
