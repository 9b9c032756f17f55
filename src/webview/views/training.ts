import { html, nothing, type TemplateResult } from 'lit';
import type { Analysis, HistoryPoint, TriedSetting } from '../../protocol/results';
import { atEachStep } from '../../protocol/history';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { formatCount } from '../../protocol/quantities';
import { stopSentence } from '../../protocol/stop';
import '../elements/trainingCurve';
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
      .history=${history}
      .pinned=${pinned === undefined || pinned === analysis ? [] : pinned.history}
      .pinnedFormula=${pinned?.objectiveFormula ?? null}
      .formula=${analysis.objectiveFormula}
    ></factorize-curve>
    ${isPlayable(context) ? html`<factorize-playback .context=${context}></factorize-playback>` : nothing}
    ${everyMenu(history, context)} ${steps(points)}
    ${analysis.kind === 'complete' && analysis.triedSettings.length > 1 ? tried(analysis.triedSettings) : nothing}
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

/** What rank and λ were chosen from, in the order they were tried. */
function tried(settings: readonly TriedSetting[]): TemplateResult {
  const lambdas = settings.some(({ regularization }) => regularization !== null);
  const densities = settings.some(({ logDensity }) => logDensity !== null);
  return html`<p class="lead">Tried on held-out cells to choose ${lambdas ? 'rank and λ' : 'the rank'}:</p>
    <table class="plain steps" aria-label="Settings that were tried">
      <thead>
        <tr>
          <th scope="col" class="right">Rank</th>
          ${lambdas ? html`<th scope="col" class="right">λ</th>` : nothing}
          ${lambdas ? html`<th scope="col" class="right">Share of λ on biases</th>` : nothing}
          <th scope="col" class="right">Held-out RMSE</th>
          ${densities ? html`<th scope="col" class="right">Log density</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${settings.map(
          (one) =>
            html`<tr>
              <td class="right number">${one.rank}</td>
              ${lambdas ? value(one.regularization) : nothing} ${lambdas ? value(one.biasShare) : nothing}
              ${value(one.rmse)} ${densities ? value(one.logDensity) : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function value(number: number | null): TemplateResult {
  if (number === null) return html`<td></td>`;
  return html`<td class="right number" title=${exactNumber(number)}>${formatNumber(number)}</td>`;
}
