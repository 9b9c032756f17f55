import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { describe } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import { formatCount } from '../../protocol/quantities';
import type { Cells } from '../cells/cells';
import { visibleColumns, visibleRows, type Span } from '../model/gridGeometry';
import { within } from '../model/gridRange';
import type { Pause } from '../model/stretches';
import { baseStyles, shadeStyles } from '../styles';
import { colorKey, colorKeyStyles } from './colorKey';
import { characterWidth } from './frameSizes';
import { GridBody } from './gridBody';
import { labelsDiffer, listsDiffer, noCells, noLabels } from './gridDefaults';
import { drawingOf, standsAlike, widthsDiffer, type GridDrawing, type Sorted } from './gridDrawing';
import { placesIn, placesWithin, type FoundPlaces } from './gridFind';
import { GridHand, headIndex, type HandledGrid } from './gridHand';
import { GridPort } from './gridPort';
import { gridStyles, rowHeight } from './gridStyles';

const nowhere: Span = { from: 0, to: 0 };
/** Properties that only move marks about; all others have the cells drawn again. */
const marks: readonly PropertyKey[] = ['marked', 'hovered', 'failed', 'isFocused'];

/**
 * A matrix as a heatmap with its values, of which only what is seen is in the page; frozen labels, arrow keys, ranges
 * to copy. Rows may be shown in another order: what it fires names rows of the matrix.
 * Fires `cell-inspect` (a sentence, or null on leaving), `cell-hover` (a CellRef or null), `cell-choose` where
 * `choosable`, `sort-choose` (a column) where `sortable`, `grid-scroll`, and `copy-text`.
 */
@customElement('factorize-grid')
export class MatrixGrid extends LitElement implements HandledGrid {
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
  private body: GridBody | null = null;
  private port: GridPort | null = null;
  private readonly hand = new GridHand(this);
  private found: FoundPlaces | null = null;
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
            @click=${this.hand.onClick}
            @keydown=${this.hand.onKeyDown}
            @pointermove=${this.hand.onPointer}
            @focus=${this.onFocus}
            @pointerleave=${() => this.hand.leave()}
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

  /** The shown places whose text is so, `most` of them: see `placesIn`. */
  find(isSo: (text: string) => boolean, most: number, pause: Pause): Promise<readonly CellRef[]> {
    return placesIn(this, isSo, most, pause);
  }

  /** Marks the places that were found, and brings the current one of them into view; null: none any more. */
  showFound(found: FoundPlaces | null): void {
    this.found = found;
    if (found?.current) this.reveal(found.current);
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
    this.hand.keepWithin(cells);
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
  redraw(): void {
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
    const { body, drawn, hand, found } = this;
    const { row, column } = hand.active;
    const range = hand.extended;
    body?.mark({
      marked: this.marked && this.shownPlace(this.marked),
      hovered: this.hovered && this.shownPlace(this.hovered),
      found: found && placesWithin(found.places, drawn.rows, drawn.columns),
      current: found?.current ?? null,
      active: hand.active,
      range: range && within(range, drawn.rows, drawn.columns),
    });
    const isDrawn = (body?.cell(row, column) ?? null) !== null;
    if (isDrawn)
      this.table.setAttribute('aria-activedescendant', row === headIndex ? `h${column}` : `c${row}-${column}`);
    else this.table.removeAttribute('aria-activedescendant');
  }

  /** The row of the matrix that stands at a place from the top. */
  matrixRow(at: number): number {
    return this.order?.[at] ?? at;
  }

  /** Where a cell of the matrix is shown. */
  private shownPlace({ row, column }: CellRef): CellRef {
    return { row: this.order ? this.order.indexOf(row) : row, column };
  }

  private revealMarked(): void {
    if (this.marked) this.reveal(this.shownPlace(this.marked));
  }

  /** Scrolls, within the grid, to a place that is shown. */
  reveal(place: CellRef): void {
    if (this.drawing) this.port?.reveal(place, this.drawing);
  }

  private readonly onScroll = (): void => {
    if (this.port?.read() !== true) return;
    const { left, top } = this.port;
    this.dispatchEvent(new CustomEvent('grid-scroll', { detail: { left, top } }));
    this.redrawInFrame();
  };

  private readonly onFocus = (): void => {
    this.isFocused = this.table.matches(':focus-visible');
    this.hand.enter();
  };

  private readonly onBlur = (): void => {
    this.isFocused = false;
    this.hand.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-grid': MatrixGrid;
  }
}
