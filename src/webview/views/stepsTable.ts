import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../../protocol/quantities';
import type { HistoryPoint } from '../../protocol/results';
import type { DrawnRun, StepLine } from '../model/runs';
import { numberColumn } from './numberColumn';

const quantities: readonly { readonly title: string; readonly read: (point: HistoryPoint) => number | null }[] = [
  { title: 'Objective', read: ({ objective }) => objective },
  { title: 'RMSE', read: ({ rmse }) => rmse },
  { title: 'Held-out RMSE', read: ({ holdoutRmse }) => holdoutRmse },
];

/** The values of runs at even steps: a column a run for each quantity that any of them has. */
export function stepsTable(runs: readonly DrawnRun[], lines: readonly StepLine[]): TemplateResult {
  const groups = quantities
    .map(({ title, read }) => ({
      title,
      columns: runs
        .map(({ name }, i) => ({ name, values: lines.map(({ points }) => (points[i] ? read(points[i]) : null)) }))
        .filter(({ values }) => values.some((value) => value !== null)),
    }))
    .filter(({ columns }) => columns.length > 0);
  const cells = groups.flatMap(({ columns }) => columns.map(({ values }) => numberColumn(values)));
  const isOne = runs.length === 1;
  return html`<div class="across" tabindex="0" role="region" aria-label="Values at even steps, as a table">
    <table class="plain steps" aria-label="Values at even steps">
      <thead>
        <tr>
          <th scope="col" class="right" rowspan=${isOne ? nothing : 2}>Iteration</th>
          ${groups.map(
            ({ title, columns }) =>
              html`<th scope=${isOne ? 'col' : 'colgroup'} class="right" colspan=${isOne ? nothing : columns.length}>
                ${title}
              </th>`,
          )}
        </tr>
        ${
          isOne
            ? nothing
            : html`<tr>
                ${groups.map(({ columns }) => columns.map(({ name }) => html`<th scope="col" class="right">${name}</th>`))}
              </tr>`
        }
      </thead>
      <tbody>
        ${lines.map(
          ({ iteration }, i) =>
            html`<tr>
              <td class="right number">${formatCount(iteration)}</td>
              ${cells.map((column) => column[i]!)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
