import type { Label } from '../../../matrix/block';
import type { Argument, Call } from '../calls';
import { elementOf, labelOf, type Built } from './vectors';

/** tribble(~a, ~b, 1, 2, 3, 4): names of columns, then the cells row by row. A first column of words names the rows. */
export function ofTribble(text: string, { arguments: given }: Call): Built | null {
  const isName = ({ start }: Argument): boolean => text.charAt(start) === '~';
  const firstCell = given.findIndex((argument) => !isName(argument));
  const cells = given.slice(firstCell);
  const rows = cells.length / firstCell;
  if (firstCell < 1 || !Number.isInteger(rows) || cells.some((cell) => isName(cell) || cell.name !== null)) return null;
  const cellAt = (row: number, column: number): Argument => cells[row * firstCell + column]!;
  const places = Array.from({ length: rows }, (_, row) => row);
  const columns = given.slice(0, firstCell).map((_, column) => column);
  const isWords = (column: number): boolean =>
    places.every((row) => /["']/.test(text.charAt(cellAt(row, column).start)));
  const data = columns.filter((column) => !isWords(column));
  const words = columns.find(isWords);
  if (data.length === 0 || 2 * data.length < columns.length) return null;
  return {
    rows: places.map((row) => data.map((column) => elementOf(cellAt(row, column)))),
    rowLabels: words === undefined ? null : places.map((row) => labelOf(text, cellAt(row, words))),
    columnLabels: data.map((column) => columnName(text, given[column]!)),
  };
}

/** The name after the tilde, without the backticks of one that is no plain word. */
function columnName(text: string, { start, end }: Argument): Label {
  const quoted = text.charAt(start + 1) === '`' && text.charAt(end - 1) === '`' ? 1 : 0;
  const place = { start: start + 1 + quoted, end: end - quoted };
  return { text: text.slice(place.start, place.end), ...place };
}
