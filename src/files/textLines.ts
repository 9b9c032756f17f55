/** Characters of a piece that is written at once. */
const pieceLength = 1 << 20;

/** Lines as UTF-8, many to a piece, each ended. */
export function* encodeLines(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < pieceLength) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}

/** A line of comma-separated values, quoted where they must be. Source: RFC 4180. */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields.map((field) => (typeof field === 'number' ? String(field) : quoteField(field))).join(',');
}

function quoteField(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** A line of tab-separated values, which have no quotes: a tab or a line's end within a value becomes a blank. */
export function tsvLine(fields: readonly (string | number)[]): string {
  return fields.map((field) => String(field).replaceAll(/[\t\r\n]/g, ' ')).join('\t');
}
