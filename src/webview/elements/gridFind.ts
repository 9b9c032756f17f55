import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import type { Cells } from '../cells/cells';
import { eachRow, type Pause } from '../model/stretches';
import { lineName } from './gridDrawing';

/**
 * The places of a grid whose text is so, from its top: row −1 is that of the column labels, column −1 that of the row
 * labels. Cells that are not here have no text.
 */
export async function placesIn(
  cells: Cells,
  labels: Labels,
  matrixRow: (at: number) => number,
  isSo: (text: string) => boolean,
  pause: Pause,
): Promise<readonly CellRef[]> {
  const places: CellRef[] = [];
  for (let column = 0; column < cells.columns; column++)
    if (isSo(lineName(labels.columns, column))) places.push({ row: -1, column });
  await eachRow(cells.rows, pause, (at) => {
    const row = matrixRow(at);
    if (isSo(lineName(labels.rows, row))) places.push({ row: at, column: -1 });
    for (let column = 0; column < cells.columns; column++) {
      const text = cells.text(row, column);
      if (text !== null && isSo(text)) places.push({ row: at, column });
    }
  });
  return places;
}
