import type { Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

const smallest = 64;

/** Places of cells in typed arrays, 8 bytes a cell; the last ones can be taken back. */
export class CellPlaces {
  count = 0;
  starts = new Uint32Array(smallest);
  ends = new Uint32Array(smallest);

  add(start: number, end: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  private grow(): void {
    const [{ starts, ends }, capacity] = [this, 2 * this.count];
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

/** Where rows stand, and which is the first of the cells of each. */
export class RowPlaces {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly firsts: number[] = [];

  get count(): number {
    return this.starts.length;
  }

  add(start: number, end: number, first: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.firsts.push(first);
  }

  /** Takes back all but the first rows. */
  cut(count: number): void {
    if (this.count === count) return;
    this.starts.length = count;
    this.ends.length = count;
    this.firsts.length = count;
  }
}

/** The rows of one matrix, in order, among all that are kept; to be read before any other is taken in. */
export class PackedRows {
  /** `from`: the first of the rows, the others being all after it; `cellsEnd`: how many cells are kept up to their end. */
  constructor(
    private readonly rows: RowPlaces,
    private readonly cells: CellPlaces,
    private readonly from: number,
    private readonly cellsEnd: number,
  ) {}

  get count(): number {
    return this.rows.count - this.from;
  }

  /** How many cells a row has. */
  width(row: number): number {
    return this.first(row + 1) - this.first(row);
  }

  /** Whether every row has as many cells as the first. */
  get isEven(): boolean {
    for (let i = 1; i < this.count; i++) if (this.width(i) !== this.width(0)) return false;
    return true;
  }

  /** The row with its brackets. */
  place(row: number): Range {
    return { start: this.rows.starts[this.from + row]!, end: this.rows.ends[this.from + row]! };
  }

  /** The cells from (0, 0) on as an m×n grid in row-major order; those that a row lacks are the empty range at its end. */
  grid(columns: number): { cellStarts: Uint32Array; cellEnds: Uint32Array } {
    const { starts, ends } = this.cells;
    const first = this.first(0);
    if (this.isEven && columns === this.width(0))
      return { cellStarts: starts.slice(first, this.cellsEnd), cellEnds: ends.slice(first, this.cellsEnd) };
    const cellStarts = new Uint32Array(this.count * columns);
    const cellEnds = new Uint32Array(this.count * columns);
    for (let i = 0, at = 0; i < this.count; i++) {
      const from = this.first(i);
      const [width, { end }] = [this.width(i), this.place(i)];
      for (let j = 0; j < columns; j++, at++) {
        cellStarts[at] = j < width ? starts[from + j]! : end;
        cellEnds[at] = j < width ? ends[from + j]! : end;
      }
    }
    return { cellStarts, cellEnds };
  }

  /** The rows as objects, for keeping. */
  spans(): RowSpan[] {
    return Array.from({ length: this.count }, (_, i) => ({
      ...this.place(i),
      cells: Array.from({ length: this.width(i) }, (__, j): Range => {
        const at = this.first(i) + j;
        return { start: this.cells.starts[at]!, end: this.cells.ends[at]! };
      }),
    }));
  }

  private first(row: number): number {
    return row === this.count ? this.cellsEnd : this.rows.firsts[this.from + row]!;
  }
}
