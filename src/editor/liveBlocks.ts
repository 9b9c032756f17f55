import type { MatrixBlock, Range } from '../matrix/block';
import { shiftBlock } from './shiftBlock';

/** `removed` characters at `offset` gave way to `inserted` others; the offset is that of the text before all changes. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The text after an edit, of which only a part is asked for. */
export interface PartialText {
  readonly length: number;
  slice(start: number, end: number): string;
}

/** How far from an edit text may still say something about a matrix: its name before it, an operator after it. */
const reach = { before: 300, after: 100 };
/** How much text beside an edit is read again, and how much at most. */
const margin = 300;
const longestWindow = 12_000;

/** A block, and how far it has moved. */
interface Placed {
  block: MatrixBlock;
  /** How far the block stands from where it was found. */
  shift: number;
}

/**
 * The matrices of a text that is being edited, without reading the whole of it again: those before an edit stay, those
 * after it move with the text, and those that it touches are looked for again in a window around it. An edit costs a
 * few steps a matrix and a change; a matrix that moved is copied only when somebody asks for it.
 */
export class LiveBlocks {
  private placed: Placed[];
  private shown: readonly MatrixBlock[] | null;

  /** `blocks`: all of the text, sorted by place. */
  constructor(blocks: readonly MatrixBlock[]) {
    this.placed = blocks.map((block) => ({ block, shift: 0 }));
    this.shown = blocks;
  }

  get count(): number {
    return this.placed.length;
  }

  /** The blocks at their places in the text of now. */
  all(): readonly MatrixBlock[] {
    this.shown ??= this.placed.map(moved);
    return this.shown;
  }

  /** Those of them that reach into a range. */
  within({ start, end }: Range): readonly MatrixBlock[] {
    const [from, to] = this.reaching(start, end);
    return this.placed.slice(from, to).map(moved);
  }

  /** Takes in one edit, of one change or several. `find` reads a part of the text; null: a part alone says nothing. */
  edit(
    changes: readonly TextChange[],
    text: PartialText,
    find: ((part: string) => readonly MatrixBlock[]) | null,
  ): void {
    if (changes.length === 0) return;
    const dirty = this.move([...changes].sort((a, b) => a.offset - b.offset));
    this.shown = null;
    if (find !== null) this.rescan(dirty, text, find);
  }

  /**
   * Drops what the changes touch and moves what stands behind them, in one pass over both, which are sorted by place.
   * Gives the range to look at again, in the text as it is after the changes.
   */
  private move(changes: readonly TextChange[]): Range {
    const total = changes.reduce((sum, { removed, inserted }) => sum + inserted - removed, 0);
    const [first, last] = [changes[0]!, changes.at(-1)!];
    let start = first.offset;
    let end = last.offset + last.removed + total;
    let next = 0;
    let by = 0;
    this.placed = this.placed.filter((placed) => {
      const blockStart = placed.block.start + placed.shift;
      const blockEnd = placed.block.end + placed.shift;
      for (; next < changes.length; next++) {
        const { offset, removed, inserted } = changes[next]!;
        if (offset + removed >= blockStart) break;
        by += inserted - removed;
      }
      placed.shift += by;
      if (next === changes.length || blockEnd < changes[next]!.offset) return true;
      start = Math.min(start, blockStart);
      end = Math.max(end, blockEnd + total);
      return false;
    });
    return { start, end };
  }

  private rescan(dirty: Range, text: PartialText, find: (part: string) => readonly MatrixBlock[]): void {
    if (dirty.end - dirty.start > longestWindow) return;
    const [from, to] = this.reaching(dirty.start - reach.after, dirty.end + reach.before);
    const window = this.windowAround(dirty, from, to, text);
    if (window === null) return;
    const part = text.slice(window.start, window.end);
    const found = find(part)
      // What the window cut is no fault of the text.
      .filter(
        ({ problems, end }) => end + window.start < window.end || problems.every(({ code }) => code !== 'unclosed'),
      )
      .map((block) => ({ block: shiftBlock(block, window.start), shift: 0 }));
    this.placed.splice(from, to - from, ...found);
  }

  /** Whole lines around the range and the blocks from … to − 1, up to the blocks beside them; null where that would be long. */
  private windowAround(dirty: Range, from: number, to: number, text: PartialText): Range | null {
    const innerStart = from < to ? Math.min(dirty.start, startOf(this.placed[from]!)) : dirty.start;
    const innerEnd = from < to ? Math.max(dirty.end, endOf(this.placed[to - 1]!)) : dirty.end;
    if (innerEnd - innerStart > longestWindow) return null;
    const low = from === 0 ? 0 : endOf(this.placed[from - 1]!);
    const high = to === this.placed.length ? text.length : startOf(this.placed[to]!);
    return {
      start: lineStart(text, Math.max(low, innerStart - margin), innerStart),
      end: lineEnd(text, innerEnd, Math.min(high, innerEnd + margin)),
    };
  }

  /** Which blocks reach into start … end: the first, and the one after the last. They are sorted and apart. */
  private reaching(start: number, end: number): [from: number, to: number] {
    return [
      firstIndex(this.placed, (placed) => endOf(placed) >= start),
      firstIndex(this.placed, (placed) => startOf(placed) > end),
    ];
  }
}

const startOf = ({ block, shift }: Placed): number => block.start + shift;
const endOf = ({ block, shift }: Placed): number => block.end + shift;

/** The first item from which on all are so, by bisection. */
function firstIndex<T>(items: readonly T[], isSo: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The block at its place of now; from then on it is kept so. */
function moved(placed: Placed): MatrixBlock {
  placed.block = shiftBlock(placed.block, placed.shift);
  placed.shift = 0;
  return placed.block;
}

/** The first line start in low … high, or low where there is none. */
function lineStart(text: PartialText, low: number, high: number): number {
  if (low === 0) return low;
  const newline = text.slice(low, high).indexOf('\n');
  return newline < 0 ? low : low + newline + 1;
}

/** The last line end in low … high, or high where there is none. */
function lineEnd(text: PartialText, low: number, high: number): number {
  if (high === text.length) return high;
  const newline = text.slice(low, high).lastIndexOf('\n');
  return newline < 0 ? high : low + newline;
}
