import type { LabelledMatrix } from './dense';
import { faults } from './faults';
import { nearestDouble, rationalOfDecimal, rationalOfFraction, sameRational, type Rational } from './rational';

/** So many digits always come back from a double as they were. */
const doubleDigits = 15;

/** The exact values of the cells whose doubles do not say them, by their index i·n + j. */
export type ExactCells = ReadonlyMap<number, Rational>;

/**
 * What A_ij is exactly: as it was written, 1/3 or 2⁶⁰ + 1; else the shortest decimal that is its double, so that 0.1 is
 * 1/10. The cell is known and real; one that is not is an unexpected fault.
 */
export function exactCell(matrix: LabelledMatrix, row: number, column: number): Rational {
  const at = row * matrix.columns + column;
  const written = matrix.exact?.get(at);
  if (written !== undefined) return written;
  const shortest = shortestDecimal(matrix.values[at]!);
  if (shortest === null) throw faults.unexpected(`the cell in row ${row + 1}, column ${column + 1} has no exact value`);
  return shortest;
}

/** The cells of a matrix that were written as "3/5" or "-2", row by row. */
export function exactCellsOf(texts: readonly string[]): ExactCells {
  const cells = new Map<number, Rational>();
  for (const [at, text] of texts.entries()) {
    const value = rationalOfFraction(text);
    if (value !== null) cells.set(at, value);
  }
  return cells;
}

/** The shortest decimal that is read as this double; null where it is not finite. */
export function shortestDecimal(value: number): Rational | null {
  return rationalOfDecimal(String(value));
}

/** A decimal of so many places, and with it any quotient by a divisor of this, */
const decimalPlaces = 1_000_000n;
/** and of so many digits in all, is the shortest of its double: no other as short is read as the same. */
const shortestBelow = 10n ** BigInt(doubleDigits);

/** An exact value where its double does not say it: 1/3 and 2⁶⁰ + 1, but not 1/4. */
export function unlessShortest(exact: Rational): Rational | null {
  const { numerator, denominator } = exact;
  if (decimalPlaces % denominator === 0n) {
    const digits = numerator * (decimalPlaces / denominator);
    if (-shortestBelow < digits && digits < shortestBelow) return null;
  }
  const shortest = shortestDecimal(nearestDouble(exact));
  return shortest !== null && sameRational(shortest, exact) ? null : exact;
}

/** The exact value of a decimal where its double does not say it; null where it does, or where the text is none. */
export function exactDecimal(text: string): Rational | null {
  if (text.length <= doubleDigits) return null;
  const exact = rationalOfDecimal(text);
  return exact === null ? null : unlessShortest(exact);
}
