import { faults } from '../matrix/faults';
import type { ByteSource } from './byteSource';
import { createCells, detectDelimiter, splitCells, type Cells, type Delimiter } from './cells';
import { layoutOfContent, recognise, type Layout } from './header';
import { columnAt, isBlankLine, notANumber, unclosedQuote, type Line } from './line';
import { headLines } from './lines';
import { parseNumber } from './numbers';

/** How a file writes its lines, as its first ones show. */
export interface Dialect extends Layout {
  readonly delimiter: Delimiter;
  /** Cells on every line. */
  readonly count: number;
  /** The line of the header, from 1; 0 where there is none. */
  readonly header: number;
}

/** Lines that are looked at. */
const sampled = 200;

/**
 * The delimiter, the number of cells and the columns, by the first lines; null where none is more than blank. The first
 * is a header when it names a column, or when no cell of it is a number. Without a header, or with one of unknown names, the columns are
 * told by what stands in them.
 * Throws the `ratingsLine` fault where the first line is neither a header nor a rating.
 */
export function detectDialect({ path, head, headIsWhole }: ByteSource): Dialect | null {
  const lines = headLines(head, headIsWhole, sampled)
    .map((line, at) => ({ path, bytes: head, ...line, line: at + 1 }))
    .filter((line) => !isBlankLine(line.bytes, line.start, line.end));
  const first = lines[0];
  if (first === undefined) return null;
  if (!headIsWhole && !head.includes(0x0a)) throw faults.lineTooLong(path, 1);
  const cells = createCells();
  const delimiter = detectDelimiter(first.bytes, first.start, first.end);
  const count = splitCells(first.bytes, first.start, first.end, delimiter, cells);
  if (count === -1) throw unclosedQuote(first);
  if (count < 3) {
    const what = `Line ${first.line} has ${count} ${count === 1 ? 'cell' : 'cells'}, and ratings take at least 3.`;
    const remedy = 'Give user, item and rating on every line.';
    throw faults.ratingsLine(path, first.line, columnAt(first, first.end), what, remedy);
  }
  const written = Array.from({ length: count }, (_, c) =>
    new TextDecoder().decode(first.bytes.subarray(cells.starts[c], cells.ends[c])),
  );
  const named = recognise(written);
  const found = [named.user, named.item, named.rating].filter((column) => column !== -1).length;
  const shape = { delimiter, count };
  if (found === 3) return { ...shape, ...named, header: first.line };

  const isNumber = numbersOf(first, cells, count).map(Number.isFinite);
  const isHeader = found === 0 && !isNumber.includes(true);
  const content = layoutOfContent(columnsOf(isHeader ? lines.slice(1) : lines, delimiter, count));
  if (isHeader) return { ...shape, ...content, header: first.line };
  if (isNumber[content.rating] === true) return { ...shape, ...content, header: 0 };
  if (found === 0) throw notANumber(first, cells, content.rating);
  const absent = (['user', 'item', 'rating'] as const).filter((column) => named[column] === -1);
  throw faults.ratingsLine(
    path,
    first.line,
    1,
    `The header names no column of ${absent.join(' and no column of ')}s.`,
    'Name the columns user, item and rating.',
  );
}

const numbersOf = ({ bytes }: Line, cells: Cells, count: number): number[] =>
  Array.from({ length: count }, (_, c) => parseNumber(bytes, cells.starts[c]!, cells.ends[c]!));

/** The numbers in each column of the lines that have as many cells as the first. */
function columnsOf(lines: readonly Line[], delimiter: Delimiter, count: number): number[][] {
  const cells = createCells();
  const columns = Array.from({ length: count }, (): number[] => []);
  for (const line of lines) {
    if (splitCells(line.bytes, line.start, line.end, delimiter, cells) !== count) continue;
    numbersOf(line, cells, count).forEach((value, c) => columns[c]!.push(value));
  }
  return columns;
}
