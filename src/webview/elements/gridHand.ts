import type { Labels } from '../../protocol/analyses';
import { trueMinus } from '../../protocol/numbers';
import type { CellRef } from '../../protocol/panel';
import type { Cells } from '../cells/cells';
import { rangeOf, rangeText, type CellRange } from '../model/gridRange';
import { cellName } from '../model/result';
import { cellOf } from './gridDefaults';
import { stepFrom } from './gridKeys';

/** The row above the first: that of the column labels. */
export const headIndex = -1;

/** The grid that a hand is on. */
export interface HandledGrid extends EventTarget {
  readonly cells: Cells;
  readonly labels: Labels;
  readonly name: string;
  readonly sortable: boolean;
  readonly choosable: boolean;
  /** The row of the matrix that stands at a place from the top. */
  matrixRow(at: number): number;
  reveal(place: CellRef): void;
  /** Draws what is seen, and its marks. */
  redraw(): void;
}

/** What a person does in a grid by keys and by pointer: the cell they are at, the range they copy, what they look at. */
export class GridHand {
  /** Where the keys are, by what is shown. */
  active: CellRef = { row: 0, column: 0 };
  private anchor: CellRef | null = null;
  private pointed: EventTarget | null = null;

  constructor(private readonly grid: HandledGrid) {}

  /** What a copy takes, where it was extended from a cell; null where it is the active cell. */
  get extended(): CellRange | null {
    return this.anchor && rangeOf(this.anchor, this.active);
  }

  /** Stays within cells that are now fewer. */
  keepWithin({ rows, columns }: Cells): void {
    const { row, column } = this.active;
    this.active = { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
  }

  /** Says what the keys are at. */
  enter(): void {
    if (this.grid.cells.rows > 0) this.inspect(this.active);
  }

  leave(): void {
    this.pointed = null;
    this.fire('cell-hover', null);
    this.tell('cell-inspect', null);
  }

  readonly onClick = (event: MouseEvent): void => {
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

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const { cells, sortable } = this.grid;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'c') {
      event.preventDefault();
      void this.copy();
      return;
    }
    if (isCommand && event.key === 'a') {
      event.preventDefault();
      this.anchor = { row: 0, column: 0 };
      this.active = { row: cells.rows - 1, column: cells.columns - 1 };
      this.grid.redraw();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.active.row === headIndex) this.sort(this.active.column);
      else this.choose(this.active);
      return;
    }
    const goesToHead = sortable && event.key === 'ArrowUp' && this.active.row <= 0;
    const next = goesToHead
      ? { row: headIndex, column: this.active.column }
      : stepFrom(this.active, event, cells.rows, cells.columns);
    if (!next) return;
    event.preventDefault();
    this.moveTo(next, event.shiftKey);
  };

  /** Where the pointer moves, that is: cells that are scrolled beneath it at rest are not what the person points at. */
  readonly onPointer = (event: Event): void => {
    if (event.target === this.pointed) return;
    this.pointed = event.target;
    const place = cellOf(event);
    if (place) this.inspect(place);
  };

  private moveTo(place: CellRef, extends_: boolean): void {
    if (!extends_) this.anchor = null;
    else if (this.active.row !== headIndex) this.anchor ??= this.active;
    this.active = place;
    this.grid.reveal(place);
    this.grid.redraw();
    this.inspect(place);
  }

  private sort(column: number): void {
    if (this.grid.sortable) this.fire('sort-choose', column);
  }

  private choose({ row, column }: CellRef): void {
    const { grid } = this;
    if (grid.choosable && grid.cells.rows > 0) this.fire('cell-choose', { row: grid.matrixRow(row), column });
  }

  private async copy(): Promise<void> {
    const { grid, active } = this;
    const range = this.extended ?? rangeOf(active, active);
    const { text, sentence } = await rangeText(grid.cells, range, (at) => grid.matrixRow(at));
    this.tell('copy-text', { text, done: sentence });
  }

  private inspect({ row: at, column }: CellRef): void {
    if (at === headIndex) return;
    const { cells, name, labels } = this.grid;
    const row = this.grid.matrixRow(at);
    const value = cells.exact(row, column);
    if (value === null) return;
    this.fire('cell-hover', { row, column });
    this.tell('cell-inspect', `${name}, ${cellName(row, column, labels)}: ${trueMinus(value)}`);
  }

  private fire(type: string, detail: CellRef | number | null): void {
    this.grid.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Fires what the page hears, through every tree. */
  private tell(type: string, detail: unknown): void {
    this.grid.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
