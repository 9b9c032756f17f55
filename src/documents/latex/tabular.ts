import type { MatrixBlock, Range } from '../../matrix/block';
import { isNumeric, readPlain, type CellReader, type Reading } from '../cells/reading';
import type { MissingMarks } from '../cells/marks';
import { buildBlock, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { longestCell } from '../problems';
import { takeCells } from '../tables/cellPlaces';
import { placeLabels, type Evidence, type TableContent } from '../tables/labels';
import { Spelling } from '../tables/numerals';
import { labelText } from './border';
import { latexCellReader } from './cell';
import { splitLatexRows } from './rows';

const begin = String.raw`\begin{`;
/** The environment, a width, a position and the columns. */
const opening = /\\begin\{(tabular[*xy]?|longtable)\}\s*(?:\{[^{}]{0,60}\}\s*)?(?:\[[^\][]{0,20}\]\s*)?\{/y;
const longestSpecification = 300;
const longestTable = 200_000;
const lookAround = 500;
const longestCaption = 60;

/** Tables of numbers in TeX's tabular and its kin, with their header, their label column and their caption. */
export const tabularReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { isMissing }) {
    const blocks: MatrixBlock[] = [];
    for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      opening.lastIndex = at;
      const environment = opening.exec(text)?.[1];
      if (environment === undefined) continue;
      const start = afterColumns(text, opening.lastIndex);
      const close = String.raw`\end{` + `${environment}}`;
      if (start === null) continue;
      // What is nested in a table is no cell; so every character is looked through once.
      const next = text.indexOf(begin, start);
      const limit = Math.min(start + longestTable, next < 0 ? text.length : next);
      const end = text.slice(start, limit).indexOf(close);
      if (end < 0) continue;
      const block = readTable(text, { start: at, end: start + end + close.length }, start, start + end, isMissing);
      if (block !== null) blocks.push(block);
    }
    return blocks;
  },
};

/** After the specification of the columns that begins at `start`; null where it does not close. */
function afterColumns(text: string, start: number): number | null {
  let depth = 1;
  for (let at = start; at < start + longestSpecification && at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return null;
}

function readTable(
  text: string,
  place: Range,
  start: number,
  end: number,
  isMissing: MissingMarks,
): MatrixBlock | null {
  // What spans several columns heads them, and is no row of cells.
  const spans = splitLatexRows(text, start, text.slice(start, end)).filter(
    ({ start: from, end: to }) => !text.slice(from, to).includes('\\multicolumn'),
  );
  const width = spans[0]?.cells.length ?? 0;
  if (width < 2 || spans.length < 2) return null;
  const readCell = tabularCellReader(text, spans, isMissing);
  const content = new TabularContent(text, spans, readCell);
  const block = buildBlock(
    text,
    {
      format: 'latex',
      ...place,
      name: null,
      ...takeCells(content, placeLabels(content), spans),
      problems: [],
    },
    readCell,
    false,
  );
  // A table of words with some numbers among them is no matrix.
  const faults = block?.problems.filter(({ code }) => code === 'not-a-number' || code === 'parameter').length ?? 0;
  if (block === null || 4 * faults > block.values.length) return null;
  return { ...block, name: captionOf(text, place) };
}

class TabularContent implements TableContent {
  readonly rows: number;

  constructor(
    private readonly text: string,
    private readonly spans: readonly RowSpan[],
    private readonly readCell: CellReader,
  ) {
    this.rows = spans.length;
  }

  width(row: number): number {
    return this.spans[row]!.cells.length;
  }

  place(row: number, column: number): Range {
    const { start, cells } = this.spans[row]!;
    return cells[column] ?? { start, end: start };
  }

  label(row: number, column: number): string {
    return labelText(this.written(row, column));
  }

  isSetApart(row: number, column: number): boolean {
    return /^\\(?:textbf|bfseries|mathbf|text|textit)(?![A-Za-z])/.test(this.written(row, column));
  }

  evidence(row: number, column: number): Evidence {
    const written = this.written(row, column);
    if (written === '') return 'empty';
    return written.length <= longestCell && this.readCell(written).kind === 'fault' ? 'label' : 'data';
  }

  isNumber(row: number, column: number): boolean {
    const written = this.written(row, column);
    return written.length <= longestCell && isNumeric(this.readCell(written));
  }

  private written(row: number, column: number): string {
    const { start, end } = this.place(row, column);
    return this.text.slice(start, end);
  }
}

/** 18-24 and 2024-01-31 are ranges and dates in a table, and not differences. */
const range = /^\d[\d.,:/]*\s?(?:-{1,3}|\u2013|\$-\$)\s?\d/;
const notANumber: Reading = { kind: 'fault', code: 'not-a-number' };

/** A number as the tables of any country spell it, with a percent sign, or what is read in a matrix. */
function tabularCellReader(text: string, spans: readonly RowSpan[], isMissing: MissingMarks): CellReader {
  const readLatex = latexCellReader(isMissing);
  const spelling = new Spelling(true);
  const bare = (cell: string): string =>
    cell
      .replace(/^\$([^$]*)\$/, '$1')
      .replace(/\\,?\\?%$/, '%')
      .replaceAll('{,}', ',');
  for (const { cells } of spans)
    for (const { start, end } of cells) if (end - start <= longestCell) spelling.note(bare(text.slice(start, end)));
  return (cell) => {
    const number = bare(cell);
    if (range.test(number)) return notANumber;
    return isMissing(number) ? readPlain('', isMissing) : (spelling.read(number) ?? readLatex(cell));
  };
}

/** The caption of the table that a tabular stands in, where it is short enough for a name. */
function captionOf(text: string, { start, end }: Range): string | null {
  const before = text.slice(Math.max(0, start - lookAround), start);
  const opened = before.lastIndexOf('\\begin{table');
  if (opened < 0 || before.lastIndexOf('\\end{table') > opened) return null;
  const after = text.slice(end, end + lookAround);
  const closed = after.indexOf('\\end{table');
  const said = /\\caption\s*(?:\[[^\][]*\])?\s*\{([^{}]+)\}/.exec(
    before.slice(opened) + '\n' + after.slice(0, closed < 0 ? 0 : closed),
  )?.[1];
  const name = said?.replace(/\s+/g, ' ').replace(/\.$/, '').trim() ?? '';
  return name !== '' && name.length <= longestCaption ? name : null;
}
