import { counted, formatCount } from '../../protocol/quantities';

/** What of a matrix is drawn at most: each cell is an element of the page. */
const mostRows = 200;
const mostColumns = 100;

export interface GridWindow {
  readonly rows: number;
  readonly columns: number;
  /** What is shown, where that is not all: "First 200 of 9,724 rows." Empty otherwise. */
  readonly sentence: string;
}

/** The part of a matrix that is drawn. `totalRows` counts those that were not even sent. */
export function gridWindow(rows: number, columns: number, totalRows: number = rows): GridWindow {
  const shownRows = Math.min(rows, mostRows);
  const shownColumns = Math.min(columns, mostColumns);
  const parts: string[] = [];
  if (shownRows < totalRows) parts.push(`first ${formatCount(shownRows)} of ${counted(totalRows, 'row')}`);
  if (shownColumns < columns) parts.push(`first ${formatCount(shownColumns)} of ${counted(columns, 'column')}`);
  const text = parts.join(', ');
  return {
    rows: shownRows,
    columns: shownColumns,
    sentence: text === '' ? '' : `${text[0]!.toUpperCase()}${text.slice(1)}.`,
  };
}
