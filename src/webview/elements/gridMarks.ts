import type { CellRef } from '../../protocol/panel';
import type { CellRange } from '../model/gridRange';

/** What stands out in a grid, by the places where it is shown. */
export interface GridMarks {
  /** The cell at the cursor in the text. */
  readonly marked: CellRef | null;
  /** The one under the pointer in a grid beside. */
  readonly hovered: CellRef | null;
  /** What was looked for, of it the part that is drawn; and which of it is shown. */
  readonly found: readonly CellRef[] | null;
  readonly current: CellRef | null;
  /** Where the keys are. */
  readonly active: CellRef;
  /** What a copy takes, where it is more than one cell; of it, the part that is drawn. */
  readonly range: CellRange | null;
}

/** Takes the marks from the cells `before`, and sets them anew; gives the cells that have one. */
export function markCells(
  before: readonly Element[],
  { marked, hovered, found, current, active, range }: GridMarks,
  cellAt: (at: number, column: number) => Element | null,
): readonly Element[] {
  for (const cell of before) {
    cell.removeAttribute('aria-selected');
    cell.classList.remove('hovered', 'active', 'ranged', 'found', 'current');
  }
  const all: Element[] = [];
  const cellOf = (place: CellRef | null): Element | null => {
    const cell = place && cellAt(place.row, place.column);
    if (cell !== null) all.push(cell);
    return cell;
  };
  cellOf(marked)?.setAttribute('aria-selected', 'true');
  cellOf(hovered)?.classList.add('hovered');
  for (const place of found ?? []) cellOf(place)?.classList.add('found');
  cellOf(current)?.classList.add('current');
  cellOf(active)?.classList.add('active');
  if (range !== null)
    for (let row = range.top; row <= range.bottom; row++)
      for (let column = range.left; column <= range.right; column++) cellOf({ row, column })?.classList.add('ranged');
  return all;
}
