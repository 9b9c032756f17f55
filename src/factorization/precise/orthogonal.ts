import type { BigNumber } from 'mathjs';
import type { BigRows } from './elimination';

function dot(x: readonly BigNumber[], y: readonly BigNumber[], zero: BigNumber): BigNumber {
  return x.reduce((sum, value, i) => sum.plus(value.times(y[i]!)), zero);
}

/** x − 2v(vᵀx) for a v of length 1. */
function reflected(x: readonly BigNumber[], v: readonly BigNumber[], zero: BigNumber): BigNumber[] {
  const share = dot(v, x, zero).times(2);
  return x.map((value, i) => value.minus(share.times(v[i]!)));
}

/**
 * A = QR by Householder's reflections, Q m × k with orthonormal columns, R k × n upper triangular with a diagonal that is
 * not negative, k = min(m, n). `checkpoint` is called once a column.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 5.1.2 and 5.2.2.
 */
export function bigQr(
  a: BigRows,
  zero: BigNumber,
  checkpoint: () => void,
): { readonly q: BigNumber[][]; readonly r: BigNumber[][] } {
  const [m, n] = [a.length, a[0]!.length];
  const k = Math.min(m, n);
  let columns = Array.from({ length: n }, (_, j) => a.map((row) => row[j]!));
  const reflectors: BigNumber[][] = [];
  for (let j = 0; j < k; j++) {
    checkpoint();
    const rest = columns[j]!.map((value, i) => (i < j ? zero : value));
    const length = dot(rest, rest, zero).sqrt();
    if (length.isZero()) continue;
    // away from 0, so that nothing cancels
    const v = rest.map((value, i) => (i === j ? value.plus(value.isNegative() ? length.neg() : length) : value));
    const size = dot(v, v, zero).sqrt();
    const unit = v.map((value) => value.div(size));
    reflectors.push(unit);
    columns = columns.map((column, c) => (c < j ? column : reflected(column, unit, zero)));
  }
  const signs = Array.from({ length: k }, (_, i) => (columns[i]![i]!.isNegative() ? -1 : 1));
  const basis = signs.map((sign, j) => {
    const start = Array.from({ length: m }, (_, i) => (i === j ? zero.plus(sign) : zero));
    return reflectors.reduceRight<BigNumber[]>((x, unit) => reflected(x, unit, zero), start);
  });
  return {
    q: Array.from({ length: m }, (_, i) => basis.map((column) => column[i]!)),
    r: signs.map((sign, i) => columns.map((column, j) => (j < i ? zero : column[i]!.times(sign)))),
  };
}

/** L with A = LLᵀ of a symmetric A; the index of the first pivot that is not above 0 where there is none. */
export function bigCholesky(a: BigRows, zero: BigNumber): { readonly l: BigNumber[][] } | { readonly pivot: number } {
  const l: BigNumber[][] = a.map((row) => row.map(() => zero));
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j <= i; j++) {
      const left = a[i]![j]!.minus(dot(l[i]!.slice(0, j), l[j]!.slice(0, j), zero));
      if (j < i) l[i]![j] = left.div(l[j]![j]!);
      else if (left.gt(0)) l[i]![i] = left.sqrt();
      else return { pivot: i };
    }
  return { l };
}
