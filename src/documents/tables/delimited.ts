import type { MatrixBlock } from '../../matrix/block';
import { readPlain, unquote, type CellReader } from '../cells/reading';
import type { FindContext, FormatReader } from '../format';
import { readGrid, type Grid } from '../grid';
import { longestCell } from '../problems';
import { placeCells, type CellPlaces } from './cellPlaces';
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

/**
 * The one matrix that text[start] … text[end] is, with its labels; null where it is none. `isLoose`: it stands in a text
 * of something else, to which words above and below belong, and which columns of words may be.
 */
export function readDelimited(
  text: string,
  start: number,
  end: number,
  delimiter: Delimiter,
  { isMissing }: FindContext,
  isLoose = false,
): MatrixBlock | null {
  const fields = parseRecords(text, start, end, delimiter);
  const spelling = spellingOf(text, fields, delimiter);
  const readCell: CellReader = (cell) => {
    const bare = cell.startsWith('"') ? unquote(cell) : cell;
    return isMissing(bare) || withheld.test(bare)
      ? readPlain('', isMissing)
      : (spelling.read(bare) ?? readPlain(bare, isMissing));
  };
  const content = new DelimitedContent(text, fields, delimiter, readCell, !isLoose);
  if (content.rows === 0 || content.width(0) === 0) return null;
  const places = placeLabels(content);
  const cells = placeCells(content, places);
  if (isLoose && cells.words > 0) return null;
  const labels = takeLabels(content, places.header, cells);
  const grid = gridOf(content, cells);
  if (grid === null) return null;
  const draft = {
    format: delimiter === '\t' ? 'tsv' : delimiter === ' ' ? 'spaced' : 'csv',
    start: content.start,
    end: content.end,
    name: null,
    ...labels,
    problems: [],
    words: cells.words,
  } as const;
  return readGrid(text, draft, grid, readCell);
}

/** What statistical offices write for a value that there is not, or that they may not tell: .., :, ***. */
const withheld = /^(?:\.{1,3}|:|\*{1,3})$/;

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

/** The cells in their columns. Without labels, columns of words and ragged rows, the fields as they are. */
function gridOf(content: DelimitedContent, { top, columns: kept }: CellPlaces): Grid | null {
  const { fields } = content;
  const rows = content.rows - top;
  const columns = kept.length;
  if (rows <= 0 || columns <= 0) return null;
  const full = content.width(0);
  // A row that lacks fields lacks cells; one with more than the first has them behind.
  const width = (row: number): number => {
    const present = content.width(top + row);
    return present === full ? columns : kept.filter((column) => column < present).length + Math.max(0, present - full);
  };
  const place = (row: number): { start: number; end: number } => content.placeOfRow(top + row);
  if (columns === full && content.isWhole(top, columns)) {
    const from = fields.firsts[content.record(top)]!;
    return { rows, columns, ...fields.cut(from, from + rows * columns), width, place };
  }
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const cellStarts = new Uint32Array(rows * columns);
  const cellEnds = new Uint32Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    const from = content.first(top + i);
    const present = content.width(top + i);
    for (let j = 0; j < columns; j++, at++) {
      const column = kept[j]!;
      if (column < present) {
        values[at] = fields.values[from + column]!;
        cellStarts[at] = fields.starts[from + column]!;
        cellEnds[at] = fields.ends[from + column]!;
      } else cellStarts[at] = cellEnds[at] = place(i).end;
    }
  }
  return { rows, columns, values, cellStarts, cellEnds, width, place };
}
