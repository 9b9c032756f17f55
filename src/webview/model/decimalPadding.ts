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
