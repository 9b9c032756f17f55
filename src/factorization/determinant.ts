import type { Matrix } from '../matrix/dense';
import { equilibrate, timesTwoTo } from '../matrix/scale';
import { formatNumber } from '../protocol/numbers';
import { luFactor, permutationSign, type LuFactors } from './luFactor';

/** mantissa · 2^power, which may leave the range of doubles. */
export interface Scaled {
  readonly mantissa: number;
  readonly power: number;
}

/** mantissa · 2^power as a number, and written with its power of ten where that is beyond doubles; else null. */
export function unscaled({ mantissa, power }: Scaled): { readonly value: number; readonly beyond: string | null } {
  const value = timesTwoTo(mantissa, power);
  if (Number.isFinite(value) && (value !== 0 || mantissa === 0)) return { value, beyond: null };
  const digits = Math.log10(Math.abs(mantissa)) + power * Math.log10(2);
  // rounded first: 9.99999 is 10, and 10 is 1 of the next power
  const leading = Number((10 ** (digits - Math.floor(digits))).toPrecision(4));
  const [shown, power10] = leading >= 10 ? [leading / 10, Math.floor(digits) + 1] : [leading, Math.floor(digits)];
  return { value, beyond: `${mantissa < 0 ? '−' : ''}${formatNumber(shown, 4)}e${power10}` };
}

/** Entries of up to 2 to this leave room for what elimination adds to them. */
const roomy = 1000;

/** det A of a square A by LU. It is scaled down only where it must be, which would lose its smallest entries. */
export function determinantOf(a: Matrix): Scaled {
  const { scaled, exponent } = equilibrate(a);
  return exponent > 0 && exponent <= roomy ? pivotProduct(luFactor(a), 0) : pivotProduct(luFactor(scaled), exponent);
}

/** ± Π u_ii of the factors of A / 2^exponent, kept near 1 with its power of two, so that it cannot overflow on the way. */
function pivotProduct({ order, u }: LuFactors, exponent: number): Scaled {
  const n = u.rows;
  let mantissa: number = permutationSign(order);
  let power = n * exponent;
  for (let i = 0; i < n; i++) {
    mantissa *= u.values[i * u.columns + i]!;
    if (mantissa === 0) return { mantissa: 0, power: 0 };
    const shift = Math.floor(Math.log2(Math.abs(mantissa)));
    mantissa *= 2 ** -shift;
    power += shift;
  }
  return { mantissa, power };
}

/** Rows up to which whole numbers are eliminated without rounding: a few milliseconds. */
const mostRows = 20;

/**
 * det A of a small square A of whole numbers, exactly; null of any other. With the pivot p and the one before it, p₀,
 *   a_ij := (p a_ij − a_ik a_kj) / p₀
 * divides without remainder.
 * Source: E. H. Bareiss, Mathematics of Computation 22, 1968.
 */
export function wholeDeterminant({ rows: n, columns, values }: Matrix): bigint | null {
  if (n !== columns || n > mostRows || !values.every((value) => Number.isSafeInteger(value))) return null;
  const rows = Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * n, (i + 1) * n), BigInt));
  let [before, sign] = [1n, 1n];
  for (let k = 0; k < n; k++) {
    const from = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (from < 0) return 0n;
    if (from !== k) {
      [rows[k], rows[from]] = [rows[from]!, rows[k]!];
      sign = -sign;
    }
    const top = rows[k]!;
    const pivot = top[k]!;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const share = row[k]!;
      rows[i] = row.map((value, j) => (pivot * value - share * top[j]!) / before);
    }
    before = pivot;
  }
  return sign * before;
}
