import { createCells, splitCells, type Cells, type Delimiter } from './cells';

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** A record that has line feeds in its quotes is at most so long; a quote open for longer was never closed. */
const longestRecord = 1 << 18;

/** How many cells a record has, and what stands between them. */
export interface RecordShape {
  readonly delimiter: Delimiter;
  readonly count: number;
}

/** The end of a line without its carriage return, where it has one. */
export const withoutReturn = (bytes: Uint8Array, start: number, end: number): number =>
  end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;

/**
 * Where the record ends that begins at `start`: at the line feed at `lineEnd`, or, where that stands in a quoted cell, at
 * the one that ends the line on which the record is whole. A quote that is closed nowhere, or leaves other than `count`
 * cells, is a slip of its line alone. −1 where the bytes before `end` are too few to tell.
 * Source: RFC 4180, section 2, rule 6.
 */
export function endOfRecord(
  bytes: Uint8Array,
  start: number,
  lineEnd: number,
  end: number,
  { delimiter, count }: RecordShape,
  cells: Cells,
): number {
  if (quotesIn(bytes, start, lineEnd) % 2 === 0) return lineEnd;
  if (splitCells(bytes, start, withoutReturn(bytes, start, lineEnd), delimiter, cells) !== -1) return lineEnd;
  const within = bytes.subarray(0, Math.min(end, start + longestRecord));
  for (let at = lineEnd; ;) {
    const closing = within.indexOf(quote, at);
    const next = closing === -1 ? -1 : within.indexOf(newline, closing);
    if (next === -1) return start + longestRecord <= end ? lineEnd : -1;
    const found = splitCells(bytes, start, withoutReturn(bytes, start, next), delimiter, cells);
    if (found !== -1) return found === count && areQuoted(bytes, cells) ? next : lineEnd;
    at = next;
  }
}

/**
 * The end of the first record, whose shape is not known yet: of the first line on which as many quotes were closed as
 * opened, or else of the line itself.
 */
export function endOfFirstRecord(bytes: Uint8Array, start: number, lineEnd: number): number {
  const within = bytes.subarray(0, start + longestRecord);
  let quotes = quotesIn(bytes, start, lineEnd);
  for (let end = lineEnd; quotes % 2 === 1;) {
    const next = within.indexOf(newline, end + 1);
    if (next === -1) return lineEnd;
    quotes += quotesIn(bytes, end, next);
    if (quotes % 2 === 0) return next;
    end = next;
  }
  return lineEnd;
}

/** Where the last whole record of bytes start … end − 1, which end with a line feed, ends; more bytes follow up to `filled`. */
export function endOfWholeRecords(
  bytes: Uint8Array,
  start: number,
  end: number,
  filled: number,
  shape: RecordShape,
): number {
  const cells = createCells();
  for (let at = start; at < end;) {
    const found = bytes.subarray(0, end).indexOf(quote, at);
    if (found === -1) return end;
    // A record begins where the line does that has the first quote behind the last record.
    const first = Math.max(at, bytes.lastIndexOf(newline, found) + 1);
    const recordEnd = endOfRecord(bytes, first, bytes.indexOf(newline, found), filled, shape, cells);
    if (recordEnd === -1 || recordEnd >= end) return first;
    at = recordEnd + 1;
  }
  return end;
}

/** How many lines end in the bytes from `start` to `end`. */
export function linesIn(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline, start); at !== -1 && at < end; at = bytes.indexOf(newline, at + 1)) lines++;
  return lines;
}

function quotesIn(bytes: Uint8Array, start: number, end: number): number {
  let quotes = 0;
  for (let at = start; at < end; at++) if (bytes[at] === quote) quotes++;
  return quotes;
}

/** Whether every line feed stands in quotes. */
function areQuoted(bytes: Uint8Array, { count, starts, ends, quoted }: Cells): boolean {
  for (let c = 0; c < count; c++)
    if (quoted[c] !== true && bytes.subarray(starts[c], ends[c]).includes(newline)) return false;
  return true;
}
