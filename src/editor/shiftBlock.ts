import type { Label, MatrixBlock, Range } from '../matrix/block';

/** A block as it stands after text before it grew by so many characters, or shrank. */
export function shiftBlock(block: MatrixBlock, by: number): MatrixBlock {
  if (by === 0) return block;
  const moveRange = <R extends Range>(range: R): R => ({ ...range, start: range.start + by, end: range.end + by });
  const moveLabels = (labels: readonly Label[] | null): Label[] | null => labels?.map(moveRange) ?? null;
  return {
    ...moveRange(block),
    cellStarts: block.cellStarts.map((offset) => offset + by),
    cellEnds: block.cellEnds.map((offset) => offset + by),
    rowLabelRanges: moveLabels(block.rowLabelRanges),
    columnLabelRanges: moveLabels(block.columnLabelRanges),
    problems: block.problems.map(moveRange),
  };
}
