import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { ByteSource } from './byteSource';
import { createCells } from './cells';
import { endOfRecord, endOfWholeRecords, linesIn, withoutReturn, type RecordShape } from './records';

/** Bytes that are read at once: some ten milliseconds' work. */
export const pieceBytes = 1 << 21;
/** The longest line that is read. */
const longestLine = 1 << 20;
const newline = 0x0a;

/**
 * One line of a file, or the lines of a record, without its end: bytes start … end − 1, valid until the call returns.
 */
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

/** What reads the lines of a file. */
export interface Readers {
  readonly read: LineReader;
  readonly bulk: BulkReader | null;
  /** Lines that quotes keep together are one record of this shape; null: every line is for itself. */
  readonly shape: RecordShape | null;
}

/** Lines of a file that follow each other, with the whole of every record. */
export interface Piece {
  /** The lines are bytes start … end − 1, each with its line feed, which the last of the file is given. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** The line behind is too long to be read. */
  readonly isCutOff: boolean;
}

/** Room for the bytes of a piece, of which `bytesAtOnce` are read at once. */
export const roomOfPiece = (bytesAtOnce: number): number => bytesAtOnce + longestLine + 1;

/**
 * The lines of a text in pieces, without a byte order mark; progress is reported in bytes, each time that a piece is
 * done with. `room` gives where the next piece may be put, as long as `roomOfPiece`, which may be where the last one was.
 * Throws the faults of the source, and when cancelled.
 */
export async function* piecesOf(
  source: ByteSource,
  control: Control,
  room: () => Uint8Array,
  shape: RecordShape | null,
  bytesAtOnce = pieceBytes,
): AsyncGenerator<Piece> {
  let start = lengthOfByteOrderMark(source.head);
  let rest: Uint8Array = new Uint8Array(0);
  let bytes = room();
  for (;;) {
    control.checkpoint();
    bytes.set(rest);
    const bytesRead = await source.read(bytes.subarray(0, rest.length + bytesAtOnce), rest.length);
    let filled = rest.length + bytesRead;
    // What is left at the end of the file is a line of its own.
    if (bytesRead === 0 && filled > start) bytes[filled++] = newline;
    const lastEnd = filled === 0 ? 0 : bytes.lastIndexOf(newline, filled - 1) + 1;
    const isLast = bytesRead === 0 || shape === null;
    const whole = isLast ? lastEnd : endOfWholeRecords(bytes, start, lastEnd, filled, shape);
    const end = whole > start ? whole : 0;
    rest = bytes.subarray(end, filled);
    const isCutOff = rest.length >= longestLine;
    if (end > start || isCutOff) {
      yield { bytes, start, end, isCutOff };
      start = 0;
      bytes = room();
    }
    control.report({ phase: 'reading', done: source.done(), total: source.size, points: [] });
    if (bytesRead === 0) return;
  }
}

/**
 * Reads a text line by line in pieces, without a byte order mark, and reports progress in bytes. Lines end at a
 * line feed, with or without a carriage return, and count from 1.
 * Throws the `binaryFile` and `lineTooLong` faults, those of the source, and when cancelled.
 */
export async function readLines(source: ByteSource, control: Control, readers: Readers): Promise<void> {
  checkText(source);
  const buffer = new Uint8Array(roomOfPiece(pieceBytes));
  let line = 1;
  for await (const piece of piecesOf(source, control, () => buffer, readers.shape)) {
    line = readPiece(piece, line, readers, () => control.checkpoint());
    if (piece.isCutOff) throw faults.lineTooLong(source.path, line);
  }
}

/** Throws the `binaryFile` fault where NUL bytes near its start say that a file is not text. */
export function checkText({ path, head }: ByteSource): void {
  if (head.subarray(0, 8192).includes(0)) throw faults.binaryFile(path);
}

/** Reads the lines of a piece, the first of which is number `line`; the number of the line behind. */
export function readPiece(
  { bytes, start, end }: Piece,
  line: number,
  { read, bulk, shape }: Readers,
  checkpoint: () => void,
): number {
  const place: Place = { at: start, line };
  const cells = createCells();
  let singly = 0;
  while (place.at < end) {
    bulk?.(bytes, place, end);
    if (place.at >= end) break;
    const { at } = place;
    const lineEnd = bytes.indexOf(newline, at);
    const found = shape === null ? lineEnd : endOfRecord(bytes, at, lineEnd, end, shape, cells);
    const recordEnd = found === -1 ? lineEnd : found;
    read(bytes, at, withoutReturn(bytes, at, recordEnd), place.line);
    place.line += linesIn(bytes, lineEnd, recordEnd + 1);
    place.at = recordEnd + 1;
    if (++singly % 10_000 === 0) checkpoint();
  }
  return place.line;
}

/** 3 where the bytes begin with the mark of UTF-8, else 0. */
export function lengthOfByteOrderMark(bytes: Uint8Array): number {
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
    lines.push({ start, end: withoutReturn(head, start, end) });
    start = end + 1;
  }
  return lines;
}
