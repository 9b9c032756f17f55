import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import type { Cells } from '../cells/cells';
import type { Span } from '../model/gridGeometry';
import { eachRow, type Pause } from '../model/stretches';
import { lineName, shownText } from './gridDrawing';

/** What was found in a grid, from its top, and which of it is shown. */
export interface FoundPlaces {
  readonly places: readonly CellRef[];
  readonly current: CellRef | null;
}

/** What a search reads of a grid. */
interface SearchedGrid {
  readonly cells: Cells;
  readonly labels: Labels;
  readonly hideBelow: number;
  matrixRow(at: number): number;
}

/**
 * The places of a grid whose text is so, from its top, the first `most` of them: row −1 is that of the column labels,
 * column −1 that of the row labels. Cells that are not here have no text.
 */
export async function placesIn(
  grid: SearchedGrid,
  isSo: (text: string) => boolean,
  most: number,
  pause: Pause,
): Promise<readonly CellRef[]> {
  const { cells, labels, hideBelow } = grid;
  const places: CellRef[] = [];
  for (let column = 0; column < cells.columns; column++)
    if (isSo(lineName(labels.columns, column))) places.push({ row: -1, column });
  await eachRow(cells.rows, pause, (at) => {
    if (places.length >= most) return;
    const row = grid.matrixRow(at);
    if (isSo(lineName(labels.rows, row))) places.push({ row: at, column: -1 });
    for (let column = 0; column < cells.columns; column++) {
      const text = shownText(cells, hideBelow, row, column);
      if (text !== null && isSo(text)) places.push({ row: at, column });
    }
  });
  return places.slice(0, most);
}

/** Those of the places, which are in order from the top, that stand in these rows and columns or in the labels beside them. */
export function placesWithin(places: readonly CellRef[], rows: Span, columns: Span): readonly CellRef[] {
  const isAcross = ({ column }: CellRef): boolean => column < 0 || (column >= columns.from && column < columns.to);
  const labels = places.slice(0, firstFrom(places, 0));
  const seen = places.slice(firstFrom(places, rows.from), firstFrom(places, rows.to));
  return [...labels, ...seen].filter(isAcross);
}

/** How many of the places, in order, stand above a row. */
function firstFrom(places: readonly CellRef[], row: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.row < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
