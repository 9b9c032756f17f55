import { createHash } from 'node:crypto';
import { faults } from '../matrix/faults';
import type { Fault } from '../matrix/fault';
import type { Ratings } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { createCells, detectDelimiter, splitCells, type Cells, type Delimiter } from './cells';
import { lastOfEachPair } from './duplicates';
import { IndexList, NumberList } from './growable';
import { recognise, usualLayout, type Layout } from './header';
import { IdTable } from './idTable';
import { readLines, type LineReader } from './lines';
import { parseNumber } from './numbers';

/** How a file writes its lines, as its first line shows. */
interface Dialect extends Layout {
  readonly delimiter: Delimiter;
  /** Cells on every line. */
  readonly count: number;
}

/**
 * Reads lines of user, item and rating, and whatever follows, between commas, tabs, semicolons, `::` or blanks, with
 * or without a header that names the columns. Ids are kept as written. Where a user rated an item twice, the last
 * rating counts, and `duplicates` says how many did not. `sha256` is that of the file's bytes, in hexadecimal.
 * Throws `ratingsLine` with the place of the first line that cannot be read, `noRatings`, `binaryFile`, `cannotRead`,
 * and when cancelled.
 */
export async function readRatings(
  path: string,
  control: Control,
): Promise<{ ratings: Ratings; duplicates: number; sha256: string }> {
  const users = new IdTable();
  const items = new IdTable();
  const rows = new IndexList();
  const columns = new IndexList();
  const values = new NumberList();
  const cells = createCells();
  const hash = createHash('sha256');
  let dialect: Dialect | null = null;

  const readLine: LineReader = (bytes, start, end, line) => {
    if (isBlankLine(bytes, start, end)) return;
    const text: Line = { path, bytes, start, end, line };
    if (dialect === null) {
      const first = readFirstLine(text, cells);
      dialect = first.dialect;
      if (first.isHeader) return;
    }
    const count = splitCells(bytes, start, end, dialect.delimiter, cells);
    if (count !== dialect.count) throw wrongCount(text, cells, count, dialect);
    const { user, item, rating } = dialect;
    const value = parseNumber(bytes, cells.starts[rating]!, cells.ends[rating]!);
    if (Number.isNaN(value)) throw notANumber(text, cells, rating);
    rows.push(idOf(users, text, cells, user, 'user'));
    columns.push(idOf(items, text, cells, item, 'item'));
    values.push(value);
  };
  await readLines(path, control, readLine, (bytes) => hash.update(bytes));

  if (values.length === 0) throw faults.noRatings(path);
  const all = {
    rows: users.size,
    columns: items.size,
    rowIndex: rows.toArray(),
    columnIndex: columns.toArray(),
    values: values.toArray(),
  };
  const kept = lastOfEachPair(all);
  return {
    ratings: { ...kept, userIds: users.toStrings(), itemIds: items.toStrings() },
    duplicates: all.values.length - kept.values.length,
    sha256: hash.digest('hex'),
  };
}

/** A line and where it stands, for what is said of it. */
interface Line {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * The delimiter, the number of cells and the columns, by the first line that is not blank. It is a header when it
 * names a column, or when no cell of it is a number.
 */
function readFirstLine(text: Line, cells: Cells): { dialect: Dialect; isHeader: boolean } {
  const { bytes, start, end, path, line } = text;
  const delimiter = detectDelimiter(bytes, start, end);
  const count = splitCells(bytes, start, end, delimiter, cells);
  if (count === -1) throw unclosedQuote(text);
  if (count < 3) {
    const what = `Line ${line} has ${count} ${count === 1 ? 'cell' : 'cells'}, and ratings take at least 3.`;
    throw faults.ratingsLine(path, line, columnAt(text, end), what, 'Give user, item and rating on every line.');
  }
  const decode = (c: number): string => new TextDecoder().decode(bytes.subarray(cells.starts[c], cells.ends[c]));
  const written = Array.from({ length: count }, (_, c) => decode(c));
  const numbers = written.map((_, c) => parseNumber(bytes, cells.starts[c]!, cells.ends[c]!));
  const named = recognise(written);
  const found = [named.user, named.item, named.rating].filter((column) => column !== -1).length;
  const shape = { delimiter, count };
  if (found === 3) return { dialect: { ...shape, ...named }, isHeader: true };
  if (!Number.isNaN(numbers[usualLayout.rating]!)) return { dialect: { ...shape, ...usualLayout }, isHeader: false };
  if (found === 0 && numbers.every(Number.isNaN)) return { dialect: { ...shape, ...usualLayout }, isHeader: true };
  if (found === 0) throw notANumber(text, cells, usualLayout.rating);
  const absent = (['user', 'item', 'rating'] as const).filter((column) => named[column] === -1);
  throw faults.ratingsLine(
    path,
    line,
    1,
    `The header names no column of ${absent.join(' and no column of ')}s.`,
    'Name the columns user, item and rating.',
  );
}

/** The index of the id in a cell; a doubled quote inside quotes is one. */
function idOf(table: IdTable, text: Line, cells: Cells, column: number, what: string): number {
  const start = cells.starts[column]!;
  const end = cells.ends[column]!;
  if (start === end) {
    const { path, line } = text;
    throw faults.ratingsLine(path, line, columnAt(text, start), `Line ${line} has no ${what}.`, 'Give an id there.');
  }
  if (!cells.quoted[column]) return table.indexOf(text.bytes, start, end);
  const written = new TextDecoder().decode(text.bytes.subarray(start, end));
  const bytes = new TextEncoder().encode(written.replaceAll('""', '"'));
  return table.indexOf(bytes, 0, bytes.length);
}

function wrongCount(text: Line, cells: Cells, count: number, dialect: Dialect): Fault {
  if (count === -1) return unclosedQuote(text);
  const place = count > dialect.count ? cells.starts[dialect.count]! : text.end;
  return faults.ratingsLine(
    text.path,
    text.line,
    columnAt(text, place),
    `Line ${text.line} has ${count} ${count === 1 ? 'cell' : 'cells'}, and the first has ${dialect.count}.`,
    'Give every line as many cells as the first.',
  );
}

function unclosedQuote(text: Line): Fault {
  const what = `Line ${text.line} has a quote that is never closed.`;
  return faults.ratingsLine(text.path, text.line, 1, what, 'Close it on the same line.');
}

function notANumber(text: Line, cells: Cells, column: number): Fault {
  const start = cells.starts[column]!;
  const written = new TextDecoder().decode(text.bytes.subarray(start, cells.ends[column]));
  const shown = written.length > 20 ? `${written.slice(0, 20)}…` : written;
  const what =
    written === '' ? `Line ${text.line} has no rating.` : `The rating ${shown} on line ${text.line} is not a number.`;
  return faults.ratingsLine(text.path, text.line, columnAt(text, start), what, 'Give a finite number, such as 3.5.');
}

/** The column of a byte of the line, in UTF-16 units from 1. */
function columnAt({ bytes, start }: Line, at: number): number {
  return new TextDecoder().decode(bytes.subarray(start, at)).length + 1;
}

function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}
