import { isAllMissingTable } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';
import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';

/** Which matrices a command means: these, one of these, or none for a reason. */
export type Meant =
  | { readonly kind: 'these'; readonly blocks: readonly MatrixBlock[] }
  | { readonly kind: 'one-of'; readonly blocks: readonly MatrixBlock[] }
  | { readonly kind: 'none'; readonly fault: Fault };

/** A document, and what is selected in it. */
export interface Situation {
  readonly text: string;
  readonly blocks: readonly MatrixBlock[];
  /** The cursors and selections; a cursor is an empty range. */
  readonly selections: readonly Range[];
  /** The line of an offset. */
  readonly lineOf: (offset: number) => number;
  /** What the selections hold. */
  readonly selected: readonly MatrixBlock[];
}

/**
 * What is selected; else what the cursor is in; else what stands on its line, as where it is in the name; else one of
 * the document's. Never a guess from a selection without one.
 */
export function matricesMeant({ text, blocks, selections, lineOf, selected }: Situation): Meant {
  if (selections.some(({ start, end }) => start < end)) {
    const found = unique(asFound(selected, blocks));
    return found.length > 0 ? { kind: 'these', blocks: found } : none(text, blocks, faults.noMatrixInSelection());
  }
  const under = unique(
    selections.flatMap(({ start }) => blocks.filter((block) => block.start <= start && start <= block.end)),
  );
  if (under.length > 0) return { kind: 'these', blocks: under };
  const cursorLines = selections.map(({ start }) => lineOf(start));
  const beside = blocks.filter(({ start, end }) => {
    const [first, last] = [lineOf(start), lineOf(end)];
    return cursorLines.some((line) => first <= line && line <= last);
  });
  if (beside.length > 0) return { kind: beside.length === 1 ? 'these' : 'one-of', blocks: beside };
  return blocks.length > 0 ? { kind: 'one-of', blocks } : none(text, blocks, faults.noMatrixHere());
}

function none(text: string, blocks: readonly MatrixBlock[], fault: Fault): Meant {
  return { kind: 'none', fault: blocks.length === 0 && isAllMissingTable(text) ? faults.allMissing() : fault };
}

/** A selected matrix that is one of the document's, cell by cell, is that one: it keeps its name and its place. */
function asFound(selected: readonly MatrixBlock[], blocks: readonly MatrixBlock[]): MatrixBlock[] {
  const byFirstCell = new Map(blocks.map((block) => [block.cellStarts[0], block]));
  return selected.map((block) => {
    const same = byFirstCell.get(block.cellStarts[0]);
    return same !== undefined && sameCells(block, same) ? same : block;
  });
}

function sameCells(a: MatrixBlock, b: MatrixBlock): boolean {
  return a.rows === b.rows && a.columns === b.columns && a.cellStarts.every((start, i) => start === b.cellStarts[i]);
}

function unique(blocks: readonly MatrixBlock[]): MatrixBlock[] {
  const seen = new Set<string>();
  return blocks.filter(({ start, end }) => {
    const place = `${start}-${end}`;
    return !seen.has(place) && seen.add(place);
  });
}
