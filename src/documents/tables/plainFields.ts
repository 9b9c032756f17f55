import type { AsciiWindow } from './asciiWindow';
import type { FieldTable } from './fieldTable';

const [lineFeed, carriageReturn, minus, point, zero, nine] = [10, 13, 45, 46, 48, 57] as const;
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactIntegers = 2 ** 53;

/**
 * The fast path of `parseRecords`: adds fields from `start` on, over any number of records, while each is an integer or
 * a decimal with a point and nothing else, that one division rounds exactly. Gives the start of the first field that is
 * anything else. `table.open` says whether the record it stands in has begun.
 */
export function addPlainFields(window: AsciiWindow, start: number, delimiterCode: number, table: FieldTable): number {
  let at = start;
  window.show(at);
  for (;;) {
    at = addShownFields(window, at, delimiterCode, table);
    if (!table.open || !window.mayCut(at)) return at;
    window.show(at);
  }
}

/** The same up to the window's end. The loop is one function that calls nothing, for a call per field costs as much as the rest. */
function addShownFields(
  { bytes, start: base, end }: AsciiWindow,
  start: number,
  delimiterCode: number,
  table: FieldTable,
): number {
  let { starts, ends, values, count } = table;
  const last = end - base;
  let at = start - base;
  let from = at;
  while (at < last) {
    from = at;
    let code = bytes[at]!;
    const negative = code === minus;
    if (negative) code = bytes[++at]!;
    const digits = at;
    let mantissa = 0;
    while (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero);
      code = bytes[++at]!;
    }
    if (at === digits) break;
    if (code === point) {
      const decimals = at + 1;
      code = bytes[++at]!;
      while (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        code = bytes[++at]!;
      }
      if (at - decimals > 22 || mantissa >= exactIntegers) break;
      mantissa /= exactPowers[at - decimals]!;
    } else if (mantissa >= exactIntegers) break;
    const endsRecord = code === lineFeed || code === carriageReturn;
    if (!endsRecord && code !== delimiterCode) break;
    if (count >= starts.length) {
      table.count = count;
      table.grow();
      ({ starts, ends, values } = table);
    }
    starts[count] = base + from;
    ends[count] = base + at;
    values[count++] = negative ? -mantissa : mantissa;
    from = ++at;
    if (!endsRecord) continue;
    table.count = count;
    table.open = false;
    // What follows a carriage return that ends the window is not known yet.
    if (code === carriageReturn && bytes[at] === lineFeed) from = ++at;
    const next = bytes[at]!;
    if (next !== minus && !(next >= zero && next <= nine)) break;
    table.startRecord();
  }
  table.count = count;
  return base + from;
}
