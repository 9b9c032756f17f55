import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Cells } from './cells';

/** A line, or the lines of a record, and where it begins, for what is said of it. */
export interface Line {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** The fault of a line with more or fewer cells than expected. */
export function wrongCount(text: Line, cells: Cells, count: number, expected: number): Fault {
  if (count === -1) return unclosedQuote(text);
  const { line, column } = placeOf(text, count > expected ? cells.starts[expected]! : text.end);
  return faults.ratingsLine(
    text.path,
    line,
    column,
    `Line ${line} has ${count} ${count === 1 ? 'cell' : 'cells'}, and the first has ${expected}.`,
    'Give every line as many cells as the first.',
  );
}

/** The fault of a line whose quotation mark does not close. */
export function unclosedQuote(text: Line): Fault {
  const what = `Line ${text.line} has a quote that is never closed, or leaves other cells than the first line has.`;
  return faults.ratingsLine(text.path, text.line, 1, what, 'Close it, and double quotes that are part of a cell.');
}

/** The fault of a cell, by its column from 0, that should be a number. */
export function notANumber(text: Line, cells: Cells, column: number): Fault {
  const start = cells.starts[column]!;
  const place = placeOf(text, start);
  const written = new TextDecoder().decode(text.bytes.subarray(start, cells.ends[column]));
  const shown = written.length > 20 ? `${written.slice(0, 20)}…` : written;
  const what =
    written === '' ? `Line ${place.line} has no rating.` : `The rating ${shown} on line ${place.line} is not a number.`;
  return faults.ratingsLine(text.path, place.line, place.column, what, 'Give a finite number, such as 3.5.');
}

/** The fault of an empty cell, by its column from 0, that should hold an id. */
export function noId(text: Line, cells: Cells, column: number, what: string): Fault {
  const place = placeOf(text, cells.starts[column]!);
  const message = `Line ${place.line} has no ${what}.`;
  return faults.ratingsLine(text.path, place.line, place.column, message, 'Give an id there.');
}

/** The line of a byte of a record, and its column in UTF-16 units from 1. */
export function placeOf({ bytes, start, line }: Line, at: number): { line: number; column: number } {
  const before = new TextDecoder().decode(bytes.subarray(start, at));
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: line + before.split('\n').length - 1, column: before.length - lineStart + 1 };
}

/** Whether the bytes from `start` to `end` are blanks alone. */
export function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}
