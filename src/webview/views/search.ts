import { html, type TemplateResult } from 'lit';
import { formatNumber } from '../../protocol/numbers';
import { meanError, searchTable, type TrainingSearch } from '../../protocol/trainingSearch';
import '../elements/chart';
import type { CurveSeries } from '../elements/drawCurve';

/** How rank and λ were searched for: the errors of the first round over the ranks, a line for each λ, and all rounds as a table. */
export function searched(search: TrainingSearch): TemplateResult {
  const { head, rows } = searchTable(search);
  return html`<section class="under" aria-label="Search for rank and regularization">
    <h2>Rank and regularization</h2>
    <p class="quiet">
      Each round trains longer, on more parts held out; a third of the settings goes on. The simplest within a standard
      error of the best is taken.
    </p>
    <factorize-chart
      label="${search.measure} in the first round"
      xLabel="rank"
      file="search"
      .series=${firstRound(search)}
    ></factorize-chart>
    <div class="across" tabindex="0" role="region" aria-label="Settings that were tried, as a table">
      <table class="plain steps" aria-label="Settings that were tried">
        <thead>
          <tr>
            ${head.map((title) => html`<th scope="col" class="right">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td class="right number">${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

const colors = ['var(--negative)', 'var(--positive)', 'var(--ink)', 'var(--quiet)'];

function firstRound({ rounds }: TrainingSearch): CurveSeries[] {
  const settings = rounds[0]?.settings ?? [];
  const lambdas = [...new Set(settings.map(({ regularization }) => regularization))].sort(
    (a, b) => (a ?? 0) - (b ?? 0),
  );
  return lambdas.map((lambda, at) => ({
    title: lambda === null ? 'first round' : `λ = ${formatNumber(lambda)}`,
    color: colors[at % colors.length]!,
    dashes: at >= colors.length ? '5 3' : null,
    dots: true,
    points: settings
      .filter(({ regularization }) => regularization === lambda)
      .map((setting) => ({ x: setting.rank, y: meanError(setting) }))
      .sort((a, b) => a.x - b.x),
  }));
}
