import type { FieldTable } from './fieldTable';

const [lineFeed, carriageReturn, minus, point, zero, nine] = [10, 13, 45, 46, 48, 57] as const;
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactIntegers = 2 ** 53;

/**
 * The fast path of `parseRecords`: adds fields from `at` on, over any number of records, while each is an integer or a
 * decimal with a point and nothing else, that one division rounds exactly. Gives the start of the first field that is
 * anything else, or that begins after `last`, the place of the text's last delimiter or line end: it stops every run of
 * digits, so that no step need look for the end of the text. `table.open` says whether the record it stands in has begun. The loop is one function that calls
 * nothing, for a call per field costs as much as the rest.
 */
export function addPlainFields(
  text: string,
  start: number,
  last: number,
  delimiterCode: number,
  table: FieldTable,
): number {
  let { starts, ends, values, count } = table;
  let at = start;
  let from = at;
  while (at <= last) {
    from = at;
    let code = text.charCodeAt(at);
    const negative = code === minus;
    if (negative) code = text.charCodeAt(++at);
    const digits = at;
    let mantissa = 0;
    while (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero);
      code = text.charCodeAt(++at);
    }
    if (at === digits) break;
    if (code === point) {
      const decimals = at + 1;
      code = text.charCodeAt(++at);
      while (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        code = text.charCodeAt(++at);
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
    starts[count] = from;
    ends[count] = at;
    values[count++] = negative ? -mantissa : mantissa;
    from = ++at;
    if (!endsRecord) continue;
    table.count = count;
    if (code === carriageReturn && at <= last && text.charCodeAt(at) === lineFeed) from = ++at;
    const next = at <= last ? text.charCodeAt(at) : lineFeed;
    if (next !== minus && !(next >= zero && next <= nine)) {
      table.open = false;
      return at;
    }
    table.startRecord();
  }
  table.count = count;
  return from;
}
