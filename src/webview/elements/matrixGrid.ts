import { css, html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Matrix } from '../../matrix/dense';
import type { CellRef } from '../../protocol/panel';
import type { Labels } from '../../protocol/analyses';
import { exactNumber, formatComplex } from '../../protocol/numbers';
import { cellName } from '../model/result';
import { gridWindow, type GridWindow } from '../model/gridWindow';
import { baseStyles, shadeStyles } from '../styles';
import { bodyRows, headRow, mostPadding, type GridContent } from './gridCells';
import { stepFrom } from './gridKeys';

const contentProperties = ['matrix', 'imaginary', 'fractions', 'labels', 'largest', 'predicted'] as const;
const differ = (a: Labels, b: Labels | undefined): boolean => a.rows !== b?.rows || a.columns !== b.columns;
const noLabels: Labels = { rows: null, columns: null };
const paddings = Array.from(
  { length: mostPadding + 1 },
  (_, i) => `.pad${i} { padding-right: calc(8px + ${i}ch); }`,
).join('\n');

/**
 * A matrix as a heatmap with its values; frozen labels, arrow keys, the exact value on hover and focus.
 * Fires `cell-inspect` (a sentence, or null on leaving) and, where `choosable`, `cell-choose` (a CellRef).
 */
@customElement('factorize-grid')
export class MatrixGrid extends LitElement implements GridContent {
  @property({ attribute: false }) accessor matrix: Matrix = { rows: 0, columns: 0, values: new Float64Array() };
  @property({ attribute: false }) accessor imaginary: Float64Array | null = null;
  @property({ attribute: false }) accessor fractions: readonly string[] | null = null;
  @property({ attribute: false, hasChanged: differ }) accessor labels: Labels = noLabels;
  @property({ attribute: false }) accessor totalRows: number | null = null;
  /** The end of the colour scale; null takes the largest value of this matrix. */
  @property({ attribute: false }) accessor largest: number | null = null;
  /** Cells to set apart as predicted, by i·n + j. */
  @property({ attribute: false }) accessor predicted: ReadonlySet<number> | null = null;
  @property({ attribute: false }) accessor marked: CellRef | null = null;
  @property({ type: Boolean, reflect: true }) accessor choosable = false;
  /** How the matrix is called in what is read out. */
  @property() accessor name = '';

  static override readonly styles = [
    baseStyles,
    unsafeCSS(paddings),
    css`
      :host {
        display: block;
        max-width: 100%;
      }
      .scroll {
        max-height: 60vh;
        max-width: 100%;
        overflow: auto;
        width: max-content;
      }
      table {
        border-collapse: separate;
        border-spacing: 1px;
      }
      th,
      td {
        font-family: var(--number-font);
        font-size: var(--number-size);
        font-variant-numeric: tabular-nums;
        height: 24px;
        padding: 0 8px;
        text-align: right;
        white-space: nowrap;
      }
      th {
        background: var(--ground);
        color: var(--quiet);
        font-weight: normal;
        max-width: 14ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
      }
      tbody th {
        max-width: min(26ch, 35vw);
        padding-left: 0;
      }
      tbody th,
      thead td {
        left: 0;
        position: sticky;
        z-index: 1;
      }
      thead td {
        background: var(--ground);
        top: 0;
        z-index: 2;
      }
      tbody td {
        min-width: 4.5ch;
        outline-offset: -1px;
        scroll-margin: 28px 8px 8px min(26ch, 35vw);
      }
      :host([choosable]) tbody td {
        cursor: pointer;
      }
      tbody td:hover {
        outline: 1px solid var(--vscode-list-hoverForeground, var(--ink));
      }
      td.missing {
        color: var(--quiet);
      }
      td.predicted {
        outline: 1px dashed var(--ink);
      }
      tbody td[aria-selected='true'] {
        outline: 2px solid var(--vscode-focusBorder);
        outline-offset: -2px;
      }
      tbody td:focus-visible {
        outline: 2px solid var(--vscode-focusBorder);
        outline-offset: -2px;
      }
      .part {
        color: var(--quiet);
        padding-top: 4px;
      }
    `,
    shadeStyles,
  ];

  override render(): TemplateResult {
    const { matrix, name, totalRows } = this;
    const view = this.view();
    return html`
      <div class="scroll">
        <table
          role="grid"
          aria-label=${name}
          aria-readonly="true"
          aria-rowcount=${totalRows ?? matrix.rows}
          aria-colcount=${matrix.columns}
          @click=${this.onClick}
          @keydown=${this.onKeyDown}
          @pointerover=${this.onInspect}
          @focusin=${this.onInspect}
          @pointerleave=${this.onLeave}
          @focusout=${this.onLeave}
        >
          <thead></thead>
          <tbody></tbody>
        </table>
      </div>
      ${view.sentence === '' ? nothing : html`<p class="part">${view.sentence}</p>`}
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (contentProperties.some((property) => changed.has(property))) this.drawCells();
    this.renderRoot.querySelector('td[aria-selected="true"]')?.removeAttribute('aria-selected');
    const marked = this.marked && this.cellAt(this.marked);
    marked?.setAttribute('aria-selected', 'true');
    if (marked && changed.has('marked')) this.bringIntoView(marked);
  }

  private drawCells(): void {
    const view = this.view();
    this.renderRoot.querySelector('thead')?.replaceChildren(headRow(view, this));
    this.renderRoot.querySelector('tbody')?.replaceChildren(...bodyRows(view, this));
    this.renderRoot.querySelector('tbody td')?.setAttribute('tabindex', '0');
  }

  private view(): GridWindow {
    return gridWindow(this.matrix.rows, this.matrix.columns, this.totalRows ?? this.matrix.rows);
  }

  /** Scrolls within the grid only: the page stays where the person left it. */
  private bringIntoView(cell: HTMLElement): void {
    const scroll = this.renderRoot.querySelector('.scroll');
    const corner = this.renderRoot.querySelector('thead td');
    if (!scroll || !corner) return;
    const view = scroll.getBoundingClientRect();
    const labels = corner.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    scroll.scrollTop += shift(box.top, box.bottom, view.top + labels.height, view.top + scroll.clientHeight);
    scroll.scrollLeft += shift(box.left, box.right, view.left + labels.width, view.left + scroll.clientWidth);
  }

  private fullValue(at: number): string {
    const decimal = formatComplex(this.matrix.values[at]!, this.imaginary?.[at] ?? 0, exactNumber);
    const fraction = this.fractions?.[at];
    return fraction?.includes('/') === true ? `${fraction} ≈ ${decimal}` : (fraction ?? decimal);
  }

  private cellAt({ row, column }: CellRef): HTMLTableCellElement | undefined {
    return this.renderRoot.querySelector('tbody')?.rows[row]?.cells[column + 1];
  }

  /** The cell of the matrix that an event happened in; null on labels and gaps. */
  private place(event: Event): CellRef | null {
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('tbody td') : null;
    const row = cell?.closest('tr')?.sectionRowIndex;
    return cell && row !== undefined ? { row, column: cell.cellIndex - 1 } : null;
  }

  private readonly onClick = (event: Event): void => {
    const place = this.place(event);
    if (!place) return;
    this.moveTo(place);
    this.choose(place);
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const place = this.place(event);
    if (!place) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.choose(place);
      return;
    }
    const view = this.view();
    const next = stepFrom(place, event, view.rows, view.columns);
    if (!next) return;
    event.preventDefault();
    this.moveTo(next);
  };

  /** Moves the focus, and with it the one cell that the Tab key comes back to. */
  private moveTo(place: CellRef): void {
    this.renderRoot.querySelector('tbody td[tabindex="0"]')?.setAttribute('tabindex', '-1');
    const cell = this.cellAt(place);
    cell?.setAttribute('tabindex', '0');
    cell?.focus();
  }

  private choose(place: CellRef): void {
    if (this.choosable) this.dispatchEvent(new CustomEvent<CellRef>('cell-choose', { detail: place }));
  }

  private readonly onInspect = (event: Event): void => {
    const place = this.place(event);
    if (!place) return;
    const value = this.fullValue(place.row * this.matrix.columns + place.column);
    const cell = this.cellAt(place);
    if (cell) cell.title = value;
    this.inspect(`${this.name}, ${cellName(place.row, place.column, this.labels)}: ${value}`);
  };

  private readonly onLeave = (): void => {
    this.inspect(null);
  };

  private inspect(sentence: string | null): void {
    this.dispatchEvent(
      new CustomEvent<string | null>('cell-inspect', { detail: sentence, bubbles: true, composed: true }),
    );
  }
}

/** How far to move so that start … end lies between from … to; 0 where it does. */
function shift(start: number, end: number, from: number, to: number): number {
  if (start < from) return start - from;
  return end > to ? Math.min(end - to, start - from) : 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-grid': MatrixGrid;
  }
}
