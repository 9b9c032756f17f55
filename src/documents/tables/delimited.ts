import type { MatrixBlock } from '../../matrix/block';
import { readPlain, unquote, type CellReader } from '../cells/reading';
import type { FindContext, FormatReader } from '../format';
import { readGrid, type Grid } from '../grid';
import { longestCell } from '../problems';
import { DelimitedContent } from './content';
import { sniffDelimiter } from './delimiter';
import { delimiters, parseRecords, type Delimiter } from './fields';
import type { FieldTable } from './fieldTable';
import { placeLabels, takeLabels } from './labels';
import { Spelling } from './numerals';

/** A longer document is not read as one matrix while it is edited: it is a data file, to be read by its path. */
const longestDelimitedText = 20_000_000;

/** Documents of fields divided by commas, semicolons, tabs, bars or blanks; the whole document is one matrix. */
export const delimitedReader: FormatReader = {
  families: ['csv', 'tsv'],
  find(text, context) {
    if (text.length > longestDelimitedText) return [];
    const top = text.startsWith('\uFEFF') ? 1 : 0;
    const said = saidDelimiter.exec(text.slice(top, top + 8));
    const start = top + (said?.[0].length ?? 0);
    const delimiter =
      context.family === 'tsv' ? '\t' : (delimiterOf(said?.[1]) ?? sniffDelimiter(text, start, text.length) ?? ',');
    const block = readDelimited(text, start, text.length, delimiter, context);
    return block === null ? [] : [block];
  },
};

/** The first line by which a spreadsheet says what divides the fields. */
const saidDelimiter = /^sep=(.)\r?\n/i;

const delimiterOf = (mark: string | undefined): Delimiter | undefined => delimiters.find((one) => one === mark);

/** The one matrix that text[start] … text[end] is, with its labels; null where it is none. */
export function readDelimited(
  text: string,
  start: number,
  end: number,
  delimiter: Delimiter,
  { isMissing }: FindContext,
): MatrixBlock | null {
  const fields = parseRecords(text, start, end, delimiter);
  const spelling = spellingOf(text, fields, delimiter);
  const readCell: CellReader = (cell) => {
    const bare = cell.startsWith('"') ? unquote(cell) : cell;
    return isMissing(bare) ? readPlain('', isMissing) : (spelling.read(bare) ?? readPlain(bare, isMissing));
  };
  const content = new DelimitedContent(text, fields, delimiter, readCell);
  if (content.rows === 0 || content.width(0) === 0) return null;
  const places = placeLabels(content);
  const labels = takeLabels(content, places);
  const grid = gridOf(content, places.header ? 1 : 0, places.labelColumns);
  if (grid === null) return null;
  const draft = {
    format: delimiter === '\t' ? 'tsv' : delimiter === ' ' ? 'spaced' : 'csv',
    start: content.start,
    end: content.end,
    name: null,
    ...labels,
    problems: [],
  } as const;
  return readGrid(text, draft, grid, readCell);
}

/** How the numbers are spelled. Where points are their only marks, nothing was asked of the plain ones. */
function spellingOf(text: string, fields: FieldTable, delimiter: Delimiter): Spelling {
  const spelling = new Spelling(delimiter !== ',');
  const note = (at: number): void => {
    const [start, end] = [fields.starts[at]!, fields.ends[at]!];
    if (end - start <= longestCell)
      spelling.note(fields.quoted[at] === 1 ? text.slice(start + 1, end - 1).trim() : text.slice(start, end));
  };
  for (let at = 0; at < fields.count; at++) if (Number.isNaN(fields.values[at]!)) note(at);
  if (!spelling.isSpecial) return spelling;
  for (let at = 0; at < fields.count; at++) {
    if (Number.isNaN(fields.values[at]!) || !text.slice(fields.starts[at], fields.ends[at]).includes('.')) continue;
    note(at);
    // Now that commas stand in other numbers, this one is read with them.
    fields.values[at] = Number.NaN;
  }
  return spelling;
}

/** The cells below and right of the labels. Without labels and ragged rows, the fields as they are. */
function gridOf(content: DelimitedContent, top: number, left: number): Grid | null {
  const { fields } = content;
  const rows = content.rows - top;
  const columns = content.width(top === 1 || rows === 0 ? 0 : top) - left;
  if (rows <= 0 || columns <= 0) return null;
  const width = (row: number): number => content.width(top + row) - left;
  const place = (row: number): { start: number; end: number } => content.placeOfRow(top + row);
  if (content.isWhole(top, left, columns)) {
    const from = fields.firsts[top]!;
    return { rows, columns, ...fields.cut(from, from + rows * columns), width, place };
  }
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const cellStarts = new Uint32Array(rows * columns);
  const cellEnds = new Uint32Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    const from = content.first(top + i) + left;
    const present = width(i);
    for (let j = 0; j < columns; j++, at++) {
      if (j < present) {
        values[at] = fields.values[from + j]!;
        cellStarts[at] = fields.starts[from + j]!;
        cellEnds[at] = fields.ends[from + j]!;
      } else cellStarts[at] = cellEnds[at] = place(i).end;
    }
  }
  return { rows, columns, values, cellStarts, cellEnds, width, place };
}
