import type { Label, MatrixBlock, Range } from '../matrix/block';

/** A block found in one text as a block of another, where every range of the one has its `place` in the other. */
export function movedBlock(block: MatrixBlock, place: (range: Range) => Range): MatrixBlock {
  const cellStarts = new Uint32Array(block.cellStarts.length);
  const cellEnds = new Uint32Array(block.cellEnds.length);
  block.cellStarts.forEach((start, at) => {
    const moved = place({ start, end: block.cellEnds[at]! });
    [cellStarts[at], cellEnds[at]] = [moved.start, moved.end];
  });
  const moved = <R extends Range>(range: R): R => ({ ...range, ...place(range) });
  const labels = (ranges: readonly Label[] | null): readonly Label[] | null => ranges?.map(moved) ?? null;
  return {
    ...moved(block),
    cellStarts,
    cellEnds,
    rowLabelRanges: labels(block.rowLabelRanges),
    columnLabelRanges: labels(block.columnLabelRanges),
    problems: block.problems.map(moved),
  };
}
