import { exactFrom, type ExactMatrix } from './exactMatrix';
import { exchange } from './lu';
import { leastMultiple, ratio, zero } from './rational';

/** Rows of whole numbers: those of A, each times the least number that makes it so, and these numbers. */
function wholeRows({ cells }: ExactMatrix): bigint[][] {
  return cells.map((row) => {
    const multiple = row.reduce((least, { denominator }) => leastMultiple(least, denominator), 1n);
    return row.map(({ numerator, denominator }) => (numerator * multiple) / denominator);
  });
}

/**
 * The reduced row echelon form by fraction-free elimination: with the pivot p and the one before it, p₀,
 *   a_ij := (p a_ij − a_ic a_kj) / p₀
 * divides without remainder, so that no entry grows beyond a determinant of A and none is reduced on the way. Pivots are
 * looked for in the first `columns` columns. `checkpoint` is called once a row.
 * Source: E. H. Bareiss, Mathematics of Computation 22, 1968.
 */
export function fractionFreeEchelon(
  a: ExactMatrix,
  columns: number,
  checkpoint: () => void,
): { readonly reduced: ExactMatrix; readonly pivots: readonly number[] } {
  const rows = wholeRows(a);
  const pivots: number[] = [];
  let before = 1n;
  for (let c = 0; c < columns && pivots.length < a.rows; c++) {
    const k = pivots.length;
    const from = rows.findIndex((row, i) => i >= k && row[c] !== 0n);
    if (from < 0) continue;
    exchange(rows, k, from);
    const top = rows[k]!;
    const pivot = top[c]!;
    rows.forEach((row, i) => {
      if (i === k) return;
      checkpoint();
      const share = row[c]!;
      rows[i] = row.map((value, j) => (pivot * value - share * top[j]!) / before);
    });
    before = pivot;
    pivots.push(c);
  }
  // every pivot is the last one now
  const reduced = exactFrom(a.rows, a.columns, (i, j) => {
    const value = rows[i]![j]!;
    return i < pivots.length && value !== 0n ? ratio(value, before) : value === 0n ? zero : ratio(value, 1n);
  });
  return { reduced, pivots };
}

/**
 * How many bits the longest determinant within A may have, by Hadamard's inequality: no fraction of an elimination has a
 * longer numerator or denominator.
 */
export function hadamardBits(a: ExactMatrix): number {
  const lengths = wholeRows(a).map((row) => {
    const size = row.reduce((sum, value) => sum + value * value, 0n);
    return size.toString(2).length / 2;
  });
  lengths.sort((x, y) => y - x);
  return lengths.slice(0, Math.min(a.rows, a.columns)).reduce((sum, bits) => sum + bits, 0);
}
