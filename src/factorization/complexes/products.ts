import { createMatrix, frobeniusNorm, multiply, subtract, transpose, type Matrix } from '../../matrix/dense';
import { largest, timesPowerOfTwo, equilibrate } from '../../matrix/scale';
import type { ComplexMatrix } from '../complex';

/** Aᴴ, n × m. */
export function conjugateTranspose({ re, im }: ComplexMatrix): ComplexMatrix {
  const flipped = transpose(im);
  return { re: transpose(re), im: { ...flipped, values: flipped.values.map((value) => -value) } };
}

/** The m × n matrix of zeros. */
export function complexZeros(rows: number, columns: number): ComplexMatrix {
  return { re: createMatrix(rows, columns), im: createMatrix(rows, columns) };
}

/** AB = (Re A Re B − Im A Im B) + i (Re A Im B + Im A Re B). */
export function complexMultiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const cross = multiply(a.im, b.re);
  const im = multiply(a.re, b.im);
  return {
    re: subtract(multiply(a.re, b.re), multiply(a.im, b.im)),
    im: { ...im, values: im.values.map((value, at) => value + cross.values[at]!) },
  };
}

/** A − B. */
export function complexSubtract(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return { re: subtract(a.re, b.re), im: subtract(a.im, b.im) };
}

/** ‖A‖_F. */
export function complexNorm({ re, im }: ComplexMatrix): number {
  return Math.hypot(frobeniusNorm(re), frobeniusNorm(im));
}

/** The n × n matrix with these real numbers on its diagonal. */
export function realDiagonal(entries: ArrayLike<number>): ComplexMatrix {
  const n = entries.length;
  const re = createMatrix(n, n);
  for (let i = 0; i < n; i++) re.values[i * n + i] = entries[i]!;
  return { re, im: createMatrix(n, n) };
}

/** ‖I − QᴴQ‖_F. */
export function unitaryError(q: ComplexMatrix): number {
  const ones = new Float64Array(q.re.columns).fill(1);
  return complexNorm(complexSubtract(complexMultiply(conjugateTranspose(q), q), realDiagonal(ones)));
}

/** A = 2^exponent · scaled with a largest part between 1 and 4; the exponent is even, so that its root is a power of two too. */
export function equilibrateComplex({ re, im }: ComplexMatrix): { scaled: ComplexMatrix; exponent: number } {
  const bigger: Matrix = largest(re) >= largest(im) ? re : im;
  const exponent = 2 * Math.floor(equilibrate(bigger).exponent / 2);
  return { scaled: { re: timesPowerOfTwo(re, -exponent), im: timesPowerOfTwo(im, -exponent) }, exponent };
}

/** 2^exponent A, which is exact. */
export function scaleBack({ re, im }: ComplexMatrix, exponent: number): ComplexMatrix {
  return { re: timesPowerOfTwo(re, exponent), im: timesPowerOfTwo(im, exponent) };
}
