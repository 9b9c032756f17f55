/** From here up, and below `smallest`, numbers are written with an exponent. */
const largest = 1e7;
const smallest = 1e-4;

/**
 * A number for reading: `digits` significant digits, never fewer than its whole part has, trailing zeros
 * dropped. A missing value is "?".
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '?';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= largest || magnitude < smallest) return withExponent(value, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(magnitude)));
  return dropZeros(value.toFixed(decimals));
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

/** A count with thousands apart: "9,724". */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 cell", "3 cells", "9,724 rows". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as a percentage of two significant digits: "12%", "0.35%", "less than 0.1%". */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.001) return 'less than 0.1%';
  return `${formatNumber(100 * share, 2)}%`;
}

/** "4 ms", "1.2 s", "3 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.001) return 'under 1 ms';
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 60) return `${formatNumber(seconds, 2)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * How many character widths stand to the right of each text so that the decimal points of a column lie beneath one
 * another when the texts are set flush right. Texts with an exponent or a complex part take none.
 */
export function decimalPadding(texts: readonly string[]): number[] {
  const tails = texts.map(tailLength);
  const longest = tails.reduce<number>((most, tail) => Math.max(most, tail ?? 0), 0);
  return tails.map((tail) => (tail === null ? 0 : longest - tail));
}

/** The characters from the decimal point on; null where the text is no plain decimal. */
function tailLength(text: string): number | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point;
}

function withExponent(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${dropZeros(mantissa ?? '')}e${(exponent ?? '').replace('+', '')}`;
}

function dropZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
