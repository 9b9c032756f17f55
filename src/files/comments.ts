import { createCells, splitCells, writtenCells, type Delimiter } from './cells';
import { isBlankLine } from './line';
import { withoutReturn } from './records';

const newline = 0x0a;
/** `#`, as NumPy and SNAP begin a comment, and `%`, as KONECT and MATLAB do. */
const commentMarks: readonly (number | undefined)[] = [0x23, 0x25];

/** The comments above the first record. */
export interface Comments {
  readonly linesBefore: number;
  /** Where the line behind them begins. */
  readonly end: number;
  /** What the last of them would name the columns. */
  readonly namesBetween: (delimiter: Delimiter) => readonly string[];
}

/**
 * The lines at the beginning of a text that begin with one mark of comments, and blank ones among them. Where no other
 * line follows, none is a comment: ids may begin with a mark too.
 */
export function commentsOf(bytes: Uint8Array, from: number): Comments {
  const none: Comments = { linesBefore: 0, end: from, namesBetween: () => [] };
  let last: { start: number; end: number } | null = null;
  let [linesBefore, end] = [0, from];
  for (let start = from, line = 1; start < bytes.length; line++) {
    const lineEnd = endOfLine(bytes, start);
    const textEnd = withoutReturn(bytes, start, lineEnd);
    if (commentMarks.includes(bytes[start])) {
      last = { start: start + 1, end: textEnd };
      [linesBefore, end] = [line, Math.min(lineEnd + 1, bytes.length)];
    } else if (!isBlankLine(bytes, start, textEnd)) {
      const named = last;
      if (named === null) return none;
      return { linesBefore, end, namesBetween: (delimiter) => cellsBetween(bytes, named, delimiter) };
    }
    start = lineEnd + 1;
  }
  return none;
}

function cellsBetween(bytes: Uint8Array, line: { start: number; end: number }, delimiter: Delimiter): string[] {
  const cells = createCells();
  return splitCells(bytes, line.start, line.end, delimiter, cells) < 1 ? [] : writtenCells({ bytes }, cells);
}

/** Where the line feed of the line stands that byte `start` is in, or the end of the bytes. */
export function endOfLine(bytes: Uint8Array, start: number): number {
  const found = bytes.indexOf(newline, start);
  return found === -1 ? bytes.length : found;
}
