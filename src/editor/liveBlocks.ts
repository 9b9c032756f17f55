import type { MatrixBlock, Range } from '../matrix/block';
import { shiftBlock } from './shiftBlock';

/** `removed` characters at `offset` gave way to `inserted` others; the offset is that of the text before all changes. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A block, and what edits have done to its place. */
interface Placed {
  block: MatrixBlock;
  /** How far the block stands from where it was found. */
  shift: number;
  /** How many characters it has gained within. */
  grown: number;
}

/**
 * The matrices of a text that is being edited, without reading any of it: those behind an edit move with the text, one
 * that is edited within is shown as it was, and one that is torn is gone, all until the text is looked through again.
 * An edit costs a few steps a matrix and a change; a matrix that moved is copied only when somebody asks for it.
 */
export class LiveBlocks {
  private placed: Placed[];
  private shown: readonly MatrixBlock[] | null;

  /** `blocks`: all of the text, sorted by place. */
  constructor(blocks: readonly MatrixBlock[]) {
    this.placed = blocks.map((block) => ({ block, shift: 0, grown: 0 }));
    this.shown = blocks;
  }

  get count(): number {
    return this.placed.length;
  }

  /** The blocks at their places in the text of now; the cells of one that was edited are where they were in it. */
  all(): readonly MatrixBlock[] {
    this.shown ??= this.placed.map(moved);
    return this.shown;
  }

  /** Those of them that reach into a range. */
  within({ start, end }: Range): readonly MatrixBlock[] {
    const [from, to] = this.reaching(start, end);
    return this.placed.slice(from, to).map(moved);
  }

  /** Takes in one edit, of one change or several, in one pass over the changes and the blocks. */
  edit(changes: readonly TextChange[]): void {
    if (changes.length === 0) return;
    const sorted = [...changes].sort((a, b) => a.offset - b.offset);
    this.shown = null;
    let next = 0;
    let by = 0;
    this.placed = this.placed.filter((placed) => {
      const [start, end] = [startOf(placed), endOf(placed)];
      for (; next < sorted.length; next++) {
        const { offset, removed, inserted } = sorted[next]!;
        if (offset + removed > start) break;
        by += inserted - removed;
      }
      placed.shift += by;
      // Not counted as passed: a change may reach into the block behind, too.
      let within = 0;
      for (let i = next; i < sorted.length && sorted[i]!.offset < end; i++) {
        const { offset, removed, inserted } = sorted[i]!;
        if (offset < start || offset + removed > end) return false;
        within += inserted - removed;
      }
      placed.grown += within;
      return true;
    });
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
const endOf = ({ block, shift, grown }: Placed): number => block.end + shift + grown;

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
  const block = shiftBlock(placed.block, placed.shift);
  placed.block = placed.grown === 0 ? block : { ...block, end: block.end + placed.grown };
  placed.shift = 0;
  placed.grown = 0;
  return placed.block;
}
