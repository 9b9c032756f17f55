/** Powers of ten that doubles hold exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactIntegers = 2 ** 53;

/** Where `scanDecimal` stopped, and whether the decimal has a point. */
export class DecimalEnd {
  at = 0;
  point = false;
}

/**
 * The decimal that begins at text[at], such as -12.5e3, exactly as `Number` reads it; NaN where none does. `stop.at`
 * is where it ends. Digits below 2⁵³ with a power of ten up to 10²² take one rounding, as IEEE 754 defines it
 * (Clinger, PLDI 1990); any other decimal is left to `Number`.
 */
export function scanDecimal(text: string, start: number, end: number, stop: DecimalEnd): number {
  let at = start;
  let code = at < end ? text.charCodeAt(at) : 0;
  const negative = code === minus;
  if (negative || code === plus) at++;
  const firstDigit = at;
  let mantissa = 0;
  while (at < end && (code = text.charCodeAt(at)) >= zero && code <= nine) {
    mantissa = mantissa * 10 + (code - zero);
    at++;
  }
  let digits = at - firstDigit;
  let exponent = 0;
  stop.point = at < end && code === point;
  if (stop.point) {
    const firstDecimal = ++at;
    while (at < end && (code = text.charCodeAt(at)) >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero);
      at++;
    }
    exponent = firstDecimal - at;
    digits += at - firstDecimal;
  }
  stop.at = at;
  if (digits === 0) return Number.NaN;
  if (at < end && (code === lowerE || code === upperE)) {
    const written = scanExponent(text, at + 1, end, stop);
    // An e without digits after it belongs to what follows, which makes the whole no decimal.
    if (stop.at > at) exponent += written;
  }
  if (mantissa >= exactIntegers) return Number(text.slice(start, stop.at));
  if (exponent !== 0) {
    if (exponent > 0 && exponent <= 22) mantissa *= exactPowers[exponent]!;
    else if (exponent < 0 && exponent >= -22) mantissa /= exactPowers[-exponent]!;
    else return Number(text.slice(start, stop.at));
  }
  return negative ? -mantissa : mantissa;
}

/** The whole of text[start] … text[end] as a decimal; NaN where it is anything else. */
export function readDecimal(text: string, start: number, end: number): number {
  const value = scanDecimal(text, start, end, ending);
  return ending.at === end ? value : Number.NaN;
}

const ending = new DecimalEnd();
const [zero, nine, plus, minus, point, lowerE, upperE] = [48, 57, 43, 45, 46, 101, 69] as const;
/** No decimal has a larger exponent that matters, and none that long is exact. */
const largestExponent = 99_999;

function scanExponent(text: string, start: number, end: number, stop: DecimalEnd): number {
  let at = start;
  const sign = at < end ? text.charCodeAt(at) : 0;
  if (sign === minus || sign === plus) at++;
  const first = at;
  let exponent = 0;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) break;
    if (exponent < largestExponent) exponent = exponent * 10 + digit;
  }
  if (at > first) stop.at = at;
  return sign === minus ? -exponent : exponent;
}
