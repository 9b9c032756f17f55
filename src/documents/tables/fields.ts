import type { Range } from '../../matrix/block';

/** A field of delimited text: its place without surrounding blanks, with its quotation marks if it has them. */
export interface Field extends Range {
  readonly quoted: boolean;
}

export interface FieldRecord extends Range {
  readonly fields: readonly Field[];
}

export type Delimiter = ',' | ';' | '\t';

/**
 * The records of text[start] … text[end] by RFC 4180, with # comments and blank lines passed over. A quotation mark
 * that is never closed is a character like any other.
 */
export function parseRecords(text: string, start: number, end: number, delimiter: Delimiter): FieldRecord[] {
  const records: FieldRecord[] = [];
  const noClosingFrom = { at: end };
  let at = start;
  while (at < end) {
    const lineEnd = endOfLine(text, at, end);
    const content = skipBlanks(text, at, lineEnd, delimiter);
    if (content === lineEnd || text[content] === '#') {
      at = lineEnd + 1;
      continue;
    }
    const fields: Field[] = [];
    for (;;) {
      const [field, after] = parseField(text, at, end, delimiter, noClosingFrom);
      fields.push(field);
      at = after + 1;
      if (text[after] !== delimiter || after >= end) break;
    }
    records.push({ start: fields[0]!.start, end: fields.at(-1)!.end, fields });
  }
  return records;
}

/** The label that a field's text stands for. */
export function fieldText(text: string, { start, end, quoted }: Field): string {
  return quoted ? text.slice(start + 1, end - 1).replace(/""/g, '"') : text.slice(start, end);
}

/** Reads one field from `at`; gives it and the offset of the delimiter or line end after it. */
function parseField(
  text: string,
  at: number,
  end: number,
  delimiter: Delimiter,
  noClosingFrom: { at: number },
): [Field, number] {
  const first = skipBlanks(text, at, end, delimiter);
  if (text[first] === '"' && first < noClosingFrom.at) {
    const close = closingQuote(text, first + 1, end);
    if (close < 0) noClosingFrom.at = first;
    else {
      const after = skipBlanks(text, close + 1, end, delimiter);
      if (after >= end || isFieldEnd(text[after]!, delimiter))
        return [{ start: first, end: close + 1, quoted: true }, after];
    }
  }
  let after = at;
  while (after < end && !isFieldEnd(text[after]!, delimiter)) after++;
  let last = after;
  while (last > at && isBlank(text[last - 1]!, delimiter)) last--;
  // An empty field's value belongs after one blank, where there is one: `1, ,3`.
  if (last === at) last = Math.min(at + 1, after);
  return [{ start: Math.min(first, last), end: last, quoted: false }, skipCarriageReturn(text, after)];
}

function closingQuote(text: string, at: number, end: number): number {
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote >= end) return -1;
    if (text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

const isBlank = (character: string, delimiter: Delimiter): boolean =>
  character === ' ' || (character === '\t' && delimiter !== '\t');
const isFieldEnd = (character: string, delimiter: Delimiter): boolean =>
  character === delimiter || character === '\n' || character === '\r';

function skipBlanks(text: string, at: number, end: number, delimiter: Delimiter): number {
  while (at < end && isBlank(text[at]!, delimiter)) at++;
  return at;
}

function skipCarriageReturn(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 1 : at;
}

/** The offset of the line's end, before its CR or LF. */
function endOfLine(text: string, at: number, end: number): number {
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
