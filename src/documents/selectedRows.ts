import type { MatrixBlock, Range } from '../matrix/block';
import { latexCellReader } from './latex/cell';
import { splitLatexRows } from './latex/rows';
import { buildBlock, unlabelled, type RowSpan } from './draft';
import type { FindContext } from './format';
import { pythonCellReader } from './nested/draft';
import { scanRows } from './nested/scanRows';
import { readDelimited } from './tables/delimited';
import { sniffDelimiter } from './tables/delimiter';

/**
 * Selected text that is no matrix by itself, read as rows: of LaTeX (1 & 2 \\ 3 & 4), in brackets ([1, 2], [3, 4]),
 * delimited by commas, semicolons or tabs, or spaced. The first reading that is a matrix of two cells or more.
 */
export function readSelectedRows(text: string, { start, end }: Range, context: FindContext): MatrixBlock[] {
  const selected = text.slice(start, end);
  const delimiter = sniffDelimiter(text, start, end);
  const readings: (() => MatrixBlock | null)[] = [];
  if (/&|\\\\/.test(selected)) readings.push(() => readLatexRows(text, start, end, context));
  if (selected.includes('[')) readings.push(() => readBracketedRows(text, start, end, context));
  if (delimiter !== null) readings.push(() => readDelimited(text, start, end, delimiter, context));
  readings.push(() => readSpacedRows(text, start, end, context));
  for (const read of readings) {
    const block = read();
    if (block !== null && block.rows * block.columns > 1) return [block];
  }
  return [];
}

function readLatexRows(text: string, start: number, end: number, { isMissing }: FindContext): MatrixBlock | null {
  return fromRows(text, 'latex', splitLatexRows(text, start, text.slice(start, end)), latexCellReader(isMissing));
}

function readBracketedRows(text: string, start: number, end: number, { isMissing }: FindContext): MatrixBlock | null {
  return fromRows(text, 'python', scanRows(text, start, end), pythonCellReader(isMissing));
}

/** Rows are lines and cells are words. Three quarters must be numbers or marks: prose has numbers, too. */
function readSpacedRows(text: string, start: number, end: number, { isMissing }: FindContext): MatrixBlock | null {
  const rows: RowSpan[] = [];
  for (const line of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    const cells = Array.from(line[0].matchAll(/[^\s|]+/g), (word): Range => {
      const from = start + line.index + word.index;
      return { start: from, end: from + word[0].length };
    });
    if (cells.length > 0) rows.push({ start: cells[0]!.start, end: cells.at(-1)!.end, cells });
  }
  return fromRows(text, 'python', rows, pythonCellReader(isMissing));
}

function fromRows(
  text: string,
  format: 'latex' | 'python',
  rows: readonly RowSpan[],
  readCell: ReturnType<typeof latexCellReader>,
): MatrixBlock | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  return buildBlock(
    text,
    {
      format,
      start: first.start,
      end: last.end,
      name: null,
      rows,
      ...unlabelled,
    },
    readCell,
  );
}
