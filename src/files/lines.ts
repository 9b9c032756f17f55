import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { ByteSource } from './byteSource';

/** Bytes that are read at once: some ten milliseconds' work. */
const chunkBytes = 1 << 21;
/** The longest line that is read. */
const longestLine = 1 << 20;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** One line of a file, without its end: bytes start … end − 1, valid until the call returns. */
export type LineReader = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/** Where reading stands: the first byte, and the first line, that are not yet read. */
export interface Place {
  at: number;
  line: number;
}

/**
 * Reads as many whole lines as it can from bytes place.at … end − 1, which end with a line feed, and moves `place`
 * behind them: the lines it leaves are read one by one.
 */
export type BulkReader = (bytes: Uint8Array, place: Place, end: number) => void;

/**
 * Reads a text line by line in chunks, without a byte order mark, and reports progress in bytes. Lines end at a
 * line feed, with or without a carriage return, and count from 1.
 * Throws the `binaryFile` and `lineTooLong` faults, those of the source, and when cancelled.
 */
export async function readLines(
  source: ByteSource,
  control: Control,
  read: LineReader,
  bulk: BulkReader | null = null,
): Promise<void> {
  const { path, head } = source;
  checkText(source);
  const buffer = new Uint8Array(chunkBytes + longestLine);
  const place: Place = { at: 0, line: 1 };
  let kept = 0;
  let isFirst = true;
  for (;;) {
    control.checkpoint();
    if (kept >= longestLine) throw faults.lineTooLong(path, place.line);
    const bytesRead = await source.read(buffer, kept);
    const filled = kept + bytesRead;
    place.at = isFirst ? lengthOfByteOrderMark(head) : 0;
    isFirst = false;
    const last = filled === 0 ? -1 : buffer.lastIndexOf(newline, filled - 1);
    readWhole(buffer, place, last + 1, read, bulk, control);
    // What is left at the end of the file is a line of its own.
    if (bytesRead === 0) {
      if (place.at < filled) readOne(buffer, place, filled, read);
      control.report({ phase: 'reading', done: source.done(), total: source.size, points: [] });
      return;
    }
    control.report({ phase: 'reading', done: source.done(), total: source.size, points: [] });
    buffer.copyWithin(0, place.at, filled);
    kept = filled - place.at;
  }
}

/** Throws the `binaryFile` fault where NUL bytes near its start say that a file is not text. */
export function checkText({ path, head }: ByteSource): void {
  if (head.subarray(0, 8192).includes(0)) throw faults.binaryFile(path);
}

/** Every line before `end`, which is behind a line feed. */
function readWhole(
  buffer: Uint8Array,
  place: Place,
  end: number,
  read: LineReader,
  bulk: BulkReader | null,
  control: Control,
): void {
  let singly = 0;
  while (place.at < end) {
    bulk?.(buffer, place, end);
    if (place.at >= end) return;
    readOne(buffer, place, buffer.indexOf(newline, place.at), read);
    place.at++;
    if (++singly % 10_000 === 0) control.checkpoint();
  }
}

/** The line from place.at to `end`; `place` is then at its end. */
function readOne(buffer: Uint8Array, place: Place, end: number, read: LineReader): void {
  const { at } = place;
  read(buffer, at, end > at && buffer[end - 1] === carriageReturn ? end - 1 : end, place.line++);
  place.at = end;
}

function lengthOfByteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** The lines in the first bytes of a file, the last one left out where it may go on. */
export function headLines(head: Uint8Array, isWhole: boolean, most: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = lengthOfByteOrderMark(head);
  while (start < head.length && lines.length < most) {
    const found = head.indexOf(newline, start);
    if (found === -1 && !isWhole && lines.length > 0) break;
    const end = found === -1 ? head.length : found;
    lines.push({ start, end: end > start && head[end - 1] === carriageReturn ? end - 1 : end });
    start = end + 1;
  }
  return lines;
}
