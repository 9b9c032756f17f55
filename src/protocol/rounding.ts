import type { Matrix } from '../matrix/dense';
import { formatComplex, formatNumber } from './numbers';

/** What rounding leaves where a number should be 0, and how that is shown. */

/** Numbers of which some may have an imaginary part, or be exact: "3/5". */
export interface ShownMatrix extends Matrix {
  readonly imaginary?: Float64Array | null;
  readonly fractions?: readonly string[] | null;
}

const ulp = 2 ** -52;
/** Entries of A further apart than this are graded: what is small beside the largest may then well be meant. */
const ungraded = 1e8;

/**
 * The share of the largest number of a matrix computed from A up to which its numbers are shown as 0: max(m, n) ulp, the
 * tolerance by which singular values count as 0. It is 0, so that all are shown, where A is not at hand, or has entries
 * besides 0 that are 10⁸ times smaller than its largest.
 */
export function negligibleShare(a: ShownMatrix | null): number {
  if (a === null || a.values.length < a.rows * a.columns) return 0;
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const numbers of [a.values, a.imaginary ?? []])
    for (const value of numbers) {
      const size = Math.abs(value);
      if (size > largest) largest = size;
      if (size > 0 && size < least) least = size;
    }
  return largest / least >= ungraded ? 0 : Math.max(a.rows, a.columns) * ulp;
}

/** The magnitude up to which the numbers of a computed matrix are shown as 0. */
export function negligibleIn({ values, imaginary = null }: ShownMatrix, share: number): number {
  let largest = 0;
  for (const numbers of [values, imaginary ?? []])
    for (const value of numbers) if (Math.abs(value) > largest) largest = Math.abs(value);
  return share * largest;
}

/** 0 for what rounding left of it. */
export function withoutRounding(value: number, negligible: number): number {
  return Math.abs(value) <= negligible ? 0 : value;
}

/** A cell as a person reads it: its fraction, or its number with what is up to `negligible` as 0. */
export function cellText({ values, imaginary, fractions }: ShownMatrix, at: number, negligible: number): string {
  const part = (value: number): number => withoutRounding(value, negligible);
  return fractions?.[at] ?? formatComplex(part(values[at]!), part(imaginary?.[at] ?? 0));
}

/** A list of numbers as a person reads them, of which the largest sets what is shown as 0. */
export function listTexts(values: readonly number[], share: number, digits = 4): string[] {
  const negligible = negligibleIn({ rows: 1, columns: values.length, values: Float64Array.from(values) }, share);
  return values.map((value) => formatNumber(withoutRounding(value, negligible), digits));
}
