import { fractionText, type Rational } from '../matrix/rational';
import type { FormatWriter } from './format';

/** A double holds this many digits of a decimal; one that ends later says more than its double does. */
const doubleDigits = 15;

/**
 * An exact number in a format's spelling: a whole number and a decimal longer than a double's with all of their digits, any
 * other as a fraction; null where the format has no fractions.
 */
export function exactText(value: Rational, writer: FormatWriter): string | null {
  if (value.denominator === 1n) return fractionText(value);
  const places = decimalPlaces(value.denominator);
  if (places !== null && places > doubleDigits) return decimalText(value, places);
  const sign = value.numerator < 0n ? '-' : '';
  return writer.fraction && sign + writer.fraction(String(absolute(value.numerator)), String(value.denominator));
}

/** The decimals of n/d in lowest terms, d = 2ᵃ5ᵇ: the greater of a and b; null where another prime divides d. */
function decimalPlaces(denominator: bigint): number | null {
  const [twos, withoutTwos] = timesDivided(denominator, 2n);
  const [fives, rest] = timesDivided(withoutTwos, 5n);
  return rest === 1n ? Math.max(twos, fives) : null;
}

function timesDivided(value: bigint, prime: bigint): [times: number, rest: bigint] {
  let times = 0;
  for (; value % prime === 0n; value /= prime) times++;
  return [times, value];
}

function decimalText({ numerator, denominator }: Rational, places: number): string {
  const digits = String((absolute(numerator) * 10n ** BigInt(places)) / denominator).padStart(places + 1, '0');
  return `${numerator < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
