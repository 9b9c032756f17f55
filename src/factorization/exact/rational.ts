import { fractionText, type Rational } from '../../matrix/rational';

/** Arithmetic of fractions of any length; those that cells are written as are in `matrix/rational.ts`. */

export { fractionText, type Rational };

export const zero: Rational = { numerator: 0n, denominator: 1n };
export const one: Rational = { numerator: 1n, denominator: 1n };

/** A whole number as a fraction. */
export function whole(value: bigint | number): Rational {
  return { numerator: BigInt(value), denominator: 1n };
}

/** |value|. */
export function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The greatest common divisor, not negative; gcd(0, 0) = 0. */
export function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitudeOf(a), magnitudeOf(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple. */
export function leastMultiple(a: bigint, b: bigint): bigint {
  return a === 0n || b === 0n ? 0n : magnitudeOf(a / greatestDivisor(a, b)) * magnitudeOf(b);
}

/** numerator / denominator in lowest terms. The caller has checked that the denominator is not 0. */
export function ratio(numerator: bigint, denominator: bigint): Rational {
  const divisor = greatestDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** x = 0. */
export function isZero(x: Rational): boolean {
  return x.numerator === 0n;
}

/** x = 1. */
export function isOne(x: Rational): boolean {
  return x.numerator === x.denominator;
}

/** x = y. */
export function equal(x: Rational, y: Rational): boolean {
  return x.numerator === y.numerator && x.denominator === y.denominator;
}

/** −x. */
export function negate(x: Rational): Rational {
  return { numerator: -x.numerator, denominator: x.denominator };
}

/** x + y. */
export function add(x: Rational, y: Rational): Rational {
  if (x.denominator === 1n && y.denominator === 1n) return whole(x.numerator + y.numerator);
  return ratio(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
}

/** x − y. */
export function minus(x: Rational, y: Rational): Rational {
  return add(x, negate(y));
}

/** Divides crosswise first, so that the products stay small. */
export function times(x: Rational, y: Rational): Rational {
  if (x.denominator === 1n && y.denominator === 1n) return whole(x.numerator * y.numerator);
  const [left, right] = [greatestDivisor(x.numerator, y.denominator), greatestDivisor(y.numerator, x.denominator)];
  if (left === 0n || right === 0n) return zero;
  return {
    numerator: (x.numerator / left) * (y.numerator / right),
    denominator: (x.denominator / right) * (y.denominator / left),
  };
}

/** 1 / x. The caller has checked that x is not 0. */
function reciprocal(x: Rational): Rational {
  return x.numerator < 0n
    ? { numerator: -x.denominator, denominator: -x.numerator }
    : { numerator: x.denominator, denominator: x.numerator };
}

/** x / y. The caller has checked that y is not 0. */
export function over(x: Rational, y: Rational): Rational {
  return times(x, reciprocal(y));
}

/** The largest whole number not above √x, for x ≥ 0, by Newton's method. */
export function wholeRoot(x: bigint): bigint {
  if (x < 2n) return x;
  let root = 1n << BigInt((x.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** √x where that is a fraction too; null where it is irrational or x is negative. */
export function rationalRoot(x: Rational): Rational | null {
  if (x.numerator < 0n) return null;
  const [top, bottom] = [wholeRoot(x.numerator), wholeRoot(x.denominator)];
  return top * top === x.numerator && bottom * bottom === x.denominator
    ? { numerator: top, denominator: bottom }
    : null;
}

/** "3/5" for −3/5 too. */
export function magnitudeText(x: Rational): string {
  return fractionText(x.numerator < 0n ? negate(x) : x);
}
