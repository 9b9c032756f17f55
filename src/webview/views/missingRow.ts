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
export function missingRow(one: Prediction, table: MissingTable, context: ViewContext): TemplateResult {
  const { scale, intervals, baselines, fillable } = table;
  const determined = isDetermined(one);
  const marked = context.marked?.row === one.row && context.marked.column === one.column;
  return html`<tbody ?data-marked=${marked}>
    <tr>
      ${nameCell(one, table, context)} ${valueCell(one)}
      ${intervals ? html`<td class="interval-cell">${determined ? interval(one, scale) : 'not determined'}</td>` : nothing}
      ${baselines ? baselineCell(one) : nothing} ${fillable ? fillCell(one, table, context) : nothing}
    </tr>
    <tr>
      <td class="sum" colspan=${2 + Number(intervals) + Number(baselines) + Number(fillable)}>
        ${behind(one, table, marked)}
      </td>
    </tr>
  </tbody>`;
}

const isDetermined = ({ certainty }: Prediction): boolean => certainty !== 'undetermined';

/** What the cell is called, which leads to the text where there is one, and whether it is chosen. */
function nameCell(one: Prediction, table: MissingTable, context: ViewContext): TemplateResult {
  const name = cellName(one.row, one.column, table.names);
  const short = shortCellName(one.row, one.column, table.names);
  const select = (): void => context.perform({ ask: 'selectCell', cell: { row: one.row, column: one.column } });
  return html`<th scope="rowgroup">
    <span class="named">
      ${table.fillable ? chooser(one, name, table.isChosen(one), table.choose) : nothing}
      ${
        context.linked
          ? html`<button class="link" title=${`${name}: select it in the text`} @click=${select}>${short}</button>`
          : html`<span title=${name}>${short}</span>`
      }</span
    >
  </th>`;
}

function valueCell(one: Prediction): TemplateResult {
  return isDetermined(one)
    ? html`<td class="right number value-cell" title=${exactNumber(one.value)}>
        <strong>${trueMinus(formatNumber(one.value))}</strong>
      </td>`
    : html`<td class="right number value-cell"><strong>?</strong></td>`;
}

/** What means and biases alone predict. */
function baselineCell(one: Prediction): TemplateResult {
  const baseline = isDetermined(one) ? one.baseline : null;
  return html`<td class="right number baseline-cell" title=${baseline === null ? '' : exactNumber(baseline)}>
    ${baseline === null ? nothing : html`<span class="narrow quiet">Biases alone</span> ${trueMinus(formatNumber(baseline))}`}
  </td>`;
}

function fillCell(one: Prediction, { names }: MissingTable, context: ViewContext): TemplateResult {
  const name = cellName(one.row, one.column, names);
  const fill = (): void =>
    context.perform({ ask: 'fill', cells: [{ row: one.row, column: one.column }] }, `Filled ${name}.`);
  return html`<td class="right fill-cell">
    ${
      isFillable(one)
        ? html`<vscode-button secondary aria-label=${`Fill ${name}`} @click=${fill}>Fill</vscode-button>`
        : nothing
    }
  </td>`;
}

/** The sum behind a value, what was said of it, and what moved it most. */
function behind(one: Prediction, { known }: MissingTable, marked: boolean): TemplateResult {
  const determined = isDetermined(one);
  // A sum of products alone is as one does it by hand, and says all that the names of its terms would.
  const named = one.terms.every(({ factors }) => factors !== null) ? '' : namedTerms(one.terms);
  const moved = known === null ? [] : influenceTexts(one, known).slice(0, 3);
  return html`${determined && (marked || named === '') ? html`<div class="number">${writeSum(one)}</div>` : nothing}
  ${determined && named !== '' ? html`<div title=${writeSum(one)}>${named}</div>` : nothing}
  ${one.reason === undefined ? nothing : html`<div>${one.reason}</div>`}
  ${determined && moved.length > 0 ? html`<div>Moved most by ${moved.join(' · ')}</div>` : nothing}`;
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
export function isFillable(one: Prediction): boolean {
  return isDetermined(one) && one.written === undefined;
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
