/** What stands between the cells of a line. */
export type Delimiter = '::' | '\t' | ';' | ',' | ' ';

const quote = 0x22;
const space = 0x20;
const tab = 0x09;

/** The cells of one line, as ranges of its bytes; read into again and again. */
export interface Cells {
  count: number;
  readonly starts: number[];
  readonly ends: number[];
  /** Whether a cell stood in quotes, which its range leaves out. */
  readonly quoted: boolean[];
}

export function createCells(): Cells {
  return { count: 0, starts: [], ends: [], quoted: [] };
}

/** The first of these that stands in the line outside quotes. */
export function detectDelimiter(bytes: Uint8Array, start: number, end: number): Delimiter {
  const candidates: readonly Delimiter[] = ['::', '\t', ';', ',', ' '];
  return candidates.find((delimiter) => splitCells(bytes, start, end, delimiter, createCells()) > 1) ?? ',';
}

/**
 * Splits bytes start … end − 1 at the delimiter, outside double quotes, and returns the number of cells, or −1 where
 * a quote is never closed. Blanks around a cell are left out; between blanks, any number of them is one delimiter.
 * Source: RFC 4180, section 2.
 */
export function splitCells(bytes: Uint8Array, start: number, end: number, delimiter: Delimiter, into: Cells): number {
  const mark = delimiter.charCodeAt(0);
  const length = delimiter.length;
  const isBlank = (at: number): boolean => {
    const byte = bytes[at];
    return byte === space || (byte === tab && mark !== tab);
  };
  const isMark = (at: number): boolean =>
    bytes[at] === mark && (length === 1 || (at + 1 < end && bytes[at + 1] === mark));

  into.count = 0;
  while (end > start && isBlank(end - 1)) end--;
  for (let at = start; ; at += length) {
    while (at < end && isBlank(at)) at++;
    let cellStart = at;
    let cellEnd = at;
    let quoted = at < end && bytes[at] === quote;
    if (quoted) {
      cellEnd = closingQuote(bytes, at + 1, end);
      if (cellEnd === end) return -1;
      cellStart = at + 1;
      let next = cellEnd + 1;
      while (next < end && isBlank(next)) next++;
      // text after the closing quote: the quotes are part of what is written
      quoted = next === end || isMark(next);
      if (quoted) at = next;
      else cellStart = at;
    }
    if (!quoted) {
      while (at < end && !isMark(at)) at++;
      cellEnd = at;
      while (cellEnd > cellStart && isBlank(cellEnd - 1)) cellEnd--;
    }
    into.starts[into.count] = cellStart;
    into.ends[into.count] = cellEnd;
    into.quoted[into.count] = quoted;
    into.count++;
    if (at >= end) return into.count;
  }
}

/** The first quote from `at` on that is not doubled; `end` where there is none. */
function closingQuote(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    if (bytes[at] !== quote) continue;
    if (at + 1 === end || bytes[at + 1] !== quote) return at;
    at++;
  }
  return end;
}
