import { shiftedBlock } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';
import { blocksWithin } from './bisection';
import type { TextChange } from './liveBlocks';
import { sameMatrix } from './sameMatrix';

/** A matrix as it stood in the text when it was computed with. */
export interface Snapshot {
  readonly block: MatrixBlock;
  /** Its text, from block.start to block.end. */
  readonly text: string;
  /** Its place among the document's matrices, from 0; null where a selection cut it out of the text. */
  readonly ordinal: number | null;
  /** How many matrices the document had. */
  readonly count: number;
  /** Where it stands, as the edits since have moved it; null where its text was deleted or nobody watched. */
  readonly anchor: Range | null;
}

/** A snapshot's matrix in the text of now. `fresh`: its cells are what they were. */
export interface Placement {
  readonly block: MatrixBlock;
  readonly fresh: boolean;
}

/** Remembers a matrix of `text`, so that it can be found again after edits. */
export function remember(block: MatrixBlock, text: string, blocks: readonly MatrixBlock[]): Snapshot {
  const ordinal = blocks.findIndex((other) => other.start === block.start && other.end === block.end);
  return {
    block,
    text: text.slice(block.start, block.end),
    ordinal: ordinal < 0 ? null : ordinal,
    count: blocks.length,
    anchor: { start: block.start, end: block.end },
  };
}

/** The snapshot after an edit of its document: its anchor moves with the text. Null: the text may have changed unseen. */
export function followEdit(snapshot: Snapshot, changes: readonly TextChange[] | null): Snapshot {
  if (snapshot.anchor === null) return snapshot;
  let anchor: Range | null = changes === null ? null : snapshot.anchor;
  // From the last to the first, so that each offset still holds when its turn comes.
  for (const change of [...(changes ?? [])].sort((a, b) => b.offset - a.offset))
    anchor = anchor === null ? null : movedBy(anchor, change);
  return { ...snapshot, anchor };
}

/** What is left of a range, at its new place; null where nothing is. */
export function movedBy({ start, end }: Range, { offset, removed, inserted }: TextChange): Range | null {
  const until = offset + removed;
  const by = inserted - removed;
  if (until <= start) return { start: start + by, end: end + by };
  if (offset >= end) return { start, end };
  if (offset === start && until === end && inserted > 0) return { start, end: end + by };
  if (offset <= start && until >= end) return null;
  return { start: offset <= start ? offset + inserted : start, end: until >= end ? offset + inserted : end + by };
}

/** Where a remembered matrix began when it was last seen. */
export function startOf({ anchor, block }: Snapshot): number {
  return anchor?.start ?? block.start;
}

/**
 * Finds a remembered matrix again, however it is spaced: by its anchor, so that one that was edited is not taken for
 * another with the old cells; where that is lost, the nearest with the same cells. Stale where the cells are others or
 * a matrix stands in its stead, by name or by order; null where none does.
 */
export function place(snapshot: Snapshot, text: string, blocks: readonly MatrixBlock[]): Placement | null {
  return snapshot.anchor === null
    ? findAnywhere(snapshot, text, blocks)
    : findAt(snapshot.anchor, snapshot, text, blocks);
}

function findAt(anchor: Range, snapshot: Snapshot, text: string, blocks: readonly MatrixBlock[]): Placement | null {
  const { block, ordinal } = snapshot;
  if (ordinal === null)
    return text.slice(anchor.start, anchor.end) === snapshot.text
      ? { block: shiftedBlock(block, anchor.start - block.start), fresh: true }
      : null;
  const overlap = ({ start, end }: Range): number => Math.min(end, anchor.end) - Math.max(start, anchor.start);
  const here = blocksWithin(blocks, anchor).reduce<MatrixBlock | null>(
    (best, block) => (overlap(block) > (best === null ? 0 : overlap(best)) ? block : best),
    null,
  );
  return here === null ? null : { block: here, fresh: isFresh(here, snapshot) };
}

function isFresh(block: MatrixBlock, snapshot: Snapshot): boolean {
  return block.problems.length === 0 && sameMatrix(block, snapshot.block);
}

function findAnywhere(snapshot: Snapshot, text: string, blocks: readonly MatrixBlock[]): Placement | null {
  const usable = blocks.filter((block) => isFresh(block, snapshot));
  const named = usable.filter((block) => block.name === snapshot.block.name);
  const same = nearest(named.length > 0 ? named : usable, snapshot.block.start);
  if (same !== null) return { block: same, fresh: true };
  const moved = findText(snapshot, text);
  if (moved !== null) return { block: moved, fresh: true };
  const successor = findSuccessor(snapshot, blocks);
  return successor === null ? null : { block: successor, fresh: false };
}

function findSuccessor({ block, ordinal, count }: Snapshot, blocks: readonly MatrixBlock[]): MatrixBlock | null {
  if (ordinal === null) return null;
  if (block.name !== null) {
    const namesakes = blocks.filter((other) => other.name === block.name);
    if (namesakes.length > 0) return nearest(namesakes, block.start);
  }
  return blocks.length === count ? (blocks[ordinal] ?? null) : null;
}

/** A matrix cut out by a selection is none of the document's own: its text is looked for, nearest first. */
function findText(snapshot: Snapshot, text: string): MatrixBlock | null {
  if (snapshot.ordinal !== null || snapshot.text === '') return null;
  const { start } = snapshot.block;
  const at = nearestText(text, snapshot.text, start);
  return at === null ? null : shiftedBlock(snapshot.block, at - start);
}

/** Where `part` stands in a text, nearest to `start`; null where it does not. */
export function nearestText(text: string, part: string, start: number): number | null {
  const candidates = [text.lastIndexOf(part, start), text.indexOf(part, start)].filter((at) => at >= 0);
  if (candidates.length === 0) return null;
  return candidates.reduce((best, other) => (Math.abs(other - start) < Math.abs(best - start) ? other : best));
}

function nearest(blocks: readonly MatrixBlock[], offset: number): MatrixBlock | null {
  return blocks.reduce<MatrixBlock | null>(
    (best, block) => (best === null || Math.abs(block.start - offset) < Math.abs(best.start - offset) ? block : best),
    null,
  );
}
