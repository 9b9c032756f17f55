/** What stands between the whole and the decimals of a number, as a byte. */
export type DecimalMark = 0x2e | 0x2c;
export const [point, comma] = [0x2e, 0x2c] as const;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The decimal number that bytes start … end − 1 write, correctly rounded; NaN where they write none, or one that is
 * infinite. Up to 15 digits without exponent are read without a string: both whole number and power of ten are exact.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, mark: DecimalMark = point): number {
  let at = start;
  const negative = bytes[at] === 0x2d;
  if (negative) at++;
  let digits = 0;
  let value = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) {
      value = 10 * value + (byte - 0x30);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === mark && decimals < 0) {
      decimals = 0;
    } else {
      break;
    }
  }
  if (at === end && digits > 0 && digits <= 15) {
    const magnitude = decimals > 0 ? value / 10 ** decimals : value;
    return negative ? -magnitude : magnitude;
  }
  const written = new TextDecoder().decode(bytes.subarray(start, end));
  const text = mark === point ? written : written.replace(',', '.');
  const number = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
