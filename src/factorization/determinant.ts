import type { Matrix } from '../matrix/dense';
import { equilibrate } from '../matrix/scale';
import { luFactor, permutationSign, type LuFactors } from './luFactor';

/** mantissa · 2^power, which may leave the range of doubles. */
export interface Scaled {
  readonly mantissa: number;
  readonly power: number;
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
