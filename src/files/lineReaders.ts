import { Fault } from '../matrix/fault';
import { createCells, splitCells, type Cells } from './cells';
import type { Collector } from './collector';
import type { Dialect } from './dialect';
import type { IdTable } from './idTable';
import { isBlankLine, noId, notANumber, wrongCount, type Line } from './line';
import type { BulkReader, Readers } from './lines';
import { comma, parseNumber, point } from './numbers';
import { plainReader } from './plainLines';
import { parseDate } from './times';

const quote = 0x22;

/** All that decides what a line says. */
export interface Manner {
  readonly path: string;
  readonly dialect: Dialect;
  readonly keepTimes: boolean;
}

/** Readers of the lines of a dialect into a collector, the second of which reads what is plain the quick way. */
export function lineReaders(
  { path, dialect, keepTimes }: Manner,
  collector: Collector,
  onBroken: (fault: Fault, line: Line) => void,
): Readers & { readonly bulk: BulkReader } {
  const cells = createCells();
  const plain = plainReader(dialect, collector, keepTimes);
  return {
    shape: dialect,
    read: (bytes, start, end, line) => {
      if (line <= dialect.linesBefore || isBlankLine(bytes, start, end)) return;
      const text = { path, bytes, start, end, line };
      try {
        readLine(text, dialect, cells, collector, keepTimes);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        onBroken(error, text);
      }
    },
    bulk: (bytes, place, end) => {
      if (place.line > dialect.linesBefore) plain(bytes, place, end);
    },
  };
}

/** One line in any spelling. */
function readLine(text: Line, dialect: Dialect, cells: Cells, collector: Collector, keepTimes: boolean): void {
  const { bytes, start, end } = text;
  const count = splitCells(bytes, start, end, dialect.delimiter, cells);
  if (count !== dialect.count) throw wrongCount(text, cells, count, dialect.count);
  const { user, item, rating, time } = dialect;
  const value = rating === -1 ? 1 : ratingIn(bytes, cells.starts[rating]!, cells.ends[rating]!, dialect);
  if (Number.isNaN(value)) throw notANumber(text, cells, rating);
  for (const [column, what] of [
    [user, 'user'],
    [item, 'item'],
  ] as const)
    if (cells.starts[column] === cells.ends[column]) throw noId(text, cells, column, what);
  const seconds = keepTimes && time !== -1 ? parseTime(text, cells, time) : Number.NaN;
  collector.add(idOf(collector.users, text, cells, user), idOf(collector.items, text, cells, item), value, seconds);
}

/** With either decimal mark where neither stands between cells: the first lines may not show which the file has. */
function ratingIn(bytes: Uint8Array, start: number, end: number, { mark, delimiter }: Dialect): number {
  const value = parseNumber(bytes, start, end, mark);
  return Number.isNaN(value) && delimiter !== ','
    ? parseNumber(bytes, start, end, mark === point ? comma : point)
    : value;
}

/** The index of the id in a cell; a doubled quote inside quotes is one. */
function idOf(table: IdTable, text: Line, cells: Cells, column: number): number {
  const start = cells.starts[column]!;
  const end = cells.ends[column]!;
  if (cells.quoted[column] !== true || !has(quote, text.bytes, start, end))
    return table.indexOf(text.bytes, start, end);
  const written = new TextDecoder().decode(text.bytes.subarray(start, end));
  const bytes = new TextEncoder().encode(written.replaceAll('""', '"'));
  return table.indexOf(bytes, 0, bytes.length);
}

function has(byte: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return true;
  return false;
}

/** A time as a number, or as a date of ISO 8601, which becomes milliseconds since 1970; NaN where it is neither. */
function parseTime({ bytes }: Line, cells: Cells, column: number): number {
  const number = parseNumber(bytes, cells.starts[column]!, cells.ends[column]!);
  if (!Number.isNaN(number)) return number;
  return parseDate(new TextDecoder().decode(bytes.subarray(cells.starts[column], cells.ends[column])));
}
