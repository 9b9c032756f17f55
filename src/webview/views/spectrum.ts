import { html, nothing, type TemplateResult } from 'lit';
import type { Spectrum } from '../../protocol/details';
import { originalOf } from '../../protocol/analyses';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { listTexts, negligibleShare, withoutRounding } from '../../protocol/rounding';
import type { Analysis } from '../../protocol/results';
import '../elements/chart';
import type { CurveRule, CurveSeries } from '../elements/drawCurve';
import type { ViewContext } from '../context';

/** Ranks listed at most; the curve of the others is flat in most matrices. */
const mostRanks = 100;

/** The singular values as a curve and as a table, and what each rank keeps; the rank that was kept stands out. */
export function spectrumView(analysis: Analysis, context: ViewContext): TemplateResult | typeof nothing {
  const spectrum = analysis.kind === 'decompose' ? analysis.spectrum : undefined;
  if (spectrum === undefined) return nothing;
  const { singularValues, kept, rule } = spectrum;
  const share = negligibleShare(originalOf(analysis));
  const values = listTexts(singularValues, share);
  const { logarithmic } = context.choices;
  const onScale = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) context.choose({ logarithmic: event.target.checked });
  };
  return html`
    <p class="lead">Rank ${kept}: ${rule}</p>
    <factorize-chart
      label="Singular values"
      xLabel="rank"
      file="spectrum"
      .series=${[valuesOf(spectrum)]}
      .rules=${rulesOf(spectrum, analysis)}
      .logarithmic=${logarithmic}
    ></factorize-chart>
    <label class="check"><input type="checkbox" .checked=${logarithmic} @change=${onScale} /> Logarithmic scale</label>
    <div class="across" tabindex="0" role="region" aria-label="Spectrum as a table">
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
          ${singularValues.slice(0, mostRanks).map((_, i) => row(spectrum, values[i]!, share, i))}
        </tbody>
      </table>
    </div>
    ${
      singularValues.length > mostRanks
        ? html`<p class="quiet">The first ${mostRanks} of ${singularValues.length} ranks.</p>`
        : nothing
    }
  `;
}

function valuesOf({ singularValues }: Spectrum): CurveSeries {
  const points = singularValues.map((y, i) => ({ x: i + 1, y }));
  return { title: 'singular value', color: 'var(--negative)', dashed: false, dots: points.length <= mostRanks, points };
}

/** Where what is kept ends, and below what a value is rounding. */
function rulesOf({ kept, singularValues, threshold }: Spectrum, { diagnostics }: Analysis): readonly CurveRule[] {
  const { rankTolerance } = diagnostics;
  const rules: CurveRule[] = [];
  if (kept > 0 && kept < singularValues.length) rules.push({ axis: 'x', at: kept + 0.5, title: `kept: ${kept}` });
  if (threshold !== undefined)
    rules.push({ axis: 'y', at: threshold, title: `noise up to ${formatNumber(threshold, 3)}` });
  const least = singularValues.at(-1) ?? 0;
  // far below the smallest it would only flatten the curve
  if (rankTolerance !== undefined && rankTolerance >= least / 100)
    rules.push({ axis: 'y', at: rankTolerance, title: `counts as zero: ${formatNumber(rankTolerance, 2)}` });
  return rules;
}

/** `share`: of all, the error that is shown as 0. */
function row(
  { singularValues, explained, errors, compressions, kept }: Spectrum,
  value: string,
  share: number,
  i: number,
): TemplateResult {
  const current = i + 1 === kept;
  return html`<tr aria-current=${current ? 'true' : nothing}>
    <td class="right number">${i + 1}${current ? html` <span title="The rank that was kept">✓</span>` : nothing}</td>
    <td class="right number" title=${exactNumber(singularValues[i]!)}>${value}</td>
    <td class="right number">${percentage(explained[i]!)}</td>
    <td class="right number">${percentage(1 - errors[i]! ** 2)}</td>
    <td class="right number" title=${exactNumber(errors[i]!)}>
      ${formatNumber(withoutRounding(errors[i]!, share), 3)}
    </td>
    <td class="right number">${formatNumber(compressions[i]!, 3)}×</td>
  </tr>`;
}

/** Small shares too: they are what is compared here. */
function percentage(share: number): string {
  return `${formatNumber(100 * share, 4)}%`;
}
