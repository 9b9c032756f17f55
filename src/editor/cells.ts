import type { MatrixBlock } from '../matrix/block';
import type { CellRef } from '../protocol/panel';

/**
 * The cell of the block that covers the offset, its ends included; null between cells. Of two that stand in one place,
 * the lower: that is the one that a symmetric file of MatrixMarket writes.
 */
export function cellAt(block: MatrixBlock, offset: number): CellRef | null {
  for (let i = block.values.length - 1; i >= 0; i--)
    if (block.cellStarts[i]! <= offset && offset <= block.cellEnds[i]!)
      return { row: Math.floor(i / block.columns), column: i % block.columns };
  return null;
}

/** Whether a cell is marked as missing, and is none that could not be read. */
export function isMissing(block: MatrixBlock, { row, column }: CellRef): boolean {
  const i = row * block.columns + column;
  if (!Number.isNaN(block.values[i]!)) return false;
  const [start, end] = [block.cellStarts[i]!, block.cellEnds[i]!];
  return !block.problems.some((problem) => problem.start <= end && start <= problem.end);
}
