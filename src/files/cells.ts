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

/** Cells of no line yet. */
export function createCells(): Cells {
  return { count: 0, starts: [], ends: [], quoted: [] };
}

/** The first of these that stands in the line outside quotes. */
export function detectDelimiter(bytes: Uint8Array, start: number, end: number): Delimiter {
  const candidates: readonly Delimiter[] = ['::', '\t', ';', ',', ' '];
  const outside = outsideQuotes(bytes, start, end);
  const cells = createCells();
  return (
    candidates.find((one) => outside.includes(one) && splitCells(bytes, start, end, one, cells) !== 1) ??
    candidates.find((one) => splitCells(bytes, start, end, one, cells) > 1) ??
    ','
  );
}

/** What stands outside quotes, which may be nothing where one is a character like any other. */
function outsideQuotes(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(start, end)).replaceAll(/"[^"]*("|$)/g, '""');
}

/**
 * Splits bytes start … end − 1 at the delimiter, outside double quotes, and returns the number of cells, or −1 where
 * a quote is never closed. Blanks around a cell are left out; where the delimiter is a blank, any number of them is
 * one. Quotes with text after the closing one are part of what is written.
 * Source: RFC 4180, section 2.
 */
export function splitCells(bytes: Uint8Array, start: number, end: number, delimiter: Delimiter, into: Cells): number {
  const mark = delimiter.charCodeAt(0);
  const second = delimiter.length === 2;
  const blankTab = mark === tab ? space : tab;

  into.count = 0;
  while (end > start && (bytes[end - 1] === space || bytes[end - 1] === blankTab)) end--;
  for (let at = start; ; at += delimiter.length) {
    while (at < end && (bytes[at] === space || bytes[at] === blankTab)) at++;
    let cellStart = at;
    let cellEnd = at;
    let quoted = at < end && bytes[at] === quote;
    if (quoted) {
      cellEnd = closingQuote(bytes, at + 1, end);
      if (cellEnd === end) return -1;
      let next = cellEnd + 1;
      while (next < end && (bytes[next] === space || bytes[next] === blankTab) && bytes[next] !== mark) next++;
      quoted = next === end || (bytes[next] === mark && (!second || bytes[next + 1] === mark));
      if (quoted) {
        cellStart = at + 1;
        at = next;
      }
    }
    if (!quoted) {
      while (at < end && !(bytes[at] === mark && (!second || (at + 1 < end && bytes[at + 1] === mark)))) at++;
      cellEnd = at;
      while (cellEnd > cellStart && (bytes[cellEnd - 1] === space || bytes[cellEnd - 1] === blankTab)) cellEnd--;
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

/** The cells of a record as they are written, without quotes around them. */
export function writtenCells(
  { bytes }: { readonly bytes: Uint8Array },
  { count, starts, ends, quoted }: Cells,
): string[] {
  return Array.from({ length: count }, (_, c) => {
    const text = new TextDecoder().decode(bytes.subarray(starts[c], ends[c]));
    return quoted[c] === true ? text.replaceAll('""', '"') : text;
  });
}
