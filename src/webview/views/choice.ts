import { html, nothing, type TemplateResult } from 'lit';
import type { CompletionAnalysis } from '../../protocol/results';
import { isChosen, triedCurves } from '../model/triedCurves';
import { numberColumn, roundedColumn } from './numberColumn';

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
  const columns = [
    ...(lambdas
      ? [
          numberColumn(triedSettings.map(({ regularization }) => regularization)),
          numberColumn(triedSettings.map(({ biasShare }) => biasShare)),
        ]
      : []),
    numberColumn(triedSettings.map(({ rmse }) => rmse)),
    numberColumn(triedSettings.map(({ rmse, logDensity }) => logDensity ?? rmse ** 2)),
    roundedColumn(
      triedSettings.map(({ standardError }) => standardError),
      2,
    ),
  ];
  return html`<div class="across" tabindex="0" role="region" aria-label="Settings that were tried, as a table">
    <table class="plain steps" aria-label="Settings that were tried">
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
        ${triedSettings.map((one, i) => {
          const chosen = isChosen(one, analysis);
          return html`<tr aria-current=${chosen ? 'true' : nothing}>
            <td class="right number">
              ${chosen ? html`<span class="tick" title="The setting that was chosen">✓</span>` : nothing}${one.rank}
            </td>
            ${columns.map((column) => column[i]!)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
