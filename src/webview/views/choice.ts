import { html, nothing, type TemplateResult } from 'lit';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import type { TriedSetting } from '../../protocol/details';
import type { CompletionAnalysis } from '../../protocol/results';
import '../elements/chart';
import { isChosen, triedCurves } from '../model/triedCurves';

/** What rank and λ were chosen by: the error at held-out cells of all that was tried, as a curve and as a table. */
export function choiceView(analysis: CompletionAnalysis): TemplateResult {
  const { label, xLabel, logarithmicX, series, rules } = triedCurves(analysis);
  return html`
    <p class="lead">${ruleSentence(analysis)}</p>
    <factorize-chart
      label=${label}
      xLabel=${xLabel}
      file="tried"
      .series=${series}
      .rules=${rules}
      .logarithmic=${false}
      ?logarithmicX=${logarithmicX}
    ></factorize-chart>
    ${table(analysis)}
  `;
}

/** What the bars are, and how the choice follows from them. */
function ruleSentence({ triedSettings }: CompletionAnalysis): string {
  const bars = 'A bar is one standard error of the difference from the';
  return triedSettings.some(({ logDensity }) => logDensity !== null)
    ? `${bars} highest. The rank under which held-out cells are most probable is chosen.`
    : `${bars} lowest. Of the settings whose bar reaches down to the lowest, the simplest is chosen: the lowest rank, then the largest λ.`;
}

function table(analysis: CompletionAnalysis): TemplateResult {
  const { triedSettings } = analysis;
  const lambdas = triedSettings.some(({ regularization }) => regularization !== null);
  const densities = triedSettings.some(({ logDensity }) => logDensity !== null);
  return html`<table class="plain steps" aria-label="Settings that were tried">
    <thead>
      <tr>
        <th scope="col" class="right">Rank</th>
        ${
          lambdas
            ? html`<th scope="col" class="right">λ</th>
                <th scope="col" class="right">Share of λ on biases</th>`
            : nothing
        }
        <th scope="col" class="right">Held-out RMSE</th>
        <th scope="col" class="right">${densities ? 'Log density' : 'Squared error'}</th>
        <th scope="col" class="right">Standard error</th>
      </tr>
    </thead>
    <tbody>
      ${triedSettings.map((one) => row(one, lambdas, isChosen(one, analysis)))}
    </tbody>
  </table>`;
}

function row(one: TriedSetting, lambdas: boolean, chosen: boolean): TemplateResult {
  return html`<tr aria-current=${chosen ? 'true' : nothing}>
    <td class="right number">
      ${one.rank}${chosen ? html` <span title="The setting that was chosen">✓</span>` : nothing}
    </td>
    ${lambdas ? html`${value(one.regularization)}${value(one.biasShare)}` : nothing} ${value(one.rmse)}
    ${value(one.logDensity ?? one.rmse ** 2)} ${value(one.standardError, 2)}
  </tr>`;
}

function value(number: number | null, digits?: number): TemplateResult {
  if (number === null) return html`<td></td>`;
  return html`<td class="right number" title=${exactNumber(number)}>${formatNumber(number, digits)}</td>`;
}
