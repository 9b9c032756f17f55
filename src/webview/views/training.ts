import { html, nothing, type TemplateResult } from 'lit';
import type { Analysis, HistoryPoint } from '../../protocol/results';
import { atEachStep } from '../../protocol/history';
import { formatCount } from '../../protocol/quantities';
import { stopSentence } from '../../protocol/stop';
import '../elements/trainingCurve';
import { numberColumn } from './numberColumn';
import { ranked } from './ranked';
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
    ${analysis.kind === 'train' && analysis.ranking ? ranked(analysis.ranking) : nothing}
    ${analysis.kind === 'train' && analysis.search ? searched(analysis.search) : nothing}
  `;
}

function everyMenu(history: readonly HistoryPoint[], context: ViewContext): TemplateResult | typeof nothing {
  const choices = everyChoices(history);
  if (choices.length < 2) return nothing;
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) context.choose({ every: Number(event.target.value) || null });
  };
  return html`<label class="field every"
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
  const columns = [
    { title: 'Objective', values: points.map(({ objective }) => objective) },
    { title: 'RMSE', values: points.map(({ rmse }) => rmse) },
    { title: 'Held-out RMSE', values: points.map(({ holdoutRmse }) => holdoutRmse) },
  ]
    .filter(({ values }) => values.some((value) => value !== null))
    .map(({ title, values }) => ({ title, cells: numberColumn(values) }));
  return html`<div class="across" tabindex="0" role="region" aria-label="Values at even steps, as a table">
    <table class="plain steps" aria-label="Values at even steps">
      <thead>
        <tr>
          <th scope="col" class="right">Iteration</th>
          ${columns.map(({ title }) => html`<th scope="col" class="right">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${points.map(
          (point, i) =>
            html`<tr>
              <td class="right number">${formatCount(point.iteration)}</td>
              ${columns.map(({ cells }) => cells[i]!)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
