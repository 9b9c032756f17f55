import { faults } from '../matrix/faults';
import type { Columns } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import { createCells, detectDelimiter, splitCells, type Cells, type Delimiter } from './cells';
import { layoutOfContent, recognise, type Layout } from './header';
import { columnAt, isBlankLine, notANumber, unclosedQuote, type Line } from './line';
import { headLines } from './lines';
import { comma, parseNumber, point, type DecimalMark } from './numbers';

/** How a file writes its lines, as its first ones show. */
export interface Dialect extends Layout, Shape {
  /** The line of the header, from 1; 0 where there is none. */
  readonly header: number;
}

/** How lines are cut into cells, and numbers written. */
interface Shape {
  readonly delimiter: Delimiter;
  /** Cells on every line. */
  readonly count: number;
  readonly mark: DecimalMark;
}

/** The first lines of a file that are more than blank, the first of them in cells too. */
export interface Sample extends Shape {
  readonly lines: readonly Line[];
  readonly first: Line;
  readonly cells: Cells;
}

/** Lines that are looked at. */
const sampled = 200;

/**
 * The delimiter, the number of cells and the columns, by the first lines; null where none is more than blank. The first
 * is a header when it names a column, or when no cell of it is a number. Without a header, or with one of unknown names, the columns are
 * told by what stands in them, unless they are given.
 * Throws the `ratingsLine` fault where the first line is neither a header nor a rating, or lacks a column that is given.
 */
export function detectDialect(source: ByteSource, columns: Columns | null): Dialect | null {
  const sample = sampleOf(source);
  return sample === null ? null : dialectOf(source.path, sample, columns);
}

/** Throws the `ratingsLine` fault where the first line is none of a ratings file. */
export function sampleOf({ path, head, headIsWhole }: ByteSource): Sample | null {
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
    const remedy =
      count === 2
        ? 'Give user, item and rating on every line; where it only matters what was chosen, give 1 for the rating.'
        : 'Give user, item and rating on every line.';
    throw faults.ratingsLine(path, first.line, columnAt(first, first.end), what, remedy);
  }
  return { lines, first, cells, delimiter, count, mark: decimalMarkOf(lines, delimiter) };
}

/** Throws the `ratingsLine` fault. */
export function dialectOf(path: string, sample: Sample, columns: Columns | null): Dialect {
  const { lines, first, cells, delimiter, count, mark } = sample;
  const shape = { delimiter, count, mark };
  const isNumber = numbersOf(first, cells, sample).map(Number.isFinite);
  if (columns !== null) {
    const last = Math.max(columns.user, columns.item, columns.rating, columns.time);
    if (last >= count) throw lacksColumn(first, count, last);
    return { ...shape, ...columns, header: isNumber[columns.rating] === true ? 0 : first.line };
  }
  const named = recognise(writtenCells(first, cells));
  const found = [named.user, named.item, named.rating].filter((column) => column !== -1).length;
  if (found === 3) return { ...shape, ...named, header: first.line };

  const isHeader = found === 0 && !isNumber.includes(true);
  const content = layoutOfContent(columnsOf(isHeader ? lines.slice(1) : lines, sample));
  if (isHeader) return { ...shape, ...content, header: first.line };
  if (isNumber[content.rating] === true) return { ...shape, ...content, header: 0 };
  if (found === 0) throw notANumber(first, cells, content.rating);
  const absent = (['user', 'item', 'rating'] as const).filter((column) => named[column] === -1);
  throw faults.ratingsLine(
    path,
    first.line,
    1,
    `The header names no column of ${absent.join(' and no column of ')}s.`,
    'Name the columns user, item and rating, or say which they are.',
  );
}

/** The cells of a line as they are written, without quotes around them. */
export function writtenCells({ bytes }: Line, { count, starts, ends }: Cells): string[] {
  return Array.from({ length: count }, (_, c) => new TextDecoder().decode(bytes.subarray(starts[c], ends[c])));
}

function lacksColumn(first: Line, count: number, last: number): Error {
  const what = `Line ${first.line} has ${count} cells, and a column ${last + 1} is asked for.`;
  return faults.ratingsLine(first.path, first.line, columnAt(first, first.end), what, 'Name columns that it has.');
}

const numbersOf = ({ bytes }: Line, { starts, ends }: Cells, { count, mark }: Shape): number[] =>
  Array.from({ length: count }, (_, c) => parseNumber(bytes, starts[c]!, ends[c]!, mark));

/** The numbers in each column of the lines that have as many cells as the first. */
function columnsOf(lines: readonly Line[], shape: Shape): number[][] {
  const cells = createCells();
  const columns = Array.from({ length: shape.count }, (): number[] => []);
  for (const line of lines) {
    if (splitCells(line.bytes, line.start, line.end, shape.delimiter, cells) !== shape.count) continue;
    numbersOf(line, cells, shape).forEach((value, c) => columns[c]!.push(value));
  }
  return columns;
}

/** A comma where numbers have one and none has a point. */
function decimalMarkOf(lines: readonly Line[], delimiter: Delimiter): DecimalMark {
  const cells = createCells();
  const written = lines.flatMap((line) => {
    splitCells(line.bytes, line.start, line.end, delimiter, cells);
    return writtenCells(line, cells);
  });
  const has = (pattern: RegExp): boolean => written.some((cell) => pattern.test(cell));
  return has(/^[+-]?\d+,\d+$/) && !has(/^[+-]?\d+\.\d+$/) ? comma : point;
}
