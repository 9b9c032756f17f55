import { faults } from '../matrix/faults';
import type { Columns } from '../protocol/ratingsFile';
import type { ByteSource } from './byteSource';
import { createCells, splitCells, writtenCells, type Cells } from './cells';
import { isTold, layoutOfContent, recognise, type Layout } from './header';
import { notANumber, placeOf, type Line } from './line';
import { parseNumber } from './numbers';
import { linesIn } from './records';
import { sampleOf, type Sample, type Shape } from './sample';
import { parseDate } from './times';

/** How a file writes its lines, as its first ones show. */
export interface Dialect extends Layout, Shape {
  readonly hasHeader: boolean;
  /** Lines before the first that may be a rating: comments and the header. */
  readonly linesBefore: number;
}

/**
 * The delimiter, the number of cells and the columns, by the first lines; null where none is more than blank. The first
 * is a header when it names a column, or when no cell of it is a number; so is a comment above it that names all that is needed. Without a header, or with one of unknown names, the columns are
 * told by what stands in them, unless they are given.
 * Throws the `ratingsLine` fault where the first line is neither a header nor a rating, or lacks a column that is given.
 */
export function detectDialect(source: ByteSource, columns: Columns | null): Dialect | null {
  const sample = sampleOf(source);
  return sample === null ? null : dialectOf(source.path, sample, columns);
}

/** Throws the `ratingsLine` fault. */
export function dialectOf(path: string, sample: Sample, columns: Columns | null): Dialect {
  const { lines, first, cells, delimiter, count, mark, comments } = sample;
  const shape = { delimiter, count, mark };
  const beginning = { hasHeader: false, linesBefore: comments.linesBefore };
  const header = { hasHeader: true, linesBefore: first.line + linesIn(first.bytes, first.start, first.end) };
  const isNumber = numbersOf(first, cells, sample).map(Number.isFinite);
  const named = recognise(writtenCells(first, cells));
  const behind = columnsOf(lines.slice(1), sample);
  // Nothing but ids may stand on a line: the first is a header if it alone has no number where the others have one.
  const isAboveNumbers = behind.some((own, c) => isNumber[c] === false && own.length > 0 && own.every(Number.isFinite));
  if (columns !== null) {
    const last = Math.max(columns.user, columns.item, columns.rating, columns.time);
    if (last >= count) throw lacksColumn(first, count, last);
    const isNamed = [named.user, named.item].some((column) => column !== -1);
    const isHeader = columns.rating === -1 ? isNamed || isAboveNumbers : isNumber[columns.rating] !== true;
    return { ...shape, ...columns, ...(isHeader ? header : beginning) };
  }
  if (isTold(named, count)) return { ...shape, ...named, ...header };
  const commented = recognise(comments.namesBetween(delimiter));
  if (isTold(commented, count)) return { ...shape, ...commented, ...beginning };

  const found = [named.user, named.item, named.rating].filter((column) => column !== -1).length;
  const hasNoNumber = found === 0 && !isNumber.includes(true);
  const content = layoutOfContent(hasNoNumber ? behind : columnsOf(lines, sample));
  if (found === 0 && content.rating === -1) return { ...shape, ...content, ...(isAboveNumbers ? header : beginning) };
  if (hasNoNumber) return { ...shape, ...content, ...header };
  if (found === 0 && isNumber[content.rating] === true) return { ...shape, ...content, ...beginning };
  if (found === 0) throw notANumber(first, cells, content.rating);
  const absent = (['user', 'item', 'rating'] as const).filter((column) => named[column] === -1);
  throw faults.ratingsLine(
    path,
    first.line,
    1,
    `The header names no column of ${absent.map((one) => `${one}s`).join(' and no column of ')}.`,
    'Name the columns user, item and rating, or say which they are.',
  );
}

function lacksColumn(first: Line, count: number, last: number): Error {
  const what = `Line ${first.line} has ${count} cells, and a column ${last + 1} is asked for.`;
  return faults.ratingsLine(
    first.path,
    first.line,
    placeOf(first, first.end).column,
    what,
    'Name columns that it has.',
  );
}

const numbersOf = ({ bytes }: Line, { starts, ends }: Cells, { count, mark }: Shape): number[] =>
  Array.from({ length: count }, (_, c) => parseNumber(bytes, starts[c]!, ends[c]!, mark));

/** The numbers and dates in each column of the lines that have as many cells as the first. */
function columnsOf(lines: readonly Line[], shape: Shape): number[][] {
  const cells = createCells();
  const columns = Array.from({ length: shape.count }, (): number[] => []);
  for (const line of lines) {
    if (splitCells(line.bytes, line.start, line.end, shape.delimiter, cells) !== shape.count) continue;
    const written = writtenCells(line, cells);
    numbersOf(line, cells, shape).forEach((value, c) =>
      columns[c]!.push(Number.isNaN(value) ? parseDate(written[c]!) : value),
    );
  }
  return columns;
}
