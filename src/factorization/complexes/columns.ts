import { createMatrix } from '../../matrix/dense';
import { norm } from '../columns';
import type { Complex, ComplexMatrix } from '../complex';

/** A complex vector as its real and imaginary parts. */
export interface ComplexColumn {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The n columns of an m × n matrix, copied. */
export function toComplexColumns({ re, im }: ComplexMatrix): ComplexColumn[] {
  const part = (values: Float64Array, j: number): Float64Array =>
    Float64Array.from({ length: re.rows }, (_, i) => values[i * re.columns + j]!);
  return Array.from({ length: re.columns }, (_, j) => ({ re: part(re.values, j), im: part(im.values, j) }));
}

/** The m × n matrix of n columns of length m = `rows`. */
export function fromComplexColumns(columns: readonly ComplexColumn[], rows: number): ComplexMatrix {
  const [re, im] = [createMatrix(rows, columns.length), createMatrix(rows, columns.length)];
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) {
      re.values[i * columns.length + j] = column.re[i]!;
      im.values[i * columns.length + j] = column.im[i]!;
    }
  });
  return { re, im };
}

/** Columns `from` … `to` − 1. */
export function columnsBetween(a: ComplexMatrix, from: number, to: number): ComplexMatrix {
  return fromComplexColumns(toComplexColumns(a).slice(from, to), a.re.rows);
}

/** The columns of the n × n identity. */
export function unitColumns(n: number): ComplexColumn[] {
  return Array.from({ length: n }, (_, j) => ({
    re: Float64Array.from({ length: n }, (_row, i) => (i === j ? 1 : 0)),
    im: new Float64Array(n),
  }));
}

/** xᴴy. */
export function innerProduct(x: ComplexColumn, y: ComplexColumn): Complex {
  let [re, im] = [0, 0];
  for (let i = 0; i < x.re.length; i++) {
    re += x.re[i]! * y.re[i]! + x.im[i]! * y.im[i]!;
    im += x.re[i]! * y.im[i]! - x.im[i]! * y.re[i]!;
  }
  return { re, im };
}

/** ‖x‖₂. */
export function lengthOf({ re, im }: ComplexColumn): number {
  return Math.hypot(norm(re), norm(im));
}

/** y := y e^(−iφ) with φ the angle of `phase`, of length 1; then (x, y) := (c x − s y, s x + c y). */
export function rotatePair(x: ComplexColumn, y: ComplexColumn, phase: Complex, c: number, s: number): void {
  for (let i = 0; i < x.re.length; i++) {
    const turnedRe = y.re[i]! * phase.re + y.im[i]! * phase.im;
    const turnedIm = y.im[i]! * phase.re - y.re[i]! * phase.im;
    const [re, im] = [x.re[i]!, x.im[i]!];
    x.re[i] = c * re - s * turnedRe;
    x.im[i] = c * im - s * turnedIm;
    y.re[i] = s * re + c * turnedRe;
    y.im[i] = s * im + c * turnedIm;
  }
}

/** Cosine and sine of the smaller angle that makes the real symmetric block (α γ; γ β) diagonal, γ ≠ 0. */
export function jacobiAngle(alpha: number, beta: number, gamma: number): { c: number; s: number; t: number } {
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  return { c, s: c * t, t };
}
