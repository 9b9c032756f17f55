import type { Range } from '../matrix/block';
import type { RowSpan } from './draft';

/** Where the value of an empty cell in a gap belongs; null where the gap, the first or last of its row, is no cell. */
export type EmptyCell = (gap: Range, isFirst: boolean, isLast: boolean) => Range | null;

/** Rows put together from the words of their cells, told from left to right; what stands in brackets ends no cell. */
export class RowBuilder {
  readonly rows: RowSpan[] = [];
  private cells: Range[] = [];
  private cellStart = -1;
  private cellEnd = -1;
  private depth = 0;

  /** `gap`: where the first cell may begin. */
  constructor(
    private gap: number,
    private readonly emptyCell: EmptyCell,
  ) {}

  /** Whether a separator would end a cell here. */
  get isOutside(): boolean {
    return this.depth === 0;
  }

  word(start: number, end: number): void {
    if (this.cellStart < 0) this.cellStart = start;
    this.cellEnd = end;
  }

  open(start: number, end: number): void {
    this.depth++;
    this.word(start, end);
  }

  close(start: number, end: number): void {
    if (this.depth > 0) this.depth--;
    this.word(start, end);
  }

  /** Ends a cell with the separator that stands at start … end. */
  endCell(start: number, end: number): void {
    this.finishCell(start, false);
    this.gap = end;
  }

  endRow(start: number, end: number): void {
    this.finishCell(start, true);
    this.gap = end;
    if (this.cells.length === 0) return;
    this.rows.push({ start: this.cells[0]!.start, end: this.cells.at(-1)!.end, cells: this.cells });
    this.cells = [];
  }

  private finishCell(at: number, isLast: boolean): void {
    const cell =
      this.cellStart < 0
        ? this.emptyCell({ start: this.gap, end: at }, this.cells.length === 0, isLast)
        : { start: this.cellStart, end: this.cellEnd };
    if (cell !== null) this.cells.push(cell);
    this.cellStart = -1;
  }
}
