import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LabelledMatrix } from '../../matrix/dense';
import type { Labels } from '../../protocol/analyses';
import { exactNumber, formatInterval, formatNumber, trueMinus } from '../../protocol/numbers';
import { influenceTexts } from '../../protocol/prediction';
import type { Prediction } from '../../protocol/results';
import { namedTerms, writeSum } from '../../protocol/sum';
import type { ViewContext } from '../context';
import type { IntervalScale } from '../model/intervalScale';
import { cellName, shortCellName } from '../model/result';

/** What all rows have in common. */
export interface MissingTable {
  readonly names: Labels;
  /** Null where no prediction has an interval. */
  readonly scale: IntervalScale | null;
  /** Whether intervals were looked for at all: factors that were given have none. */
  readonly intervals: boolean;
  readonly baselines: boolean;
  readonly fillable: boolean;
  readonly isChosen: (one: Prediction) => boolean;
  readonly choose: (one: Prediction, chosen: boolean) => void;
  /** What was predicted from, where cells that moved a prediction are told. */
  readonly known: LabelledMatrix | null;
}

/** A predicted cell, with the sum behind it in a line of its own. */
export function missingRow(
  one: Prediction,
  { names, scale, intervals, baselines, fillable, known, isChosen, choose }: MissingTable,
  context: ViewContext,
): TemplateResult {
  const cell = { row: one.row, column: one.column };
  const name = cellName(one.row, one.column, names);
  const short = shortCellName(one.row, one.column, names);
  // A sum of products alone is as one does it by hand, and says all that the names of its terms would.
  const named = one.terms.every(({ factors }) => factors !== null) ? '' : namedTerms(one.terms);
  const moved = known === null ? [] : influenceTexts(one, known).slice(0, 3);
  const isDetermined = one.certainty !== 'undetermined';
  const marked = context.marked?.row === one.row && context.marked.column === one.column;
  const select = (): void => context.perform({ ask: 'selectCell', cell });
  const fill = (): void => context.perform({ ask: 'fill', cells: [cell] }, `Filled ${name}.`);
  return html`<tbody ?data-marked=${marked}>
    <tr>
      <th scope="rowgroup">
        <span class="named">
          ${fillable ? chooser(one, name, isChosen(one), choose) : nothing}
          ${
            context.linked
              ? html`<button class="link" title=${`${name}: select it in the text`} @click=${select}>${short}</button>`
              : html`<span title=${name}>${short}</span>`
          }</span
        >
      </th>
      ${
        isDetermined
          ? html`<td class="right number value-cell" title=${exactNumber(one.value)}>
              <strong>${trueMinus(formatNumber(one.value))}</strong>
            </td>`
          : html`<td class="right number value-cell"><strong>?</strong></td>`
      }
      ${intervals ? html`<td class="interval-cell">${isDetermined ? interval(one, scale) : 'not determined'}</td>` : nothing}
      ${
        baselines
          ? html`<td
              class="right number baseline-cell"
              title=${one.baseline === null || !isDetermined ? '' : exactNumber(one.baseline)}
            >
              ${one.baseline === null || !isDetermined ? nothing : html`<span class="narrow quiet">Biases alone</span> ${trueMinus(formatNumber(one.baseline))}`}
            </td>`
          : nothing
      }
      ${
        fillable
          ? html`<td class="right fill-cell">
              ${
                isFillable(one)
                  ? html`<vscode-button secondary aria-label=${`Fill ${name}`} @click=${fill}>Fill</vscode-button>`
                  : nothing
              }
            </td>`
          : nothing
      }
    </tr>
    <tr>
      <td class="sum" colspan=${2 + Number(intervals) + Number(baselines) + Number(fillable)}>
        ${isDetermined && (marked || named === '') ? html`<div class="number">${writeSum(one)}</div>` : nothing}
        ${isDetermined && named !== '' ? html`<div title=${writeSum(one)}>${named}</div>` : nothing}
        ${one.reason === undefined ? nothing : html`<div>${one.reason}</div>`}
        ${isDetermined && moved.length > 0 ? html`<div>Moved most by ${moved.join(' · ')}</div>` : nothing}
      </td>
    </tr>
  </tbody>`;
}

/** Cells that are determined and missing can be chosen; the others keep their place. */
function chooser(one: Prediction, name: string, chosen: boolean, choose: MissingTable['choose']): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) choose(one, target.checked);
  };
  return html`<input
    type="checkbox"
    aria-label=${`Choose ${name}`}
    .checked=${chosen}
    ?disabled=${!isFillable(one)}
    @change=${onChange}
  />`;
}

/** Whether there is a number to write, and room for it. */
export function isFillable({ certainty, written }: Prediction): boolean {
  return certainty !== 'undetermined' && written === undefined;
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
    <span class="number">${trueMinus(formatInterval(lower, upper, 3).join(' to '))}</span>
  </span>`;
}
