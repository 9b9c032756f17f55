import { createMatrix, type Matrix } from '../matrix/dense';

/** A complex m × n matrix, row-major, as its real and imaginary parts. */
export interface ComplexMatrix {
  readonly re: Matrix;
  readonly im: Matrix;
}

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** A real matrix as a complex one. */
export function complexOf(re: Matrix): ComplexMatrix {
  return { re: { ...re, values: re.values.slice() }, im: createMatrix(re.rows, re.columns) };
}

/** x y. */
export function times(x: Complex, y: Complex): Complex {
  return { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
}

/** x − y. */
export function minus(x: Complex, y: Complex): Complex {
  return { re: x.re - y.re, im: x.im - y.im };
}

/** The conjugate of x. */
export function conjugate(x: Complex): Complex {
  return { re: x.re, im: -x.im };
}

/** |x|. */
export function magnitude(x: Complex): number {
  return Math.hypot(x.re, x.im);
}

/** √z without a negative real part, by the larger of its parts first, so that nothing cancels. */
export function principalRoot({ re, im }: Complex): Complex {
  const larger = Math.sqrt((Math.hypot(re, im) + Math.abs(re)) / 2);
  if (larger === 0) return { re: 0, im: 0 };
  const smaller = Math.abs(im) / (2 * larger);
  const sign = im < 0 ? -1 : 1;
  return re >= 0 ? { re: larger, im: sign * smaller } : { re: smaller, im: sign * larger };
}

/** x / y, dividing by the larger part of y first so that nothing overflows (R. L. Smith, CACM 5, 1962). */
export function over(x: Complex, y: Complex): Complex {
  if (Math.abs(y.re) >= Math.abs(y.im)) {
    const ratio = y.im / y.re;
    const denominator = y.re + y.im * ratio;
    return { re: (x.re + x.im * ratio) / denominator, im: (x.im - x.re * ratio) / denominator };
  }
  const ratio = y.re / y.im;
  const denominator = y.re * ratio + y.im;
  return { re: (x.re * ratio + x.im) / denominator, im: (x.im * ratio - x.re) / denominator };
}

/** A_ij, from 0. */
export function entry(a: ComplexMatrix, i: number, j: number): Complex {
  const at = i * a.re.columns + j;
  return { re: a.re.values[at]!, im: a.im.values[at]! };
}

/** A_ij := value. */
export function setEntry(a: ComplexMatrix, i: number, j: number, value: Complex): void {
  const at = i * a.re.columns + j;
  a.re.values[at] = value.re;
  a.im.values[at] = value.im;
}
