import { html, type TemplateResult } from 'lit';
import type { RankingEvaluation } from '../../protocol/evaluation';
import { rankingTable } from '../../protocol/rankingTable';

/** How good the lists of a model are, beside those of the most rated items. */
export function ranked(ranking: RankingEvaluation): TemplateResult {
  const { lead, head, rows } = rankingTable(ranking);
  const [, ...measures] = head;
  return html`<section class="under" aria-label="Lists of unseen items">
    <h2>Lists of unseen items</h2>
    <p class="quiet">${lead}.</p>
    <div class="across" tabindex="0" role="region" aria-label="Measures of the lists, as a table">
      <table class="plain steps" aria-label="Measures of the lists">
        <thead>
          <tr>
            <th scope="col">Users</th>
            ${measures.map((title) => html`<th scope="col" class="right">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([who, ...values]) =>
              html`<tr>
                <th scope="row">${who}</th>
                ${values.map((value) => html`<td class="right number">${value}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
