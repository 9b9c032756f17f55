import type { Span } from '../model/gridGeometry';
import { markCells, type GridMarks } from './gridMarks';
import type { GridDrawing } from './gridDrawing';
import { emptyRow, fillRow, headRow, placeRow, spanRow, type BodyRow } from './gridRows';

/** Milliseconds without a change after which the rows are put in order. */
const rest = 200;
const nothing: Span = { from: 0, to: 0 };

/**
 * The part of a grid that is in the page. What is drawn is written over rather than made anew, and nothing is measured:
 * so a frame costs what has changed in it.
 */
export class GridBody {
  private readonly rows = new Map<number, BodyRow>();
  private head: HTMLElement | null = null;
  private columns = nothing;
  private settling = 0;
  private marked: readonly Element[] = [];
  /** Whether cells are drawn that are not here yet. */
  isBusy = false;

  /** `indexAt` is the row of the matrix that stands at a place from the top. */
  constructor(
    private readonly table: HTMLElement,
    private readonly labels: HTMLElement,
    private readonly indexAt: (at: number) => number,
  ) {}

  /** Forgets what is drawn, as where columns lie elsewhere. */
  clear(): void {
    this.rows.clear();
    this.table.replaceChildren();
    this.labels.replaceChildren();
    this.head = null;
    this.columns = nothing;
    this.marked = [];
    this.isBusy = false;
  }

  /** Has these rows and columns in the page, and no others. */
  show(drawing: GridDrawing, rows: Span, columns: Span): void {
    const isMoved = columns.from !== this.columns.from || columns.to !== this.columns.to;
    if (this.head === null || isMoved) this.showHead(drawing, columns);
    this.columns = columns;
    const spare = [...this.rows].filter(([at]) => at < rows.from || at >= rows.to);
    for (const [at] of spare) this.rows.delete(at);
    if (isMoved)
      for (const [at, row] of this.rows) {
        spanRow(row, drawing, columns);
        this.fill(row, drawing, at);
      }
    for (let at = rows.from; at < rows.to; at++) {
      if (this.rows.has(at)) continue;
      const row = spare.pop()?.[1] ?? this.newRow();
      placeRow(row, drawing, this.indexAt(at), at);
      spanRow(row, drawing, columns);
      this.fill(row, drawing, at);
      this.rows.set(at, row);
    }
    for (const [, { row, label }] of spare) {
      row.remove();
      label.remove();
    }
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.settle(), rest);
  }

  /** Puts the rows in the order that they are read in: moving them costs more than writing them over. */
  private settle(): void {
    const rows = [...this.rows].sort(([a], [b]) => a - b);
    const isInOrder = rows.every(([, { row }], i) => this.table.children[i + 1] === row);
    if (isInOrder) return;
    for (const [, { row, label }] of rows) {
      this.table.append(row);
      this.labels.append(label);
    }
  }

  /** Writes the cells that are drawn once more: from other numbers, or now that they are here. */
  refill(drawing: GridDrawing): void {
    this.isBusy = false;
    for (const [at, row] of this.rows) this.fill(row, drawing, at);
  }

  mark(marks: GridMarks): void {
    this.marked = markCells(this.marked, marks, (at, column) => this.cell(at, column));
  }

  /** The cell at a place, the column's label where `at` is −1, or the row's where `column` is; null where it is not in the page. */
  cell(at: number, column: number): Element | null {
    const row = this.rows.get(at);
    if (at >= 0) return (column < 0 ? row?.label : row?.cells.get(column)) ?? null;
    return this.head?.children[column - this.columns.from + 1] ?? null;
  }

  private showHead(drawing: GridDrawing, columns: Span): void {
    const head = headRow(drawing, columns);
    this.head?.remove();
    this.table.prepend(head);
    this.head = head;
  }

  private fill(row: BodyRow, drawing: GridDrawing, at: number): void {
    if (fillRow(row, drawing, this.indexAt(at), at)) this.isBusy = true;
  }

  private newRow(): BodyRow {
    const made = emptyRow();
    this.table.append(made.row);
    this.labels.append(made.label);
    return made;
  }
}
