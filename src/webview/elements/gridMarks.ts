import type { CellRef } from '../../protocol/panel';
import type { CellRange } from '../model/gridRange';
import type { BodyRow } from './gridRows';

/** What stands out in a grid, by the places where it is shown. */
export interface GridMarks {
  /** The cell at the cursor in the text. */
  readonly marked: CellRef | null;
  /** The one under the pointer in a grid beside. */
  readonly hovered: CellRef | null;
  /** Where the keys are. */
  readonly active: CellRef;
  /** What a copy takes, where it is more than one cell. */
  readonly range: CellRange | null;
}

/** Sets the marks of all cells that are drawn. */
export function markCells(rows: ReadonlyMap<number, BodyRow>, { marked, hovered, active, range }: GridMarks): void {
  for (const [at, { row }] of rows)
    for (const cell of row.children) {
      const column = Number(cell.ariaColIndex) - 2;
      const isIn = (place: CellRef | null): boolean => place?.row === at && place.column === column;
      if (isIn(marked)) cell.setAttribute('aria-selected', 'true');
      else cell.removeAttribute('aria-selected');
      cell.classList.toggle('hovered', isIn(hovered));
      cell.classList.toggle('active', isIn(active));
      cell.classList.toggle('ranged', range !== null && holds(range, at, column));
    }
}

function holds({ top, left, bottom, right }: CellRange, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}
