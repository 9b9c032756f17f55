import type { Format, MatrixBlock, Problem } from '../matrix/block';
import type { TextEdit } from './fill';
import { writers } from './writers';

/** Formats in which a short row is told as a fault, and where cells are set apart alike in every row. */
const mendable: ReadonlySet<Format> = new Set(['latex', 'markdown', 'csv', 'tsv', 'json', 'typst']);

/**
 * The edit that gives a row the cells it lacks: missing marks in the block's own dialect, set apart as in the first row.
 * Null where the problem is another one, or the row has no cell or too many.
 */
export function fillUpRow(text: string, block: MatrixBlock, { row }: Problem): TextEdit | null {
  const { columns, cellStarts, cellEnds } = block;
  if (row === undefined || row.index === 0 || row.cells === 0 || row.cells >= columns || !mendable.has(block.format))
    return null;
  const end = cellEnds[row.index * columns + row.cells - 1]!;
  const gap = (j: number): string => text.slice(cellEnds[j - 1], cellStarts[j]).replace(/\s*\n\s*| +/g, ' ');
  const between = gap(1);
  // In a notebook, the first row may go on in another string; in a table, columns of words may stand between.
  if (between.includes('"')) return null;
  for (let j = 2; j < columns; j++) if (gap(j).trim() !== between.trim()) return null;
  if (/[\p{L}\p{N}]/u.test(between)) return null;
  return { start: end, end, text: `${between}${missingMark(text, block)}`.repeat(columns - row.cells) };
}

/** The mark of the block's first missing cell; else the format's own, which in delimited text is an empty field. */
function missingMark(text: string, block: MatrixBlock): string {
  const { values, cellStarts, cellEnds, problems, format } = block;
  const first = values.findIndex(
    (value, at) =>
      Number.isNaN(value) && !problems.some(({ start, end }) => start <= cellStarts[at]! && cellEnds[at]! <= end),
  );
  if (first >= 0) return text.slice(cellStarts[first], cellEnds[first]);
  return format === 'csv' || format === 'tsv' ? '' : writers[format].missing;
}
