import type { CellRef } from '../../protocol/panel';
import { counted, formatCount } from '../../protocol/quantities';
import type { Cells } from '../cells/cells';
import type { Span } from './gridGeometry';

/** A rectangle of shown cells, its edges included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Cells that are copied at most; more is for a file. */
const mostCells = 200_000;

export function rangeOf(a: CellRef, b: CellRef): CellRange {
  return {
    top: Math.max(0, Math.min(a.row, b.row)),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** What of a range lies within rows and columns; bottom < top, or right < left, where nothing does. */
export function within({ top, left, bottom, right }: CellRange, rows: Span, columns: Span): CellRange {
  return {
    top: Math.max(top, rows.from),
    left: Math.max(left, columns.from),
    bottom: Math.min(bottom, rows.to - 1),
    right: Math.min(right, columns.to - 1),
  };
}

/** The cells of a range, tabs between them, to the last digit; '' for a missing one. */
export async function rangeText(
  cells: Cells,
  { top, left, bottom, right }: CellRange,
  matrixRow: (at: number) => number,
): Promise<{ readonly text: string; readonly sentence: string }> {
  const columns = right - left + 1;
  const rows = Math.min(bottom - top + 1, Math.max(1, Math.floor(mostCells / columns)));
  const isCut = rows < bottom - top + 1;
  const lines: string[] = [];
  for (let at = top; at < top + rows; at++) {
    const row = matrixRow(at);
    await cells.load({ row, column: left, rows: 1, columns });
    const line = Array.from({ length: columns }, (_, k) =>
      Number.isNaN(cells.value(row, left + k)) ? '' : (cells.exact(row, left + k) ?? ''),
    );
    lines.push(line.join('\t'));
  }
  const count = counted(rows * columns, 'cell');
  return {
    text: lines.join('\n'),
    sentence: isCut ? `Copied the first ${formatCount(rows)} rows: ${count}.` : `Copied ${count}.`,
  };
}
