import type { Label, MatrixBlock, Range } from '../matrix/block';

type Place = (range: Range) => Range;

/** A block found in one text as a block of another, where every range of the one has its `place` in the other. */
export function movedBlock(block: MatrixBlock, place: Place): MatrixBlock {
  const cellStarts = new Uint32Array(block.cellStarts.length);
  const cellEnds = new Uint32Array(block.cellEnds.length);
  block.cellStarts.forEach((start, at) => {
    const moved = place({ start, end: block.cellEnds[at]! });
    [cellStarts[at], cellEnds[at]] = [moved.start, moved.end];
  });
  return withPlaces(block, cellStarts, cellEnds, place);
}

/**
 * A block as it stands after text before it grew by so many characters, or shrank. Done at every key for every block
 * behind the cursor: no object is made for a cell.
 */
export function shiftedBlock(block: MatrixBlock, by: number): MatrixBlock {
  if (by === 0) return block;
  const shift = (offset: number): number => offset + by;
  return withPlaces(block, block.cellStarts.map(shift), block.cellEnds.map(shift), ({ start, end }) => ({
    start: start + by,
    end: end + by,
  }));
}

function withPlaces(block: MatrixBlock, cellStarts: Uint32Array, cellEnds: Uint32Array, place: Place): MatrixBlock {
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
