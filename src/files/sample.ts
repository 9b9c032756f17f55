import { faults } from '../matrix/faults';
import type { ByteSource } from './byteSource';
import { createCells, detectDelimiter, splitCells, writtenCells, type Cells } from './cells';
import { isBlankLine, placeOf, unclosedQuote, type Line } from './line';
import { commentsOf, endOfLine, type Comments } from './comments';
import { lengthOfByteOrderMark } from './lines';
import { comma, point, type DecimalMark } from './numbers';
import { endOfFirstRecord, endOfRecord, linesIn, withoutReturn, type RecordShape } from './records';

const newline = 0x0a;

/** Records at the start that are looked at, and how many more, evenly spread over the first bytes of the file. */
const [atStart, spread] = [200, 1800];

/** How lines are cut into cells, and numbers written. */
export interface Shape extends RecordShape {
  readonly mark: DecimalMark;
}

/** Records among the first bytes of a file, the first of them in cells too. */
export interface Sample extends Shape {
  readonly lines: readonly Line[];
  readonly first: Line;
  readonly cells: Cells;
  readonly comments: Comments;
}

/** Null where no line is more than blank. Throws the `ratingsLine` fault where the first line is none of a ratings file. */
export function sampleOf({ path, head, headIsWhole }: ByteSource): Sample | null {
  const start = lengthOfByteOrderMark(head);
  const opening = firstOf(path, head, start);
  if (opening === null) return null;
  if (!headIsWhole && !head.includes(newline)) throw faults.lineTooLong(path, 1);
  const { first, cells, shape, comments } = opening;
  if (shape.count === -1) throw unclosedQuote(first);
  if (shape.count < 2) {
    const what = `Line ${first.line} has 1 cell, and ratings take at least 2: a user and an item.`;
    throw faults.ratingsLine(path, first.line, placeOf(first, first.end).column, what, 'Give them on every line.');
  }
  const all = [first, ...recordsBehind(first, headIsWhole, shape)];
  const step = Math.max(1, (all.length - atStart) / spread);
  const lines = all.slice(0, atStart);
  for (let at = atStart; at < all.length; at += step) lines.push(all[Math.floor(at)]!);
  return { lines, first, cells, comments, ...shape, mark: decimalMarkOf(lines, shape) };
}

interface FirstRecord {
  readonly first: Line;
  readonly cells: Cells;
  readonly shape: RecordShape;
  readonly comments: Comments;
}

/** The first record behind blank lines and comments, and its shape: −1 cells where its quotes are never closed. */
export function firstOf(path: string, bytes: Uint8Array, from: number): FirstRecord | null {
  const cells = createCells();
  const comments = commentsOf(bytes, from);
  let line = comments.linesBefore + 1;
  for (let start = comments.end; start < bytes.length; line++) {
    const lineEnd = endOfLine(bytes, start);
    if (isBlankLine(bytes, start, withoutReturn(bytes, start, lineEnd))) {
      start = lineEnd + 1;
      continue;
    }
    const recordUntil = (recordEnd: number): FirstRecord => {
      const end = withoutReturn(bytes, start, recordEnd);
      const delimiter = detectDelimiter(bytes, start, end);
      const count = splitCells(bytes, start, end, delimiter, cells);
      return { first: { path, bytes, start, end, line }, cells, shape: { delimiter, count }, comments };
    };
    const record = recordUntil(lineEnd);
    return record.shape.count === -1 ? recordUntil(endOfFirstRecord(bytes, start, lineEnd)) : record;
  }
  return null;
}

/** The records behind the first; the last one is left out where it may go on. */
function recordsBehind({ path, bytes, end, line: firstLine, start: from }: Line, isWhole: boolean, shape: RecordShape) {
  const cells = createCells();
  const records: Line[] = [];
  let line = firstLine + linesIn(bytes, from, end) + 1;
  for (let start = endOfLine(bytes, end) + 1; start < bytes.length;) {
    const lineEnd = endOfLine(bytes, start);
    const found = endOfRecord(bytes, start, lineEnd, bytes.length, shape, cells);
    const recordEnd = found === -1 ? lineEnd : found;
    if (recordEnd === bytes.length && !isWhole) break;
    const record = { path, bytes, start, end: withoutReturn(bytes, start, recordEnd), line };
    if (!isBlankLine(bytes, record.start, record.end)) records.push(record);
    line += linesIn(bytes, lineEnd, recordEnd + 1);
    start = recordEnd + 1;
  }
  return records;
}

/** A comma where numbers have one and none has a point. */
function decimalMarkOf(lines: readonly Line[], { delimiter }: RecordShape): DecimalMark {
  const cells = createCells();
  const written = lines.flatMap((line) => {
    splitCells(line.bytes, line.start, line.end, delimiter, cells);
    return writtenCells(line, cells);
  });
  const has = (pattern: RegExp): boolean => written.some((cell) => pattern.test(cell));
  return has(/^[+-]?\d+,\d+$/) && !has(/^[+-]?\d+\.\d+$/) ? comma : point;
}
