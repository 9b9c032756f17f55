import { html, nothing, type TemplateResult } from 'lit';
import type { Spectrum } from '../../protocol/details';
import { originalOf } from '../../protocol/analyses';
import { formatNumber } from '../../protocol/numbers';
import { listTexts, negligibleShare, withoutRounding } from '../../protocol/rounding';
import type { Analysis } from '../../protocol/results';
import type { CurveRule, CurveSeries } from '../elements/drawCurve';
import type { ViewContext } from '../context';
import { numberColumn, roundedColumn } from './numberColumn';

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
    <label class="check scale"
      ><input type="checkbox" .checked=${logarithmic} @change=${onScale} /> Logarithmic scale</label
    >
    ${table(spectrum, values, share)}
    ${
      singularValues.length > mostRanks
        ? html`<p class="quiet">The first ${mostRanks} of ${singularValues.length} ranks.</p>`
        : nothing
    }
  `;
}

function valuesOf({ singularValues }: Spectrum): CurveSeries {
  const points = singularValues.map((y, i) => ({ x: i + 1, y }));
  return { title: 'singular value', color: 'var(--negative)', dashes: null, dots: points.length <= mostRanks, points };
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

/** `values` are the singular values as they are shown; `share`: of all, the error that is shown as 0. */
function table(spectrum: Spectrum, values: readonly string[], share: number): TemplateResult {
  const { kept } = spectrum;
  const shown = <T>(all: readonly T[]): readonly T[] => all.slice(0, mostRanks);
  const percentages = (shares: readonly number[]): readonly TemplateResult[] =>
    roundedColumn(
      shares.map((one) => 100 * one),
      4,
    );
  const errors = shown(spectrum.errors);
  const columns = [
    numberColumn(shown(spectrum.singularValues), shown(values)),
    percentages(shown(spectrum.explained)),
    percentages(errors.map((error) => 1 - error ** 2)),
    numberColumn(
      errors,
      errors.map((error) => formatNumber(withoutRounding(error, share), 3)),
    ),
    roundedColumn(shown(spectrum.compressions), 3),
  ];
  return html`<div class="across" tabindex="0" role="region" aria-label="Spectrum as a table">
    <table class="plain" aria-label="Spectrum">
      <thead>
        <tr>
          <th scope="col" class="right">Rank</th>
          <th scope="col" class="right">Singular value</th>
          <th scope="col" class="right">Explained, %</th>
          <th scope="col" class="right">So far, %</th>
          <th scope="col" class="right" title="Relative error of the matrix of this rank">Error</th>
          <th scope="col" class="right" title="Numbers of the matrix for each number of its factors">Compression, ×</th>
        </tr>
      </thead>
      <tbody>
        ${shown(spectrum.singularValues).map(
          (_, i) =>
            html`<tr aria-current=${i + 1 === kept ? 'true' : nothing}>
              <td class="right number">
                ${i + 1 === kept ? html`<span class="tick" title="The rank that was kept">✓</span>` : nothing}${i + 1}
              </td>
              ${columns.map((column) => column[i]!)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
