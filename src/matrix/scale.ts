import type { Matrix } from './dense';

/** max |a_ij|, 0 for a matrix without cells. */
export function largest(matrix: Matrix): number {
  let max = 0;
  for (const value of matrix.values) max = Math.max(max, Math.abs(value));
  return max;
}

/** The whole e with 2^e ≤ x < 2^(e+1), for a finite x > 0 of any size, subnormal numbers among them. */
export function exponentOf(x: number): number {
  let exponent = Math.floor(Math.log2(x));
  // log2 rounds, so a number just below a power of two can land on it
  if (x < 2 ** exponent) exponent--;
  return exponent;
}

/** x · 2^exponent, in two steps since the power itself may be out of range. Exact unless it over- or underflows. */
export function timesTwoTo(x: number, exponent: number): number {
  const [first, second] = powersOfTwo(exponent);
  return x * first * second;
}

/** Two powers of two whose product is 2^exponent, which may be out of range itself. */
export function powersOfTwo(exponent: number): readonly [number, number] {
  const half = Math.trunc(exponent / 2);
  return [2 ** half, 2 ** (exponent - half)];
}

/** 2^exponent · A. */
export function timesPowerOfTwo(matrix: Matrix, exponent: number): Matrix {
  return { ...matrix, values: matrix.values.map((value) => timesTwoTo(value, exponent)) };
}

/** A = 2^exponent · scaled, with 1 ≤ max |scaled| < 2, so that squares of its entries stay in range. Zero stays as it is. */
export function equilibrate(matrix: Matrix): { scaled: Matrix; exponent: number } {
  const max = largest(matrix);
  const exponent = max === 0 ? 0 : exponentOf(max);
  return {
    scaled: timesPowerOfTwo({ rows: matrix.rows, columns: matrix.columns, values: matrix.values }, -exponent),
    exponent,
  };
}
