import type { MatrixBlock } from '../matrix/block';
import { sameMatrix } from './sameMatrix';
import { shiftBlock } from './shiftBlock';

/** A matrix as it stood in the text when it was computed with. */
export interface Snapshot {
  readonly block: MatrixBlock;
  /** Its text, from block.start to block.end. */
  readonly text: string;
  /** Its place among the document's matrices, from 0; null where a selection cut it out of the text. */
  readonly ordinal: number | null;
  /** How many matrices the document had. */
  readonly count: number;
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
  };
}

/**
 * Finds a remembered matrix again. Fresh where the same cells stand (the nearest such matrix, wherever it moved and
 * however it is spaced); stale where a matrix stands in its stead, by name or by order; null where none does.
 */
export function place(snapshot: Snapshot, text: string, blocks: readonly MatrixBlock[]): Placement | null {
  const usable = blocks.filter((block) => block.problems.length === 0 && sameMatrix(block, snapshot.block));
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
  const before = text.lastIndexOf(snapshot.text, start);
  const after = text.indexOf(snapshot.text, start);
  const candidates = [before, after].filter((at) => at >= 0);
  if (candidates.length === 0) return null;
  const at = candidates.reduce((best, other) => (Math.abs(other - start) < Math.abs(best - start) ? other : best));
  return shiftBlock(snapshot.block, at - start);
}

function nearest(blocks: readonly MatrixBlock[], offset: number): MatrixBlock | null {
  return blocks.reduce<MatrixBlock | null>(
    (best, block) => (best === null || Math.abs(block.start - offset) < Math.abs(best.start - offset) ? block : best),
    null,
  );
}
