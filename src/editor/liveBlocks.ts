import { firstPlace } from './bisection';
import { shiftedBlock } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';

/** `removed` characters at `offset` gave way to `inserted` others; the offset is that of the text before all changes. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A block, and what edits have done to its place. */
interface Placed {
  block: MatrixBlock;
  /** How far the block stands from where it was found, without the shift of all behind the last edit. */
  shift: number;
  /** How many characters it has gained within. */
  grown: number;
}

/**
 * The matrices of a text that is being edited, without reading any of it: those behind an edit move with the text, one
 * that is edited within is shown as it was, and one that is torn is gone, all until the text is looked through again.
 * Edits come one near the other: what they move is noted once for all matrices behind the last of them, so that an edit
 * costs a bisection, and a step for each matrix between it and the one before. A matrix that moved is copied only when
 * somebody asks for it.
 */
export class LiveBlocks {
  private readonly placed: Placed[];
  private shown: readonly MatrixBlock[] | null;
  /** The matrices from `tail.from` on stand further behind by `tail.shift`. */
  private readonly tail = { from: 0, shift: 0 };

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
    this.shown ??= this.moved(0, this.placed.length);
    return this.shown;
  }

  /** Those of them that reach into a range. */
  within({ start, end }: Range): readonly MatrixBlock[] {
    return this.moved(
      this.firstIndex((at) => this.endOf(at) >= start),
      this.firstIndex((at) => this.startOf(at) > end),
    );
  }

  /** Takes in one edit, of one change or several, which are apart from one another. */
  edit(changes: readonly TextChange[]): void {
    if (changes.length === 0) return;
    this.shown = null;
    if (changes.length === 1) this.change(changes[0]!);
    // From the last to the first, so that each offset still holds when its turn comes.
    else for (const change of [...changes].sort((a, b) => b.offset - a.offset)) this.change(change);
  }

  private change({ offset, removed, inserted }: TextChange): void {
    const until = offset + removed;
    const first = this.firstIndex((at) => this.endOf(at) > offset);
    const behind = this.firstIndex((at) => this.startOf(at) >= until);
    this.moveTail(behind);
    this.tail.shift += inserted - removed;
    if (behind === first + 1 && this.startOf(first) <= offset && until <= this.endOf(first)) {
      this.placed[first]!.grown += inserted - removed;
    } else if (behind > first) {
      this.placed.splice(first, behind - first);
      this.tail.from = first;
    }
  }

  /** Lets the tail begin elsewhere: the matrices between keep their places. */
  private moveTail(from: number): void {
    const { tail, placed } = this;
    for (let at = tail.from; at < from; at++) placed[at]!.shift += tail.shift;
    for (let at = from; at < tail.from; at++) placed[at]!.shift -= tail.shift;
    tail.from = from;
  }

  private shiftOf(at: number): number {
    return this.placed[at]!.shift + (at >= this.tail.from ? this.tail.shift : 0);
  }

  private startOf(at: number): number {
    return this.placed[at]!.block.start + this.shiftOf(at);
  }

  private endOf(at: number): number {
    const { block, grown } = this.placed[at]!;
    return block.end + this.shiftOf(at) + grown;
  }

  /** The first matrix from which on all are so, by bisection: they are sorted and apart. */
  private firstIndex(isSo: (at: number) => boolean): number {
    return firstPlace(this.placed.length, isSo);
  }

  /** The blocks from … to − 1 at their places of now; from then on they are kept so. */
  private moved(from: number, to: number): MatrixBlock[] {
    return this.placed.slice(from, to).map((placed, i) => {
      const by = this.shiftOf(from + i);
      const block = shiftedBlock(placed.block, by);
      placed.block = placed.grown === 0 ? block : { ...block, end: block.end + placed.grown };
      placed.shift -= by;
      placed.grown = 0;
      return placed.block;
    });
  }
}
