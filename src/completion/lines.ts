import { countEach, type Observations } from '../matrix/observations';

/** Which rows and columns have no known cell. */
export interface AbsentLines {
  readonly row: (index: number) => boolean;
  readonly column: (index: number) => boolean;
}

/** The rows and columns of an m × n matrix without a known cell, by their indices from 0. */
export function absentLines(known: Observations): AbsentLines {
  const rows = countEach(known.rowIndex, known.rows);
  const columns = countEach(known.columnIndex, known.columns);
  return { row: (i) => rows[i] === 0, column: (j) => columns[j] === 0 };
}

/** How many rows and how many columns have a known cell. */
export function countLines(known: Observations): { readonly rows: number; readonly columns: number } {
  return { rows: countKnown(known.rowIndex, known.rows), columns: countKnown(known.columnIndex, known.columns) };
}

function countKnown(indices: Uint32Array, count: number): number {
  return countEach(indices, count).reduce((known, cells) => known + Math.min(cells, 1), 0);
}
