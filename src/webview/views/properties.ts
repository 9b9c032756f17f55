import { html, type TemplateResult } from 'lit';
import type { Analysis } from '../../protocol/results';

/** What was found out about the matrix, a line each. */
export function propertiesView(analysis: Analysis): TemplateResult {
  const quantities = analysis.kind === 'decompose' ? (analysis.quantities ?? []) : [];
  return html`<table class="plain" aria-label="Properties">
    <tbody>
      ${quantities.map(
        ({ name, text, value }) =>
          html`<tr>
            <th scope="row">${name[0]?.toUpperCase()}${name.slice(1)}</th>
            <td class=${value === null ? '' : 'number'}>${text}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
