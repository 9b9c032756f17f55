/** From here up, and below `smallest`, numbers are written with an exponent. */
const largest = 1e7;
const smallest = 1e-4;

/**
 * A number as a person reads it: `digits` significant digits, never fewer than its whole part has, trailing zeros
 * dropped, with an ASCII minus. A missing value is "?". Writing what was read back gives the same text.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '?';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(Math.max(digits, wholeDigits(value))));
  const magnitude = Math.abs(rounded);
  if (magnitude >= smallest && magnitude < largest) return String(rounded);
  return value
    .toExponential(digits - 1)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}

/**
 * The ends of an interval, with `digits` significant digits or as many more as tell them apart; the zeros that end one are
 * kept as far as the other has digits, as in 2.70 to 4.49.
 */
export function formatInterval(lower: number, upper: number, digits = 4): readonly [lower: string, upper: string] {
  const ends = [formatNumber(lower, digits), formatNumber(upper, digits)] as const;
  if (ends[0] === ends[1] && lower !== upper && digits < 15) return formatInterval(lower, upper, digits + 1);
  const [most] = ends.map(decimals).sort((a, b) => b - a);
  return [withZeros(ends[0], most!, digits), withZeros(ends[1], most!, digits)];
}

/** How many decimals a text has; none where it has an exponent or is no number. */
function decimals(text: string): number {
  return /^-?\d+\.(\d+)$/.exec(text)?.[1]!.length ?? 0;
}

/** The same number with zeros up to so many decimals, as long as no more than `digits` digits come to stand. */
function withZeros(text: string, most: number, digits: number): string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  return Number(text).toFixed(Math.max(decimals(text), Math.min(most, digits - wholeDigits(Number(text)))));
}

/** A number's text as it stands in a sentence, a table or a grid: with the minus sign of mathematics in place of the hyphen of code. */
export function trueMinus(text: string): string {
  return text.replaceAll('-', '−');
}

/** "+0.28" or "−0.23", with a true minus sign. */
export function signedNumber(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), digits)}`;
}

/** The number as it is, to the last bit: what a person sees on hover. */
export function exactNumber(value: number): string {
  if (Number.isNaN(value)) return 'missing';
  if (!Number.isFinite(value)) return formatNumber(value);
  return String(value);
}

/** a ± bi, with the same digits for both parts. */
export function formatComplex(
  real: number,
  imaginary: number,
  format: (value: number) => string = formatNumber,
): string {
  if (imaginary === 0) return format(real);
  const sign = imaginary < 0 ? '-' : '+';
  const size = Math.abs(imaginary);
  const factor = size === 1 ? '' : format(size);
  return real === 0 ? `${sign === '-' ? '-' : ''}${factor}i` : `${format(real)}${sign}${factor}i`;
}

/** Digits before the decimal point, which are never rounded away; 1 where an exponent stands for them. */
function wholeDigits(value: number): number {
  const magnitude = Math.abs(value);
  return magnitude < largest ? String(Math.trunc(magnitude)).length : 1;
}
