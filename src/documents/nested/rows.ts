import type { Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

/** A bracket whose children are all rows. `end` is null where it is never closed. */
export interface NestedMatrix {
  readonly start: number;
  readonly end: number | null;
  readonly name: string | null;
  readonly rows: readonly RowSpan[];
}

/** One open bracket; it may yet turn out a matrix (of rows), a row (of words), or neither. */
interface Frame {
  readonly start: number;
  readonly name: string | null;
  /** An object's brace, which only its own brace closes. */
  readonly barrier: boolean;
  readonly rows: RowSpan[];
  /** Starts and ends of the words of a row, in pairs; a comma is its place and `comma`. Null: it cannot be a row. */
  words: number[] | null;
  notMatrix: boolean;
}

const comma = -1;

/**
 * Brackets of brackets, told bracket by bracket from left to right, as matrices: every bracket whose children are
 * all brackets of words. Nothing is nested by recursion, and a bracket that is never closed hides no later matrix.
 */
export class NestedRows {
  private readonly stack: Frame[] = [];
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
    return top !== undefined && (top.words !== null || !top.notMatrix);
  }

  /** Whether the innermost bracket may be a row of a matrix that stands in the text itself, not only on its lines. */
  get inRow(): boolean {
    return this.stack.length > 2 && this.stack.at(-1)!.words !== null;
  }

  open(start: number, name: string | null = null): void {
    const parent = this.stack.at(-1);
    const mayBeRow = parent !== undefined && !parent.notMatrix;
    this.stack.push({ start, name, barrier: false, rows: [], words: mayBeRow ? [] : null, notMatrix: false });
  }

  openBarrier(start: number): void {
    this.stack.push({ start, name: null, barrier: true, rows: [], words: null, notMatrix: true });
    this.barriers++;
  }

  /** A word of a cell; words that touch are one. */
  word(start: number, end: number): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    top.notMatrix = true;
    if (top.words === null) return;
    if (top.words.at(-1) === start && top.words.length > 0) top.words[top.words.length - 1] = end;
    else top.words.push(start, end);
  }

  comma(at: number): void {
    this.stack.at(-1)?.words?.push(at, comma);
  }

  close(end: number): void {
    const top = this.stack.at(-1);
    if (top === undefined || top.barrier) return;
    this.stack.pop();
    const parent = this.stack.at(-1);
    if (top.rows.length > 0 && !top.notMatrix) this.found({ start: top.start, end, name: top.name, rows: top.rows });
    if (parent === undefined) return;
    const cells = top.words === null || top.rows.length > 0 ? [] : this.cells(top.words, top.start + 1);
    parent.words = null;
    if (cells.length === 0) parent.notMatrix = true;
    else if (!parent.notMatrix) parent.rows.push({ start: top.start, end, cells });
  }

  closeBarrier(): void {
    if (this.barriers === 0) return;
    while (this.stack.pop()?.barrier === false);
    this.barriers--;
    const parent = this.stack.at(-1);
    if (parent === undefined) return;
    parent.notMatrix = true;
    parent.words = null;
  }

  /** Forgets every open bracket. */
  abandon(): void {
    this.stack.length = 0;
    this.barriers = 0;
  }

  /** Reports the matrix that the text ends in, between its rows or within its last one. */
  finish(): void {
    const top = this.stack.at(-1);
    const inRow = top !== undefined && top.words !== null && top.rows.length === 0;
    const matrix = inRow ? this.stack.at(-2) : top;
    if (matrix === undefined || matrix.notMatrix || matrix.rows.length === 0) return;
    this.found({ start: matrix.start, end: null, name: matrix.name, rows: matrix.rows });
  }

  private cells(words: readonly number[], start: number): Range[] {
    const cells: Range[] = [];
    if (this.spaceSeparates && !words.includes(comma)) {
      for (let i = 0; i < words.length; i += 2) cells.push({ start: words[i]!, end: words[i + 1]! });
      return cells;
    }
    let gap = start;
    let cellStart = -1;
    let cellEnd = -1;
    for (let i = 0; i < words.length; i += 2) {
      const [from, to] = [words[i]!, words[i + 1]!];
      if (to !== comma) {
        if (cellStart < 0) cellStart = from;
        cellEnd = to;
        continue;
      }
      const empty = Math.min(gap + 1, from);
      cells.push(cellStart < 0 ? { start: empty, end: empty } : { start: cellStart, end: cellEnd });
      cellStart = -1;
      gap = from + 1;
    }
    // A comma after the last cell ends it.
    if (cellStart >= 0) cells.push({ start: cellStart, end: cellEnd });
    return cells;
  }
}
