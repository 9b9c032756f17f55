import type { Observations } from '../matrix/observations';

type Cells = Pick<Observations, 'rows' | 'columns' | 'rowIndex' | 'columnIndex'>;

/** Observations that a later one of the same cell replaces: a mark at the position of each, and how many there are. */
export interface Replaced {
  readonly marks: Uint8Array;
  readonly count: number;
}

/**
 * Which observations are replaced, in the order given; null where no cell has more than one. `replace` is told of each, and of
 * the next of its cell. In time linear in their number.
 */
export function findReplaced(
  cells: Cells,
  replace: (earlier: number, later: number) => void = () => undefined,
): Replaced | null {
  const { columns, rowIndex, columnIndex } = cells;
  const count = rowIndex.length;
  const byRow = isSorted(rowIndex) ? null : positionsByRow(cells);

  // the last position of each column, and the row it was in, plus 1
  const last = new Uint32Array(columns);
  const ofRow = new Uint32Array(columns);
  let marks: Uint8Array | null = null;
  let drops = 0;
  for (let s = 0; s < count; s++) {
    const t = byRow === null ? s : byRow[s]!;
    const column = columnIndex[t]!;
    const row = rowIndex[t]! + 1;
    if (ofRow[column] === row) {
      marks ??= new Uint8Array(count);
      marks[last[column]!] = 1;
      replace(last[column]!, t);
      drops++;
    }
    ofRow[column] = row;
    last[column] = t;
  }
  return marks === null ? null : { marks, count: drops };
}

/** Files are often written user by user: nothing is to be sorted then. */
function isSorted(indices: Uint32Array): boolean {
  for (let t = 1; t < indices.length; t++) if (indices[t]! < indices[t - 1]!) return false;
  return true;
}

/** Positions by row, in order within each: a counting sort. */
function positionsByRow({ rows, rowIndex }: Cells): Uint32Array {
  const next = new Uint32Array(rows + 1);
  for (let t = 0; t < rowIndex.length; t++) next[rowIndex[t]! + 1]!++;
  for (let row = 0; row < rows; row++) next[row + 1]! += next[row]!;
  const byRow = new Uint32Array(rowIndex.length);
  for (let t = 0; t < rowIndex.length; t++) byRow[next[rowIndex[t]!]!++] = t;
  return byRow;
}
