import type { Range } from '../../matrix/block';
import { DecimalEnd, scanDecimal } from '../decimal';
import { AsciiWindow } from './asciiWindow';
import { FieldTable } from './fieldTable';
import { addPlainFields } from './plainFields';

/** What divides fields. A space stands for any run of blanks. */
export const delimiters = [',', ';', '\t', '|', ' '] as const;
export type Delimiter = (typeof delimiters)[number];

const [tab, lineFeed, carriageReturn, space, quote, hash, bar] = [9, 10, 13, 32, 34, 35, 124] as const;

/**
 * The records of text[start] … text[end] by RFC 4180, with # comments, blank lines and (between bars) ruled lines
 * passed over; plain decimals are read on the way. A quotation mark that is never closed is a character like any other.
 */
export function parseRecords(text: string, start: number, end: number, delimiter: Delimiter): FieldTable {
  const scan = new FieldScan(text, end, delimiter);
  const delimiterCode = delimiter.charCodeAt(0);
  const table = new FieldTable(expectedFields(text, start, end, delimiterCode));
  const window = new AsciiWindow(text, end);
  let at = start;
  while (at < end || table.open) {
    if (!table.open) {
      const content = scan.skipBlanks(at);
      const code = content < end ? text.charCodeAt(content) : lineFeed;
      if (code === lineFeed || code === carriageReturn) {
        at = content + 1;
        continue;
      }
      if (scan.isPassedOver(content, code, table.records === 0)) {
        at = endOfLine(text, content, end);
        continue;
      }
      if (delimiter === ' ') at = content;
      table.startRecord();
    }
    at = addPlainFields(window, at, delimiterCode, table);
    if (table.open) at = scan.field(at, table);
  }
  table.finish();
  return table;
}

const sampleLength = 16_000;

/** How many fields there are if all the text is as its beginning. */
function expectedFields(text: string, start: number, end: number, delimiterCode: number): number {
  const length = Math.min(sampleLength, end - start);
  let fields = 0;
  for (let at = start; at < start + length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiterCode || code === lineFeed) fields++;
  }
  return Math.ceil((1.03 * fields * (end - start)) / Math.max(1, length)) + 1;
}

/** One pass over a text: each step takes a place and gives the next. */
class FieldScan {
  private readonly delimiterCode: number;
  private readonly spaced: boolean;
  private readonly decimal = new DecimalEnd();
  /** No quotation mark from here on is closed. */
  private noClosingFrom: number;

  constructor(
    private readonly text: string,
    private readonly end: number,
    delimiter: Delimiter,
  ) {
    this.delimiterCode = delimiter.charCodeAt(0);
    this.spaced = delimiter === ' ';
    this.noClosingFrom = end;
  }

  /** Reads the field that begins at `at`, and closes the record where it ends one; gives the place after its end. */
  field(at: number, table: FieldTable): number {
    const { text, end, decimal } = this;
    const first = this.skipBlanks(at);
    const value = scanDecimal(text, first, end, decimal);
    let after = Number.isNaN(value) ? -1 : this.skipBlanks(decimal.at);
    if (after >= 0 && this.endsField(after, decimal.at)) table.add(first, decimal.at, value, false);
    else after = this.word(at, first, table);
    const code = after < end ? text.charCodeAt(after) : lineFeed;
    if (code === lineFeed || code === carriageReturn) table.open = false;
    return this.spaced && table.open ? after : after + 1;
  }

  skipBlanks(at: number): number {
    const { text, end } = this;
    const skipsTabs = this.delimiterCode !== tab;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code !== space && !(code === tab && skipsTabs)) break;
    }
    return at;
  }

  /** A comment, or a rule between bars; but a # that is alone in its field heads a column of row numbers. */
  isPassedOver(at: number, code: number, isFirst: boolean): boolean {
    if (code === hash) {
      const next = this.skipBlanks(at + 1);
      return !(isFirst && !this.spaced && next < this.end && this.text.charCodeAt(next) === this.delimiterCode);
    }
    if (this.delimiterCode !== bar) return false;
    return isRule(this.text, at, this.end);
  }

  /** Reads a field that is no plain decimal; gives the offset of what ends it, with blanks skipped. */
  private word(at: number, first: number, table: FieldTable): number {
    const { text, end } = this;
    if (first < this.noClosingFrom && text.charCodeAt(first) === quote) {
      const close = this.closingQuote(first + 1);
      if (close < 0) this.noClosingFrom = first;
      else {
        const after = this.skipBlanks(close + 1);
        if (this.endsField(after, close + 1)) {
          table.add(first, close + 1, Number.NaN, true);
          return after;
        }
      }
    }
    let after = Math.max(at, first);
    for (; after < end; after++) {
      const code = text.charCodeAt(after);
      if (this.spaced ? code === space || code === tab : code === this.delimiterCode) break;
      if (code === lineFeed || code === carriageReturn) break;
    }
    let last = after;
    while (last > first && isBlank(text.charCodeAt(last - 1))) last--;
    // An empty field's value belongs after one blank, where there is one: `1, ,3`.
    if (last <= first) {
      const empty = Math.min(at + 1, after);
      table.add(empty, empty, Number.NaN, false);
    } else table.add(first, last, Number.NaN, false);
    return this.spaced ? this.skipBlanks(after) : after;
  }

  private endsField(after: number, fieldEnd: number): boolean {
    const code = after < this.end ? this.text.charCodeAt(after) : lineFeed;
    if (code === lineFeed || code === carriageReturn) return true;
    return this.spaced ? after > fieldEnd : code === this.delimiterCode;
  }

  private closingQuote(at: number): number {
    for (;;) {
      const close = this.text.indexOf('"', at);
      if (close < 0 || close >= this.end) return -1;
      if (this.text.charCodeAt(close + 1) !== quote) return close;
      at = close + 2;
    }
  }
}

/** Whether a line is drawn, as by psql: of nothing but dashes, bars and crosses, with two dashes in a row. */
export function isRule(text: string, at: number, end: number): boolean {
  let run = 0;
  let longest = 0;
  for (; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') break;
    if (!'-=+|: \t'.includes(character)) return false;
    run = character === '-' || character === '=' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest > 1;
}

const isBlank = (code: number): boolean => code === space || code === tab;

/** The offset of the line's end, before its CR or LF. */
function endOfLine(text: string, at: number, end: number): number {
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) break;
  }
  return at;
}

/** The label that a field's text stands for. */
export function fieldText(text: string, { start, end }: Range, quoted: boolean): string {
  return quoted ? text.slice(start + 1, end - 1).replace(/""/g, '"') : text.slice(start, end);
}
