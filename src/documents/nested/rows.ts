import { CellPlaces, PackedRows, RowPlaces } from './packedRows';

/** A bracket whose children are all rows. `end` is null where it is never closed. */
export interface NestedMatrix {
  readonly start: number;
  readonly end: number | null;
  readonly name: string | null;
  readonly rows: PackedRows;
}

/** One open bracket; it may yet turn out a matrix (of rows), a row (of words), or neither. */
interface Frame {
  readonly start: number;
  readonly name: string | null;
  /** An object's brace, which only its own brace closes. */
  readonly barrier: boolean;
  /** Its rows are those kept from this one on, and its cells, where it is a row. */
  readonly firstRow: number;
  readonly firstCell: number;
  mayBeRow: boolean;
  notMatrix: boolean;
  /** Whether all words between two commas are one cell. */
  joins: boolean;
  /** Whether the last cell may yet take words. */
  open: boolean;
  /** Where the next cell may begin. */
  gap: number;
}

/**
 * Brackets of brackets, told bracket by bracket from left to right, as matrices: every bracket whose children are
 * all brackets of words. Nothing is nested by recursion, and a bracket that is never closed hides no later matrix.
 * The cells of all open brackets are kept in one list, each bracket's behind those of the one around it.
 */
export class NestedRows {
  private readonly stack: Frame[] = [];
  private readonly cells = new CellPlaces();
  private readonly rows = new RowPlaces();
  private barriers = 0;

  /** `spaceSeparates`: words of a row without commas are cells of their own, as NumPy prints them. */
  constructor(
    private readonly spaceSeparates: boolean,
    private readonly found: (matrix: NestedMatrix) => void,
  ) {}

  get isEmpty(): boolean {
    return this.stack.length === 0;
  }

  /** How many brackets are open. */
  get depth(): number {
    return this.stack.length;
  }

  /** Whether words and commas at this place can matter. */
  get listens(): boolean {
    const top = this.stack.at(-1);
    return top !== undefined && (top.mayBeRow || !top.notMatrix);
  }

  /** Whether the innermost bracket may be a row of a matrix that stands in the text itself, not only on its lines. */
  get inRow(): boolean {
    return this.stack.length > 2 && this.stack.at(-1)!.mayBeRow;
  }

  open(start: number, name: string | null = null): void {
    const parent = this.stack.at(-1);
    this.push(start, name, false, parent !== undefined && !parent.notMatrix);
  }

  openBarrier(start: number): void {
    this.push(start, null, true, false);
    this.barriers++;
  }

  private push(start: number, name: string | null, barrier: boolean, mayBeRow: boolean): void {
    this.stack.push({
      start,
      name,
      barrier,
      firstRow: this.rows.count,
      firstCell: this.cells.count,
      mayBeRow,
      notMatrix: barrier,
      joins: !this.spaceSeparates,
      open: false,
      gap: start + 1,
    });
  }

  /** A word of a cell; words that touch are one. */
  word(start: number, end: number): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    top.notMatrix = true;
    if (!top.mayBeRow) return;
    const { cells } = this;
    if (top.open && (top.joins || cells.ends[cells.count - 1] === start)) cells.ends[cells.count - 1] = end;
    else cells.add(start, end);
    top.open = true;
  }

  comma(at: number): void {
    const top = this.stack.at(-1);
    if (top?.mayBeRow !== true) return;
    if (!top.joins) this.join(top);
    if (!top.open) {
      const empty = Math.min(top.gap + 1, at);
      this.cells.add(empty, empty);
    }
    top.open = false;
    top.gap = at + 1;
  }

  /** Makes the words before the first comma one cell. */
  private join(top: Frame): void {
    const { cells } = this;
    top.joins = true;
    if (cells.count - top.firstCell < 2) return;
    cells.ends[top.firstCell] = cells.ends[cells.count - 1]!;
    cells.count = top.firstCell + 1;
  }

  close(end: number): void {
    const top = this.stack.at(-1);
    if (top === undefined || top.barrier) return;
    this.stack.pop();
    const parent = this.stack.at(-1);
    const hasRows = this.rows.count > top.firstRow;
    if (hasRows && !top.notMatrix) this.tell(top, end, this.cells.count);
    const isRow = top.mayBeRow && !hasRows && this.cells.count > top.firstCell;
    const isRowOfParent = isRow && parent?.notMatrix === false;
    this.rows.cut(top.firstRow);
    if (isRowOfParent) this.rows.add(top.start, end, top.firstCell);
    else this.cells.count = top.firstCell;
    if (parent === undefined) return;
    parent.mayBeRow = false;
    if (!isRow) parent.notMatrix = true;
  }

  closeBarrier(): void {
    if (this.barriers === 0) return;
    let top = this.stack.pop();
    while (top?.barrier === false) top = this.stack.pop();
    this.barriers--;
    this.rows.cut(top?.firstRow ?? 0);
    this.cells.count = top?.firstCell ?? 0;
    const parent = this.stack.at(-1);
    if (parent === undefined) return;
    parent.notMatrix = true;
    parent.mayBeRow = false;
  }

  /** Forgets every open bracket. */
  abandon(): void {
    this.stack.length = 0;
    this.barriers = 0;
    this.rows.cut(0);
    this.cells.count = 0;
  }

  /** Reports the matrix that the text ends in, between its rows or within its last one. */
  finish(): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    const inRow = top.mayBeRow && this.rows.count === top.firstRow;
    const matrix = inRow ? this.stack.at(-2) : top;
    if (matrix === undefined || matrix.notMatrix || this.rows.count === matrix.firstRow) return;
    this.tell(matrix, null, inRow ? top.firstCell : this.cells.count);
  }

  private tell({ start, name, firstRow }: Frame, end: number | null, cellsEnd: number): void {
    this.found({ start, end, name, rows: new PackedRows(this.rows, this.cells, firstRow, cellsEnd) });
  }
}
