import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Analysis, Prediction } from '../../protocol/results';
import { determined, labelsOf, predictionsOf, type Labels } from '../../protocol/analyses';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { counted, formatPercent } from '../../protocol/quantities';
import { namedTerms, writeSum } from '../../protocol/sum';
import type { LabelledMatrix } from '../../matrix/dense';
import { influenceTexts } from '../../protocol/prediction';
import type { ViewContext } from '../context';
import { cellName } from '../model/result';
import { intervalScale, type IntervalScale } from '../model/intervalScale';

/** What is drawn at most; the rest is in the reconstruction. */
const mostRows = 500;

/** Every predicted cell: its value, how sure that is, what biases alone say, and the sum behind it. */
export function missingView(analysis: Analysis, context: ViewContext): TemplateResult {
  const all = predictionsOf(analysis);
  const shown = all.filter(({ certainty }) => certainty !== 'undetermined');
  const table: Table = {
    names: labelsOf(analysis),
    scale: intervalScale(shown),
    intervals: analysis.kind === 'complete',
    baselines: shown.some((one) => one.baseline !== null),
    fillable: context.linked && !context.stale,
    known: analysis.kind === 'complete' ? analysis.request.matrix : null,
  };
  const note =
    table.scale && analysis.kind === 'complete' && analysis.intervalMethod !== 'exact'
      ? intervalNote(analysis.interval)
      : '';
  return html`
    <div class="above">
      <p>${counts(all)}. ${note}</p>
      ${
        table.fillable && determined(all).length > 0
          ? html`<vscode-button
              @click=${() => context.perform({ ask: 'fill', cells: 'all' }, 'Filled every missing cell.')}
              >Fill all</vscode-button
            >`
          : nothing
      }
    </div>
    <table class="plain cells">
      <thead>
        <tr>
          <th scope="col">Cell</th>
          <th scope="col" class="right">Value</th>
          ${table.intervals ? html`<th scope="col">Interval</th>` : nothing}
          ${
            table.baselines
              ? html`<th scope="col" class="right" title="What row and column biases alone say">Biases alone</th>`
              : nothing
          }
          ${table.fillable ? html`<th scope="col"><span class="unseen">Fill</span></th>` : nothing}
        </tr>
      </thead>
      ${all.slice(0, mostRows).map((one) => row(one, table, context))}
    </table>
    ${
      all.length > mostRows
        ? html`<p class="quiet">The first ${mostRows} are shown; the others are in the reconstruction.</p>`
        : nothing
    }
  `;
}

/** "2 surprising cells, 3 missing cells". */
function counts(all: readonly Prediction[]): string {
  const marked = all.filter(({ written }) => written !== undefined).length;
  const missing = all.length - marked;
  return [
    ...(marked > 0 ? [counted(marked, 'surprising cell')] : []),
    ...(missing > 0 ? [counted(missing, 'missing cell')] : []),
  ].join(', ');
}

/** What all rows have in common. */
interface Table {
  readonly names: Labels;
  /** Null where no prediction has an interval. */
  readonly scale: IntervalScale | null;
  /** Whether intervals were looked for at all: factors that were given have none. */
  readonly intervals: boolean;
  readonly baselines: boolean;
  readonly fillable: boolean;
  /** What was predicted from, where cells that moved a prediction are told. */
  readonly known: LabelledMatrix | null;
}

function row(
  one: Prediction,
  { names, scale, intervals, baselines, fillable, known }: Table,
  context: ViewContext,
): TemplateResult {
  const cell = { row: one.row, column: one.column };
  const name = cellName(one.row, one.column, names);
  const named = namedTerms(one.terms);
  const moved = known === null ? [] : influenceTexts(one, known).slice(0, 3);
  const isDetermined = one.certainty !== 'undetermined';
  const marked = context.marked?.row === one.row && context.marked.column === one.column;
  const select = (): void => context.perform({ ask: 'selectCell', cell });
  const fill = (): void => context.perform({ ask: 'fill', cells: [cell] }, `Filled ${name}.`);
  return html`<tbody ?data-marked=${marked}>
    <tr>
      <th scope="rowgroup">
        ${
          context.linked
            ? html`<button class="link" title="Select it in the text" @click=${select}>${name}</button>`
            : name
        }
      </th>
      ${
        isDetermined
          ? html`<td class="right number" title=${exactNumber(one.value)}>
              <strong>${formatNumber(one.value)}</strong>
            </td>`
          : html`<td class="right number"><strong>?</strong></td>`
      }
      ${intervals ? html`<td>${isDetermined ? interval(one, scale) : 'not determined'}</td>` : nothing}
      ${
        baselines
          ? html`<td
              class="right number"
              title=${one.baseline === null || !isDetermined ? '' : exactNumber(one.baseline)}
            >
              ${one.baseline === null || !isDetermined ? nothing : html`<span class="narrow quiet">biases alone</span> ${formatNumber(one.baseline)}`}
            </td>`
          : nothing
      }
      ${
        fillable
          ? html`<td class="right">
              ${
                isDetermined && one.written === undefined
                  ? html`<vscode-button secondary aria-label=${`Fill ${name}`} @click=${fill}>Fill</vscode-button>`
                  : nothing
              }
            </td>`
          : nothing
      }
    </tr>
    <tr>
      <td class="sum" colspan=${2 + Number(intervals) + Number(baselines) + Number(fillable)}>
        ${
          isDetermined
            ? html`<div class="number">${writeSum(one)}</div>
                ${named === '' ? nothing : html`<div>${named}</div>`}`
            : nothing
        }
        ${one.reason === undefined ? nothing : html`<div>${one.reason}</div>`}
        ${isDetermined && moved.length > 0 ? html`<div>Moved most by ${moved.join(' · ')}</div>` : nothing}
      </td>
    </tr>
  </tbody>`;
}

function interval({ lower, upper, value }: Prediction, scale: IntervalScale | null): TemplateResult {
  if (lower === null || upper === null || !scale)
    return html`<span class="quiet">too little is known for an interval</span>`;
  const from = scale.position(lower);
  const to = scale.position(upper);
  const at = scale.position(value);
  return html`<span class="interval" title=${`${exactNumber(lower)} to ${exactNumber(upper)}`}>
    <svg width=${scale.width} height="12" aria-hidden="true">
      ${svg`<line x1="0" x2=${scale.width} y1="6" y2="6" class="axis" />
        <line x1=${from} x2=${to} y1="6" y2="6" class="range" />
        <circle cx=${at} cy="6" r="3.5" class="value" />`}
    </svg>
    <span class="number">${formatNumber(lower, 3)} to ${formatNumber(upper, 3)}</span>
  </span>`;
}

function intervalNote(coverage: number): string {
  return `Intervals are meant to hold the true value ${formatPercent(coverage)} of the time.`;
}
