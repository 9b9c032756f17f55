import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { Cells } from './cells';

/** A line and where it stands, for what is said of it. */
export interface Line {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

export function wrongCount(text: Line, cells: Cells, count: number, expected: number): Fault {
  if (count === -1) return unclosedQuote(text);
  const place = count > expected ? cells.starts[expected]! : text.end;
  return faults.ratingsLine(
    text.path,
    text.line,
    columnAt(text, place),
    `Line ${text.line} has ${count} ${count === 1 ? 'cell' : 'cells'}, and the first has ${expected}.`,
    'Give every line as many cells as the first.',
  );
}

export function unclosedQuote(text: Line): Fault {
  const what = `Line ${text.line} has a quote that is never closed.`;
  return faults.ratingsLine(text.path, text.line, 1, what, 'Close it on the same line.');
}

export function notANumber(text: Line, cells: Cells, column: number): Fault {
  const start = cells.starts[column]!;
  const written = new TextDecoder().decode(text.bytes.subarray(start, cells.ends[column]));
  const shown = written.length > 20 ? `${written.slice(0, 20)}…` : written;
  const what =
    written === '' ? `Line ${text.line} has no rating.` : `The rating ${shown} on line ${text.line} is not a number.`;
  return faults.ratingsLine(text.path, text.line, columnAt(text, start), what, 'Give a finite number, such as 3.5.');
}

export function noId(text: Line, cells: Cells, column: number, what: string): Fault {
  const { path, line } = text;
  const place = columnAt(text, cells.starts[column]!);
  return faults.ratingsLine(path, line, place, `Line ${line} has no ${what}.`, 'Give an id there.');
}

/** The column of a byte of the line, in UTF-16 units from 1. */
export function columnAt({ bytes, start }: Line, at: number): number {
  return new TextDecoder().decode(bytes.subarray(start, at)).length + 1;
}

export function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}
