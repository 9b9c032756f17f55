const minus = '−';

/** A number to so many significant digits, without trailing zeros: 0.1, −1.235, 1.2e−7. */
export function significant(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits))).replaceAll('-', minus);
}

/** The inverse of `significant`. */
export function readSignificant(text: string): number {
  return Number(text.replaceAll(minus, '-'));
}

/** "1 cell", "3 cells". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
