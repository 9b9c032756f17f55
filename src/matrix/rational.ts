/** An exact number in lowest terms: numerator/denominator, the denominator above 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Numbers that need more than this many bits above or below are given up: no cell that a person writes does. */
const mostBits = 8192n;
const limit = 1n << mostBits;
const exactIntegers = BigInt(Number.MAX_SAFE_INTEGER);
/** No double is as large or as small as a power of ten beyond this. */
const largestExponent = 1100;

/** numerator/denominator in lowest terms; null where the denominator is 0 or the terms are longer than any number written. */
export function rational(numerator: bigint, denominator = 1n): Rational | null {
  if (denominator === 0n) return null;
  if (denominator === 1n) return magnitude(numerator) < limit ? { numerator, denominator } : null;
  const divisor = gcd(numerator, denominator);
  const reduced = { numerator: numerator / divisor, denominator: denominator / divisor };
  return magnitude(reduced.numerator) < limit && reduced.denominator < limit ? reduced : null;
}

/** gcd(a, b) with the sign of b, so that what is divided by it has a denominator above 0. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y > exactIntegers) [x, y] = [y, x % y];
  // What is left fits doubles, which divide faster.
  if (y > 0n) {
    let [large, small] = [Number(y), Number(x % y)];
    while (small !== 0) [large, small] = [small, large % small];
    x = BigInt(large);
  }
  return b < 0n ? -x : x;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Digits that are read as they stand. */
const wholeNumber = /^\d{1,15}$/;
const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The exact value of a decimal such as -12.5e3; null where the text is none, or beyond all doubles. */
export function rationalOfDecimal(text: string): Rational | null {
  if (wholeNumber.test(text)) return { numerator: BigInt(text), denominator: 1n };
  const [, sign, whole = '', decimals = '', written = '0'] = decimal.exec(text) ?? [];
  if (sign === undefined || whole + decimals === '') return null;
  const exponent = Number(written) - decimals.length;
  if (Math.abs(exponent) > largestExponent) return null;
  const digits = BigInt(sign + '0' + whole + decimals);
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? rational(digits, power) : rational(digits * power);
}

/** a + b. */
export function addRationals(a: Rational, b: Rational): Rational | null {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** ab. */
export function multiplyRationals(a: Rational, b: Rational): Rational | null {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** 1/a; null for 0. */
export function reciprocal({ numerator, denominator }: Rational): Rational | null {
  return rational(denominator, numerator);
}

/** a to a whole power; null for 0 to a negative one, and where the terms would be longer than any number written. */
export function powerOfRational(a: Rational, exponent: bigint): Rational | null {
  const base = exponent < 0n ? reciprocal(a) : a;
  const times = magnitude(exponent);
  if (base === null) return null;
  const longest = Math.max(bits(magnitude(base.numerator)), bits(base.denominator));
  // 0, 1 and −1 are no longer than their powers.
  if (longest <= 4 && base.denominator === 1n && magnitude(base.numerator) <= 1n)
    return rational(base.numerator ** (times > 2n ? 2n - (times % 2n) : times));
  if (times * BigInt(longest) > 2n * mostBits) return null;
  return rational(base.numerator ** times, base.denominator ** times);
}

/** Whether two numbers in lowest terms are the same. */
export function sameRational(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** Digits of the quotient, more than the 53 of a double. */
const quotientBits = 66;
/** The last bit of the smallest double is 2⁻¹⁰⁷⁴. */
const smallestBit = 1074;

/** The double nearest to a rational, to even where two are; infinite where it is beyond the largest. */
export function nearestDouble({ numerator, denominator }: Rational): number {
  const above = magnitude(numerator);
  // One division of doubles rounds once.
  if (above <= exactIntegers && denominator <= exactIntegers) return Number(numerator) / Number(denominator);
  const shift = Math.min(smallestBit, quotientBits - (bits(above) - bits(denominator)));
  const scaledAbove = shift > 0 ? above << BigInt(shift) : above;
  const scaledBelow = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = scaledAbove / scaledBelow;
  const remainder = scaledAbove % scaledBelow;
  let size: number;
  if (quotient < 1n << 53n) {
    // A subnormal: its bits are those of the quotient, rounded here.
    const twice = 2n * remainder;
    const up = twice > scaledBelow || (twice === scaledBelow && quotient % 2n === 1n);
    size = Number(quotient + (up ? 1n : 0n)) * 2 ** -shift;
  } else {
    // Two bits more, the last of which says whether there is a remainder, and Number rounds as the whole would be.
    const half = Math.trunc(shift / 2);
    size = Number((quotient << 2n) | (remainder > 0n ? 1n : 0n)) * 2 ** (-2 - half) * 2 ** (half - shift);
  }
  return numerator < 0n ? -size : size;
}

/** The length of a number of at least 0 in bits, up to three too many. */
function bits(value: bigint): number {
  return 4 * value.toString(16).length;
}

/** "3/5", "-2". */
export function fractionText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** What `fractionText` wrote; null where the text is no such. */
export function rationalOfFraction(text: string): Rational | null {
  const [, numerator, denominator = '1'] = /^(-?\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  return numerator === undefined ? null : rational(BigInt(numerator), BigInt(denominator));
}
