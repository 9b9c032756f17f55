import type { MatrixBlock, Range } from '../../matrix/block';
import type { MissingMarks } from '../cells/marks';
import { isNumeric, readPlain, type CellReader } from '../cells/reading';
import { readDecimal } from '../decimal';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { latexCellReader } from '../latex/cell';
import { longestCell } from '../problems';
import { Spelling } from './numerals';
import { takeCells } from './cellPlaces';
import { placeLabelsBelowHeader, type Evidence, type TableContent } from './labels';

/** Tables of GitHub Flavored Markdown (section 4.10), also inside quotations and lists, in any text. */
export const markdownReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { isMissing }) {
    const blocks: MatrixBlock[] = [];
    const readLatex = latexCellReader(isMissing);
    let above: Range | null = null;
    for (let line = nextWithPipe(text, 0); line !== null; line = nextWithPipe(text, line.end)) {
      const header: RowOfPipes | null = above?.end === line.start - 1 ? headerAbove(text, above, line) : null;
      above = line;
      if (header === null) continue;
      const table: RowOfPipes[] = [header];
      let row = nextWithPipe(text, line.end);
      for (; row?.start === line.end + 1; row = nextWithPipe(text, line.end)) {
        table.push(splitAtPipes(text, row));
        above = line = row;
      }
      const block = readTable(text, table, readLatex, isMissing);
      if (block !== null) blocks.push(block);
    }
    return blocks;
  },
};

const [backslash, pipe] = [92, 124] as const;

interface RowOfPipes extends Range {
  readonly cells: readonly Range[];
}

function readTable(
  text: string,
  table: readonly RowOfPipes[],
  readLatex: CellReader,
  isMissing: MissingMarks,
): MatrixBlock | null {
  const spelling = spellingOf(text, table);
  const readCell = markdownCellReader(readLatex, isMissing, spelling);
  const content = new PipeContent(text, table, readCell);
  const place = { start: table[0]!.start, end: table.at(-1)!.end };
  const draft = {
    format: 'markdown',
    ...place,
    name: null,
    ...takeCells(content, placeLabelsBelowHeader(content), table),
    problems: [],
  } as const;
  return buildBlock(text, draft, readCell, !spelling.isSpecial);
}

/** How the numbers of a table are spelled, in which commas divide nothing. */
function spellingOf(text: string, table: readonly RowOfPipes[]): Spelling {
  const spelling = new Spelling(true);
  const note = (isPlain: boolean): void => {
    for (const { cells } of table)
      for (const { start, end } of cells)
        if (end > start && end - start <= longestCell && !Number.isNaN(readDecimal(text, start, end)) === isPlain)
          spelling.note(plain(text.slice(start, end)));
  };
  note(false);
  // Points are all there is to know of the plain ones, until commas stand in others.
  if (spelling.isSpecial) note(true);
  return spelling;
}

/** The rows of pipes as a table. Bold type sets a number apart as a label. */
class PipeContent implements TableContent {
  readonly rows: number;

  constructor(
    private readonly text: string,
    private readonly table: readonly RowOfPipes[],
    private readonly readCell: CellReader,
  ) {
    this.rows = table.length;
  }

  width(row: number): number {
    return this.table[row]!.cells.length;
  }

  place(row: number, column: number): Range {
    const { start, cells } = this.table[row]!;
    return cells[column] ?? { start, end: start };
  }

  label(row: number, column: number): string {
    return labelText(this.written(row, column));
  }

  isSetApart(row: number, column: number): boolean {
    return /^\*\*(?:[^*\\]|\\[^])+\*\*$/.test(this.written(row, column));
  }

  evidence(row: number, column: number): Evidence {
    const { start, end } = this.place(row, column);
    // Most cells are bare numbers.
    if (end - start > longestCell || !Number.isNaN(readDecimal(this.text, start, end))) return 'data';
    const written = this.text.slice(start, end);
    if (labelText(written) === '') return 'empty';
    return this.isSetApart(row, column) || this.readCell(written).kind === 'fault' ? 'label' : 'data';
  }

  isNumber(row: number, column: number): boolean {
    const { start, end } = this.place(row, column);
    if (end - start > longestCell) return false;
    return !Number.isNaN(readDecimal(this.text, start, end)) || isNumeric(this.readCell(this.text.slice(start, end)));
  }

  private written(row: number, column: number): string {
    const { start, end } = this.place(row, column);
    return this.text.slice(start, end);
  }
}

/** A label without emphasis, escapes and the line breaks of HTML. */
function labelText(written: string): string {
  if (!/[*_`\\<]/.test(written)) return written.trim();
  return plain(written).replace(/\\([!-/:-@[-`{-~])|<br\s?\/?>/gi, (_, escaped: string | undefined) => escaped ?? '\n');
}

function markdownCellReader(readLatex: CellReader, isMissing: MissingMarks, spelling: Spelling): CellReader {
  return (cell) => {
    const bare = plain(cell);
    const mathematics = /^\$([^$]+)\$$/.exec(bare);
    if (mathematics !== null) return readLatex(mathematics[1]!.trim());
    const number = bare.replace(/^\\(?=[-+])/, '');
    return isMissing(number) ? readPlain('', isMissing) : (spelling.read(number) ?? readPlain(number, isMissing));
  };
}

/** Without the emphasis or backticks around all of it. */
function plain(cell: string): string {
  return '*_`'.includes(cell.charAt(0))
    ? (/^(\*\*|__|\*|_|`)((?:[^*_`\\]|\\[^])+)\1$/.exec(cell)?.[2] ?? cell).trim()
    : cell.trim();
}

/** The row of pipes `above`, where `line` is the delimiter row that makes it a table's header. */
function headerAbove(text: string, above: Range, line: Range): RowOfPipes | null {
  const columns = delimitersIn(text, line);
  if (columns === 0) return null;
  const header = splitAtPipes(text, above);
  return header.cells.length === columns ? header : null;
}

/** How many columns a delimiter row is for, `|-|:--|` for two; 0 where the line is no such row. One dash is enough. */
export function delimitersIn(text: string, line: Range): number {
  for (let at = line.start; at < line.end; at++) if (!'-:| \t>\r'.includes(text.charAt(at))) return 0;
  const { cells } = splitAtPipes(text, line);
  return cells.every(({ start, end }) => /^:?-+:?$/.test(text.slice(start, end))) ? cells.length : 0;
}

/** The cells between the pipes of a line; an escaped pipe is a character, and those at both ends are optional. */
function splitAtPipes(text: string, line: Range): RowOfPipes {
  let start = line.start;
  while (start < line.end && ' \t>'.includes(text.charAt(start))) start++;
  let end = line.end;
  while (end > start && isBlank(text.charAt(end - 1))) end--;
  const cells: Range[] = [];
  let cellStart = text.charCodeAt(start) === pipe ? start + 1 : start;
  for (let at = cellStart; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === pipe) {
      cells.push(trimmed(text, cellStart, at));
      cellStart = at + 1;
    }
  }
  if (cellStart < end) cells.push(trimmed(text, cellStart, end));
  return { start, end, cells };
}

/** Without blanks; an empty cell's value belongs after the first of its blanks. */
function trimmed(text: string, from: number, to: number): Range {
  let start = from;
  while (start < to && isBlank(text.charAt(start))) start++;
  if (start === to) {
    const at = Math.min(from + 1, to);
    return { start: at, end: at };
  }
  let end = to;
  while (isBlank(text.charAt(end - 1))) end--;
  return { start, end };
}

const isBlank = (character: string): boolean => character === ' ' || character === '\t' || character === '\r';

/** The first line with a pipe from an offset on; null where there is none. */
function nextWithPipe(text: string, from: number): Range | null {
  const first = text.indexOf('|', from);
  if (first < 0) return null;
  const newline = text.indexOf('\n', first);
  return { start: first === 0 ? 0 : text.lastIndexOf('\n', first - 1) + 1, end: newline < 0 ? text.length : newline };
}
