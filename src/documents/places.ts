import type { MatrixBlock } from '../matrix/block';

interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * Whether what stands at the place of a cell says this cell, so that another number can be written there. One place says
 * several cells in R, where 1:6 is six numbers and matrix(0, 2, 2) has one four times, and in MatrixMarket, where a cell
 * below the diagonal says the one above it too; the zeros of a sparse matrix stand nowhere.
 */
export function ownPlaces(block: MatrixBlock): (cell: CellPlace) => boolean {
  const { format, columns, cellStarts, cellEnds } = block;
  if (format !== 'r' && format !== 'matrixmarket') return () => true;
  const sharing = new Map<number, number>();
  for (const start of cellStarts) sharing.set(start, (sharing.get(start) ?? 0) + 1);
  return ({ row, column }) => {
    const at = row * columns + column;
    if (sharing.get(cellStarts[at]!) === 1) return cellEnds[at]! > cellStarts[at]!;
    return format === 'matrixmarket' && cellEnds[at]! > cellStarts[at]! && row > column;
  };
}

/** Whether a matrix of the same shape, and as symmetric, can be written in place of a block. */
export function isReplaceable(block: MatrixBlock): boolean {
  const isOwn = ownPlaces(block);
  const { rows, columns, cellStarts } = block;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (isOwn({ row, column })) continue;
      const mirrored = rows === columns && isOwn({ row: column, column: row });
      if (!mirrored || cellStarts[row * columns + column] !== cellStarts[column * columns + row]) return false;
    }
  return true;
}
