import {
  addRationals,
  multiplyRationals,
  nearestDouble,
  powerOfRational,
  rational,
  rationalOfDecimal,
  reciprocal,
  type Rational,
} from '../../matrix/rational';
import { cosine, sine } from './angles';

/** A number of an expression: x + yi in doubles, and exactly where it is real and rational. */
export interface Quantity {
  readonly real: number;
  readonly imaginary: number;
  readonly exact: Rational | null;
}

export const imaginaryUnit: Quantity = { real: 0, imaginary: 1, exact: null };
/** Euler's number; a power of it is an exponential, which is rounded once. */
export const euler: Quantity = { real: Math.E, imaginary: 0, exact: null };

/** A real number of which no exact value is known, as π. */
export function approximate(real: number): Quantity {
  return { real, imaginary: 0, exact: null };
}

/** A decimal as it is written, such as 1.5e3. */
export function ofDecimal(written: string): Quantity {
  return exactly(rationalOfDecimal(written)) ?? approximate(Number(written));
}

function exactly(exact: Rational | null): Quantity | null {
  return exact === null ? null : { real: nearestDouble(exact), imaginary: 0, exact };
}

/** Of two exact operands the result is exact, and its double is rounded once. */
function both(a: Quantity, b: Quantity, operation: (a: Rational, b: Rational) => Rational | null): Quantity | null {
  return a.exact === null || b.exact === null ? null : exactly(operation(a.exact, b.exact));
}

const isReal = (a: Quantity): boolean => a.imaginary === 0;

/** −a. */
export function negate({ real, imaginary, exact }: Quantity): Quantity {
  return { real: -real, imaginary: -imaginary, exact: exact && rational(-exact.numerator, exact.denominator) };
}

/** a + b. */
export function add(a: Quantity, b: Quantity): Quantity {
  return both(a, b, addRationals) ?? { real: a.real + b.real, imaginary: a.imaginary + b.imaginary, exact: null };
}

/** (a + bi)(c + di) = ac − bd + (ad + bc)i. */
export function multiply(a: Quantity, b: Quantity): Quantity {
  const exact = both(a, b, multiplyRationals);
  if (exact !== null) return exact;
  if (isReal(a) && isReal(b)) return approximate(a.real * b.real);
  return {
    real: a.real * b.real - a.imaginary * b.imaginary,
    imaginary: a.real * b.imaginary + a.imaginary * b.real,
    exact: null,
  };
}

/** a/b, with what divides a by a complex number scaled so that nothing overflows (Smith, CACM 5, 1962). */
export function divide(a: Quantity, b: Quantity): Quantity {
  const exact = both(a, b, (above, below) => {
    const inverse = reciprocal(below);
    return inverse === null ? null : multiplyRationals(above, inverse);
  });
  if (exact !== null) return exact;
  if (isReal(b)) return { real: a.real / b.real, imaginary: isReal(a) ? 0 : a.imaginary / b.real, exact: null };
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real;
    const scale = b.real + b.imaginary * ratio;
    return {
      real: (a.real + a.imaginary * ratio) / scale,
      imaginary: (a.imaginary - a.real * ratio) / scale,
      exact: null,
    };
  }
  const ratio = b.real / b.imaginary;
  const scale = b.real * ratio + b.imaginary;
  return {
    real: (a.real * ratio + a.imaginary) / scale,
    imaginary: (a.imaginary * ratio - a.real) / scale,
    exact: null,
  };
}

/** aᵇ: of a complex number a whole power, and e to any; not a number where it is neither, nor real. */
export function power(a: Quantity, b: Quantity): Quantity {
  if (a === euler) return exponential(b);
  if (!isReal(b)) return undefinedValue;
  if (b.exact?.denominator === 1n && a.exact !== null) {
    const exact = exactly(powerOfRational(a.exact, b.exact.numerator));
    if (exact !== null) return exact;
  }
  if (isReal(a)) return approximate(Math.pow(a.real, b.real));
  return wholePower(a, b.real);
}

const mostFactors = 64;

function wholePower(a: Quantity, exponent: number): Quantity {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > mostFactors) return undefinedValue;
  let product: Quantity = { real: 1, imaginary: 0, exact: null };
  for (let i = 0; i < Math.abs(exponent); i++) product = multiply(product, a);
  return exponent < 0 ? divide(approximate(1), product) : product;
}

/** √a, the principal value: √−1 is i. The root of an exact square is exact. */
export function squareRoot(a: Quantity): Quantity {
  if (!isReal(a)) return undefinedValue;
  if (a.real < 0) return multiply(squareRoot(negate(a)), imaginaryUnit);
  const root = approximate(Math.sqrt(a.real));
  if (a.exact === null) return root;
  const above = wholeRoot(a.exact.numerator);
  const below = wholeRoot(a.exact.denominator);
  return above === null || below === null ? root : (exactly(rational(above, below)) ?? root);
}

/** The whole root of a square that doubles hold; null of any other number. */
function wholeRoot(square: bigint): bigint | null {
  if (square > Number.MAX_SAFE_INTEGER) return null;
  const root = BigInt(Math.sqrt(Number(square)) | 0);
  return root * root === square ? root : null;
}

/** e^(x + yi) = eˣ(cos y + i sin y). */
export function exponential({ real, imaginary }: Quantity): Quantity {
  const size = Math.exp(real);
  if (imaginary === 0) return approximate(size);
  return { real: size * cosine(imaginary), imaginary: size * sine(imaginary), exact: null };
}

/** What is not defined: not a number. */
export const undefinedValue: Quantity = approximate(Number.NaN);
