import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { describe } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { Labels } from '../../protocol/analyses';
import { trueMinus } from '../../protocol/numbers';
import type { CellRef } from '../../protocol/panel';
import { formatCount } from '../../protocol/quantities';
import type { Cells } from '../cells/cells';
import { cellName } from '../model/result';
import { visibleColumns, visibleRows, type Span } from '../model/gridGeometry';
import { rangeOf, rangeText, within, type CellRange } from '../model/gridRange';
import type { Pause } from '../model/stretches';
import { baseStyles, shadeStyles } from '../styles';
import { colorKey, colorKeyStyles } from './colorKey';
import { characterWidth } from './frameSizes';
import { GridBody } from './gridBody';
import { cellOf, labelsDiffer, listsDiffer, noCells, noLabels } from './gridDefaults';
import { drawingOf, standsAlike, widthsDiffer, type GridDrawing, type Sorted } from './gridDrawing';
import { placesIn } from './gridFind';
import { stepFrom } from './gridKeys';
import { GridPort } from './gridPort';
import { gridStyles, rowHeight } from './gridStyles';

const nowhere: Span = { from: 0, to: 0 };
/** Properties that only move marks about; all others have the cells drawn again. */
const marks: readonly PropertyKey[] = ['marked', 'hovered', 'failed', 'isFocused'];
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
  @property({ attribute: false, hasChanged: labelsDiffer }) accessor labels: Labels = noLabels;
  /** Of how many rows these are those with most ratings; null where they are all. */
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
  /** Whether what the colours stand for is said beneath it: on the scale that `largest` ends. */
  @property({ type: Boolean }) accessor keyed = false;
  /** How the matrix is called in what is read out. */
  @property() accessor name = '';
  /** The part of the page's width that there is for the grid: those beside one another share it. */
  @property({ attribute: false }) accessor share = 1;
  /** Why cells that are seen are not here. */
  @state() private accessor failed = '';
  @state() private accessor isFocused = false;
  /** Whether any cell was here: of none there is nothing to see. */
  private hasCells = false;
  @query('.scroll') private accessor scroller!: HTMLElement;
  @query('.canvas') private accessor canvas!: HTMLElement;
  @query('.labels') private accessor labelColumn!: HTMLElement;
  @query('[role=grid]') private accessor table!: HTMLElement;
  @query('.probe') private accessor probe!: HTMLElement;

  private drawing: GridDrawing | null = null;
  /** The width of a character of the numbers' font, in pixels; 0 until it is measured. */
  private character = 0;
  private drawn: { readonly rows: Span; readonly columns: Span } = { rows: nowhere, columns: nowhere };
  private frame = 0;
  private pointed: EventTarget | null = null;
  private body: GridBody | null = null;
  private port: GridPort | null = null;
  private active: CellRef = { row: 0, column: 0 };
  private anchor: CellRef | null = null;
  private found: CellRef | null = null;
  private readonly sizes = new ResizeObserver(([observed]) => {
    const isFirst = observed !== undefined && this.port?.resize(observed.contentRect) === true;
    this.redraw();
    if (isFirst) this.revealMarked();
  });

  static override readonly styles = [baseStyles, gridStyles, shadeStyles, colorKeyStyles];

  override render(): TemplateResult {
    const { cells, name, totalRows } = this;
    const hint = totalRows !== null && totalRows > cells.rows;
    return html`
      <span class="probe" aria-hidden="true">0000000000</span>
      ${this.failed === '' ? nothing : html`<p class="part failed" role="alert">${this.failed}</p>`}
      <div
        class=${this.failed === '' || this.hasCells ? 'scroll' : 'scroll failed'}
        ?data-focused=${this.isFocused}
        @scroll=${this.onScroll}
        @scrollend=${() => this.drawing && this.port?.settle(this.drawing)}
      >
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
            @pointermove=${this.onPointer}
            @focus=${this.onFocus}
            @pointerleave=${this.onLeave}
            @blur=${this.onBlur}
          ></div>
        </div>
      </div>
      ${this.keyed && this.failed === '' ? colorKey(this.largest ?? 0) : nothing}
      ${hint ? html`<p class="part">The ${formatCount(cells.rows)} of ${formatCount(totalRows)} with most ratings.</p>` : nothing}
    `;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('cells')) return;
    this.hasCells = this.cells.isWhole;
    this.failed = '';
  }

  override firstUpdated(): void {
    this.body = new GridBody(this.table, this.labelColumn, (at) => this.matrixRow(at));
    this.port = new GridPort(this.scroller);
    this.sizes.observe(this.scroller);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.sizes.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
  }

  override updated(changed: PropertyValues<this>): void {
    const drawn = [...changed.keys()].filter((key) => !marks.includes(key));
    const { drawing } = this;
    const isOther = drawn.some((key) => key !== 'alike');
    if (isOther || (drawn.length > 0 && (!drawing || widthsDiffer(this, drawing)))) this.prepare();
    this.redraw();
    if (changed.has('marked')) this.revealMarked();
  }

  /** Scrolls to where a grid beside this one is, in the same frame. */
  scrollToPlace(left: number, top: number): void {
    if (this.port?.moveTo(left, top) === true) this.redrawInFrame();
  }

  /** The shown places whose text is so: see `placesIn`. */
  find(isSo: (text: string) => boolean, pause: Pause): Promise<readonly CellRef[]> {
    return placesIn(this.cells, this.labels, (at) => this.matrixRow(at), isSo, pause);
  }

  /** Marks a place that was found, and brings it into view; null: none any more. */
  showFound(place: CellRef | null): void {
    this.found = place;
    if (place !== null) this.reveal(place);
    this.redraw();
  }

  /** In the coming frame: only when all grids are scrolled, since scrolling a grid has what was drawn laid out. */
  private redrawInFrame(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.redraw());
  }

  /** Sets up what the cells are drawn from; where they stand as they did, those that are there are written over. */
  private prepare(): void {
    const { cells, body, port, drawing: before } = this;
    if (!body || !port) return;
    const character = (this.character ||= characterWidth(this.probe));
    const drawing = drawingOf(this, character, port.page.width);
    this.drawing = drawing;
    this.active = {
      row: Math.min(this.active.row, cells.rows - 1),
      column: Math.min(this.active.column, cells.columns - 1),
    };
    if (before !== null && standsAlike(before, drawing)) {
      body.refill(drawing);
      return;
    }
    const { canvas, labelColumn, scroller } = this;
    const height = rowHeight * (cells.rows + 1);
    const bar = height > 0.6 * port.page.height ? 14 : 0;
    const width = drawing.labelWidth + drawing.columns.total;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    labelColumn.style.width = `${drawing.labelWidth}px`;
    scroller.style.width = `${width + bar}px`;
    port.extend(width, height);
    body.clear();
  }

  /** Draws what is seen and is not drawn, and takes away what is not seen. */
  private redraw(): void {
    const { drawing, body, port } = this;
    if (!drawing || !body || !port || port.width === 0) return;
    this.drawn = {
      rows: visibleRows(drawing.cells.rows, rowHeight, port.top, port.height),
      columns: visibleColumns(drawing.columns, port.left, port.width - drawing.labelWidth),
    };
    body.show(drawing, this.drawn.rows, this.drawn.columns);
    this.drawMarks();
    if (body.isBusy) this.fetch(drawing, body);
  }

  /** Asks for what is seen and is not here; draws it once it is. */
  private fetch({ cells }: GridDrawing, body: GridBody): void {
    const { rows, columns } = this.drawn;
    const [height, width] = [rows.to - rows.from, columns.to - columns.from];
    cells.load({ row: rows.from, column: columns.from, rows: height, columns: width }).then(
      () => {
        if (this.drawing?.cells !== cells) return;
        this.failed = '';
        this.hasCells = true;
        body.refill(this.drawing);
        this.drawMarks();
      },
      (error: unknown) => {
        if (this.drawing?.cells === cells) this.failed = describe(toFaultData(error));
      },
    );
  }

  private drawMarks(): void {
    const { body, drawn } = this;
    const { row, column } = this.active;
    const range = this.anchor && this.range();
    body?.mark({
      marked: this.marked && this.shownPlace(this.marked),
      hovered: this.hovered && this.shownPlace(this.hovered),
      found: this.found,
      active: this.active,
      range: range && within(range, drawn.rows, drawn.columns),
    });
    const isDrawn = (body?.cell(row, column) ?? null) !== null;
    if (isDrawn)
      this.table.setAttribute('aria-activedescendant', row === headIndex ? `h${column}` : `c${row}-${column}`);
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

  private revealMarked(): void {
    if (this.marked) this.reveal(this.shownPlace(this.marked));
  }

  private reveal(place: CellRef): void {
    if (this.drawing) this.port?.reveal(place, this.drawing);
  }

  private readonly onScroll = (): void => {
    if (this.port?.read() !== true) return;
    const { left, top } = this.port;
    this.dispatchEvent(new CustomEvent('grid-scroll', { detail: { left, top } }));
    this.redrawInFrame();
  };

  private readonly onClick = (event: MouseEvent): void => {
    const head = event.target instanceof Element ? event.target.closest('[role=columnheader]') : null;
    if (head) {
      this.active = { row: headIndex, column: Number(head.ariaColIndex) - 2 };
      this.sort(this.active.column);
      return;
    }
    const place = cellOf(event);
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
    this.reveal(place);
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

  /** Where the pointer moves, that is: cells that are scrolled beneath it at rest are not what the person points at. */
  private readonly onPointer = (event: Event): void => {
    if (event.target === this.pointed) return;
    this.pointed = event.target;
    const place = cellOf(event);
    if (place) this.inspectPlace(place);
  };

  private readonly onFocus = (): void => {
    this.isFocused = this.table.matches(':focus-visible');
    if (this.cells.rows > 0) this.inspectPlace(this.active);
  };

  private inspectPlace({ row: at, column }: CellRef): void {
    if (at === headIndex) return;
    const row = this.matrixRow(at);
    const value = this.cells.exact(row, column);
    if (value === null) return;
    this.dispatchEvent(new CustomEvent<CellRef | null>('cell-hover', { detail: { row, column } }));
    this.inspect(`${this.name}, ${cellName(row, column, this.labels)}: ${trueMinus(value)}`);
  }

  private readonly onBlur = (): void => {
    this.isFocused = false;
    this.onLeave();
  };

  private readonly onLeave = (): void => {
    this.pointed = null;
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
