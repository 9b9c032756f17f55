import { html, nothing, type TemplateResult } from 'lit';
import type { Spectrum } from '../../protocol/details';
import { formatNumber } from '../../protocol/numbers';
import type { Analysis } from '../../protocol/results';

/** Ranks listed at most; the curve of the others is flat in most matrices. */
const mostRanks = 100;

/** The singular values, and what each rank keeps; the rank that was kept stands out. */
export function spectrumView(analysis: Analysis): TemplateResult | typeof nothing {
  const spectrum = analysis.kind === 'decompose' ? analysis.spectrum : undefined;
  if (spectrum === undefined) return nothing;
  const { singularValues, kept, rule } = spectrum;
  return html`
    <p class="lead">Rank ${kept}: ${rule}</p>
    <table class="plain" aria-label="Spectrum">
      <thead>
        <tr>
          <th scope="col" class="right">Rank</th>
          <th scope="col" class="right">Singular value</th>
          <th scope="col" class="right">Explained</th>
          <th scope="col" class="right">So far</th>
          <th scope="col" class="right">Error</th>
          <th scope="col" class="right">Compression</th>
        </tr>
      </thead>
      <tbody>
        ${singularValues.slice(0, mostRanks).map((value, i) => row(spectrum, value, i))}
      </tbody>
    </table>
    ${
      singularValues.length > mostRanks
        ? html`<p class="quiet">The first ${mostRanks} of ${singularValues.length} ranks.</p>`
        : nothing
    }
  `;
}

function row({ explained, errors, compressions, kept }: Spectrum, value: number, i: number): TemplateResult {
  const current = i + 1 === kept;
  return html`<tr aria-current=${current ? 'true' : nothing}>
    <td class="right number">${i + 1}${current ? html` <span title="The rank that was kept">✓</span>` : nothing}</td>
    <td class="right number">${formatNumber(value)}</td>
    <td class="right number">${percentage(explained[i]!)}</td>
    <td class="right number">${percentage(1 - errors[i]! ** 2)}</td>
    <td class="right number">${formatNumber(errors[i]!, 3)}</td>
    <td class="right number">${formatNumber(compressions[i]!, 3)}×</td>
  </tr>`;
}

/** Small shares too: they are what is compared here. */
function percentage(share: number): string {
  return `${formatNumber(100 * share, 4)}%`;
}
