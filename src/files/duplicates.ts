import type { Observations } from '../matrix/observations';

/**
 * The positions of the last observation of each cell, in the order given; null where no cell has more than one. In
 * time linear in their number.
 */
export function keptPositions(
  observations: Pick<Observations, 'rows' | 'columns' | 'rowIndex' | 'columnIndex'>,
): Uint32Array | null {
  const { rows, columns, rowIndex, columnIndex } = observations;
  const count = rowIndex.length;
  // positions by row, in order: a counting sort
  const next = new Uint32Array(rows + 1);
  for (let t = 0; t < count; t++) next[rowIndex[t]! + 1]!++;
  for (let row = 0; row < rows; row++) next[row + 1]! += next[row]!;
  const byRow = new Uint32Array(count);
  for (let t = 0; t < count; t++) byRow[next[rowIndex[t]!]!++] = t;

  // the last position of each column, and the row it was in, plus 1
  const last = new Uint32Array(columns);
  const ofRow = new Uint32Array(columns);
  let dropped: Uint8Array | null = null;
  let drops = 0;
  // after the sort, next[row] is where the row ends
  for (let row = 0, start = 0; row < rows; row++) {
    const end = next[row]!;
    for (let s = start; s < end; s++) {
      const t = byRow[s]!;
      const column = columnIndex[t]!;
      if (ofRow[column] === row + 1) {
        dropped ??= new Uint8Array(count);
        dropped[last[column]!] = 1;
        drops++;
      }
      ofRow[column] = row + 1;
      last[column] = t;
    }
    start = end;
  }
  if (dropped === null) return null;
  const kept = new Uint32Array(count - drops);
  let size = 0;
  for (let t = 0; t < count; t++) if (dropped[t] === 0) kept[size++] = t;
  return kept;
}
