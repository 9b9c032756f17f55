import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import { counted, formatCount } from '../../protocol/quantities';
import { largestOf, type Cells } from '../cells/cells';
import { GivenCells } from '../cells/given';
import { cellName } from '../model/result';
import { columnStats, type ColumnStats } from '../model/columnStats';
import { columnsOf, shiftInto, visibleColumns, visibleRows, type Span } from '../model/gridGeometry';
import { rangeOf, rangeText, type CellRange } from '../model/gridRange';
import { baseStyles, shadeStyles } from '../styles';
import { bodyRow, headRow, lineName, type BodyRow, type GridDrawing, type Sorted } from './gridRows';
import { stepFrom } from './gridKeys';
import { markCells } from './gridMarks';
import { gridStyles, rowHeight } from './gridStyles';

const noCells: Cells = new GivenCells({ rows: 0, columns: 0, values: new Float64Array() });
const noLabels: Labels = { rows: null, columns: null };
const differ = (a: Labels, b: Labels | undefined): boolean => a.rows !== b?.rows || a.columns !== b.columns;
const listsDiffer = (a: readonly Cells[], b: readonly Cells[] | undefined): boolean =>
  a.length !== b?.length || a.some((cells, i) => cells !== b[i]);
/** Properties that only move marks about; all others have the cells drawn again. */
const marks: readonly PropertyKey[] = ['marked', 'hovered'];
/** The row above the first: that of the column labels. */
const headIndex = -1;

/**
 * A matrix as a heatmap with its values, of which only what is seen is in the page; frozen labels, arrow keys, ranges
 * to copy. Rows may be shown in another order: what it fires names rows of the matrix.
 * Fires `cell-inspect` (a sentence, or null on leaving), `cell-hover` (a CellRef or null), `cell-choose` where
 * `choosable`, `sort-choose` (a column) where `sortable`, `grid-scroll`, and `copy-text`.
 */
@customElement('factorize-grid')
export class MatrixGrid extends LitElement {
  @property({ attribute: false }) accessor cells: Cells = noCells;
  @property({ attribute: false, hasChanged: differ }) accessor labels: Labels = noLabels;
  @property({ attribute: false }) accessor totalRows: number | null = null;
  /** The end of the colour scale; null takes the largest value of this matrix. */
  @property({ attribute: false }) accessor largest: number | null = null;
  /** What the matrix was predicted from: cells that are missing there are set apart. */
  @property({ attribute: false }) accessor known: Cells | null = null;
  @property({ attribute: false }) accessor marked: CellRef | null = null;
  /** The cell under the pointer in a grid beside this one. */
  @property({ attribute: false }) accessor hovered: CellRef | null = null;
  /** Grids beside this one, with columns as wide as its own. */
  @property({ attribute: false, hasChanged: listsDiffer }) accessor alike: readonly Cells[] = [];
  /** The rows of the matrix from top to bottom; null: as they are. */
  @property({ attribute: false }) accessor order: readonly number[] | null = null;
  @property({ attribute: false }) accessor sorted: Sorted | null = null;
  @property({ attribute: false }) accessor hideBelow = 0;
  @property({ type: Boolean }) accessor sortable = false;
  @property({ type: Boolean, reflect: true }) accessor choosable = false;
  /** How the matrix is called in what is read out. */
  @property() accessor name = '';
  @query('.scroll') private accessor scroller!: HTMLElement;
  @query('.canvas') private accessor canvas!: HTMLElement;
  @query('.labels') private accessor labelColumn!: HTMLElement;
  @query('[role=grid]') private accessor table!: HTMLElement;
  @query('.probe') private accessor probe!: HTMLElement;

  private drawing: GridDrawing | null = null;
  /** The width of a character of the numbers' font, in pixels; 0 until it is measured. */
  private character = 0;
  private span: Span = { from: 0, to: 0 };
  private readonly rows = new Map<number, BodyRow>();
  private active: CellRef = { row: 0, column: 0 };
  private anchor: CellRef | null = null;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => this.redraw());

  static override readonly styles = [baseStyles, gridStyles, shadeStyles];

  override render(): TemplateResult {
    const { cells, name, totalRows } = this;
    const hint = totalRows !== null && totalRows > cells.rows;
    return html`
      <span class="probe" aria-hidden="true">0000000000</span>
      <div class="scroll" @scroll=${this.onScroll}>
        <div class="canvas">
          <div class="labels" role="presentation"></div>
          <div
            role="grid"
            tabindex="0"
            aria-label=${name}
            aria-readonly="true"
            aria-multiselectable="true"
            aria-rowcount=${(totalRows ?? cells.rows) + 1}
            aria-colcount=${cells.columns + 1}
            @click=${this.onClick}
            @keydown=${this.onKeyDown}
            @pointerover=${this.onPointer}
            @focus=${this.onFocus}
            @pointerleave=${this.onLeave}
            @blur=${this.onLeave}
          ></div>
        </div>
      </div>
      ${hint ? html`<p class="part">First ${formatCount(cells.rows)} of ${counted(totalRows, 'row')}.</p>` : nothing}
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
  }

  override updated(changed: PropertyValues<this>): void {
    const drawn = [...changed.keys()].filter((key) => !marks.includes(key));
    if (drawn.some((key) => key !== 'alike') || (drawn.length > 0 && this.widthsDiffer())) this.prepare();
    this.redraw();
    if (changed.has('marked') && this.marked) this.bringIntoView(this.shownPlace(this.marked));
  }

  /** Scrolls to where a grid beside this one is. */
  scrollToPlace(left: number, top: number): void {
    if (this.scroller.scrollLeft !== left) this.scroller.scrollLeft = left;
    if (this.scroller.scrollTop !== top) this.scroller.scrollTop = top;
  }

  /** Measures the columns, and forgets what was drawn. */
  private prepare(): void {
    const { cells, labels } = this;
    const character = (this.character ||= this.probe.getBoundingClientRect().width / 10);
    const stats = this.stats();
    let longest = String(cells.rows).length;
    for (const label of labels.rows ?? []) longest = Math.max(longest, label.length);
    const labelWidth = Math.min(26 * character, 0.35 * window.innerWidth, longest * character) + 8;
    this.drawing = {
      cells,
      labels,
      columns: columnsOf(stats.map(({ width }) => Math.ceil(width * character) + 17)),
      stats,
      labelWidth: Math.ceil(labelWidth),
      largest: this.largest ?? (cells.isWhole ? largestOf(cells) : 0),
      hideBelow: this.hideBelow,
      known: this.known,
      sortable: this.sortable,
      sorted: this.sorted,
    };
    const { canvas } = this;
    const height = rowHeight * (cells.rows + 1);
    const bar = height > 0.6 * window.innerHeight ? 14 : 0;
    canvas.style.width = `${this.drawing.labelWidth + this.drawing.columns.total}px`;
    canvas.style.height = `${height}px`;
    this.labelColumn.style.width = `${this.drawing.labelWidth}px`;
    this.scroller.style.width = `${this.drawing.labelWidth + this.drawing.columns.total + bar}px`;
    this.active = {
      row: Math.min(this.active.row, cells.rows - 1),
      column: Math.min(this.active.column, cells.columns - 1),
    };
    this.forgetRows();
  }

  private stats(): readonly ColumnStats[] {
    const { columns } = this.labels;
    return columnStats(
      this.cells,
      this.alike,
      (j) => `${this.sorted?.column === j ? '▾ ' : ''}${lineName(columns, j)}`,
    );
  }

  private widthsDiffer(): boolean {
    return this.stats().some(({ width }, j) => width !== this.drawing?.stats[j]?.width);
  }

  private forgetRows(): void {
    this.rows.clear();
    this.table.replaceChildren();
    this.labelColumn.replaceChildren();
    this.span = { from: 0, to: 0 };
  }

  /** Draws what is seen and is not drawn, and takes away what is not seen. */
  private redraw(): void {
    const { drawing, scroller } = this;
    if (!drawing) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = scroller;
    const columns = visibleColumns(drawing.columns, scrollLeft, clientWidth - drawing.labelWidth);
    const rows = visibleRows(drawing.cells.rows, rowHeight, scrollTop, clientHeight);
    const { table, labelColumn: labels } = this;
    if (columns.from !== this.span.from || columns.to !== this.span.to || table.childElementCount === 0) {
      this.forgetRows();
      this.span = columns;
      table.append(headRow(drawing, columns));
    }
    for (const [at, row] of this.rows)
      if (at < rows.from || at >= rows.to) {
        row.row.remove();
        row.label.remove();
        this.rows.delete(at);
      }
    for (let at = rows.from; at < rows.to; at++)
      if (!this.rows.has(at)) {
        const row = bodyRow(drawing, columns, this.matrixRow(at), at);
        this.rows.set(at, row);
        table.append(row.row);
        labels.append(row.label);
      }
    this.drawMarks();
    if (!drawing.cells.isWhole) this.fetch(rows, columns);
  }

  /** Asks for what is seen and is not here; draws again once it is. */
  private fetch(rows: Span, columns: Span): void {
    const { drawing } = this;
    if (!drawing || this.renderRoot.querySelector('[aria-busy]') === null) return;
    const { cells } = drawing;
    void cells
      .load({ row: rows.from, column: columns.from, rows: rows.to - rows.from, columns: columns.to - columns.from })
      .then(
        () => {
          if (this.drawing?.cells !== cells) return;
          this.forgetRows();
          this.redraw();
        },
        () => this.inspect('These cells could not be read: run Factorize again.'),
      );
  }

  private drawMarks(): void {
    markCells(this.rows, {
      marked: this.marked && this.shownPlace(this.marked),
      hovered: this.hovered && this.shownPlace(this.hovered),
      active: this.active,
      range: this.anchor && this.range(),
    });
    const { row, column } = this.active;
    const id = row === headIndex ? `h${column}` : `c${row}-${column}`;
    for (const head of this.renderRoot.querySelectorAll('[role=columnheader]'))
      head.classList.toggle('active', head.id === id);
    const isDrawn = column >= this.span.from && column < this.span.to && (row === headIndex || this.rows.has(row));
    if (isDrawn) this.table.setAttribute('aria-activedescendant', id);
    else this.table.removeAttribute('aria-activedescendant');
  }

  private range(): CellRange {
    return rangeOf(this.anchor ?? this.active, this.active);
  }

  private matrixRow(at: number): number {
    return this.order?.[at] ?? at;
  }

  /** Where a cell of the matrix is shown. */
  private shownPlace({ row, column }: CellRef): CellRef {
    return { row: this.order ? this.order.indexOf(row) : row, column };
  }

  /** Scrolls within the grid only: the page stays where the person left it. */
  private bringIntoView({ row, column }: CellRef): void {
    const { drawing, scroller } = this;
    if (!drawing || column >= drawing.columns.count) return;
    const { labelWidth, columns } = drawing;
    const left = labelWidth + columns.left(column);
    const [seenLeft, seenTop] = [scroller.scrollLeft + labelWidth, scroller.scrollTop + rowHeight];
    scroller.scrollLeft += shiftInto(
      left,
      left + columns.width(column),
      seenLeft,
      scroller.scrollLeft + scroller.clientWidth,
    );
    if (row === headIndex) return;
    const top = rowHeight * (row + 1);
    scroller.scrollTop += shiftInto(top, top + rowHeight, seenTop, scroller.scrollTop + scroller.clientHeight);
  }

  /** The shown cell that an event happened in; null on labels and gaps. */
  private place(event: Event): CellRef | null {
    const cell = event.target instanceof Element ? event.target.closest('[role=gridcell]') : null;
    const row = cell?.parentElement;
    return cell && row ? { row: Number(row.ariaRowIndex) - 2, column: Number(cell.ariaColIndex) - 2 } : null;
  }

  private readonly onScroll = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.redraw());
    const { scrollLeft: left, scrollTop: top } = this.scroller;
    this.dispatchEvent(new CustomEvent('grid-scroll', { detail: { left, top } }));
  };

  private readonly onClick = (event: MouseEvent): void => {
    const head = event.target instanceof Element ? event.target.closest('[role=columnheader]') : null;
    if (head) {
      this.active = { row: headIndex, column: Number(head.ariaColIndex) - 2 };
      this.sort(this.active.column);
      return;
    }
    const place = this.place(event);
    if (!place) return;
    this.moveTo(place, event.shiftKey);
    if (!event.shiftKey) this.choose(place);
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'c') {
      event.preventDefault();
      void this.copy();
      return;
    }
    if (isCommand && event.key === 'a') {
      event.preventDefault();
      this.anchor = { row: 0, column: 0 };
      this.active = { row: this.cells.rows - 1, column: this.cells.columns - 1 };
      this.drawMarks();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.active.row === headIndex) this.sort(this.active.column);
      else this.choose(this.active);
      return;
    }
    const goesToHead = this.sortable && event.key === 'ArrowUp' && this.active.row <= 0;
    const next = goesToHead
      ? { row: headIndex, column: this.active.column }
      : stepFrom(this.active, event, this.cells.rows, this.cells.columns);
    if (!next) return;
    event.preventDefault();
    this.moveTo(next, event.shiftKey);
  };

  private moveTo(place: CellRef, extends_: boolean): void {
    if (!extends_) this.anchor = null;
    else if (this.active.row !== headIndex) this.anchor ??= this.active;
    this.active = place;
    this.bringIntoView(place);
    this.redraw();
    this.inspectPlace(place);
  }

  private sort(column: number): void {
    if (this.sortable) this.dispatchEvent(new CustomEvent<number>('sort-choose', { detail: column }));
  }

  private choose({ row, column }: CellRef): void {
    if (!this.choosable || this.cells.rows === 0) return;
    this.dispatchEvent(new CustomEvent<CellRef>('cell-choose', { detail: { row: this.matrixRow(row), column } }));
  }

  private async copy(): Promise<void> {
    const range = this.range();
    const { text, sentence } = await rangeText(this.cells, range, (at) => this.matrixRow(at));
    this.dispatchEvent(
      new CustomEvent('copy-text', { detail: { text, done: sentence }, bubbles: true, composed: true }),
    );
  }

  private readonly onPointer = (event: Event): void => {
    const place = this.place(event);
    if (place) this.inspectPlace(place);
  };

  private readonly onFocus = (): void => {
    if (this.cells.rows > 0) this.inspectPlace(this.active);
  };

  private inspectPlace({ row: at, column }: CellRef): void {
    if (at === headIndex) return;
    const row = this.matrixRow(at);
    const value = this.cells.exact(row, column);
    if (value === null) return;
    this.dispatchEvent(new CustomEvent<CellRef | null>('cell-hover', { detail: { row, column } }));
    this.inspect(`${this.name}, ${cellName(row, column, this.labels)}: ${value}`);
  }

  private readonly onLeave = (): void => {
    this.dispatchEvent(new CustomEvent<CellRef | null>('cell-hover', { detail: null }));
    this.inspect(null);
  };

  private inspect(sentence: string | null): void {
    this.dispatchEvent(
      new CustomEvent<string | null>('cell-inspect', { detail: sentence, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-grid': MatrixGrid;
  }
}
