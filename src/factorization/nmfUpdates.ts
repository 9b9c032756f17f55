import { transpose, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import type { NonNegativeFactors } from './nmfStart';

/** What an update lowers, as it is shown; A is m × n, W m × k, H k × n. */
export const nmfObjectives = {
  frobenius: 'Σ (a − wh)² / mn',
  'kullback-leibler': 'Σ (a log(a / wh) − a + wh) / mn',
} as const;

/**
 * One sweep of hierarchical alternating least squares, in place: each row of H, then each column of W, becomes the best
 * non-negative one for the others as they are,
 *   h_j := max(0, h_j + ((WᵀA)_j − (WᵀW)_j H) / (WᵀW)_jj)
 * and the same for W with Aᵀ.
 * Source: A. Cichocki and A.-H. Phan, IEICE Transactions E92-A, 2009, algorithm 2.
 */
export function halsSweep(a: Matrix, { w, h }: NonNegativeFactors): void {
  updateRows(h, multiply(transpose(w), a), multiply(transpose(w), w));
  const wt = transpose(w);
  updateRows(wt, multiply(h, transpose(a)), multiply(h, transpose(h)));
  w.values.set(transpose(wt).values);
}

/** Rows of X (k × n) in turn, given C = WᵀA (k × n) and G = WᵀW (k × k). */
function updateRows(x: Matrix, c: Matrix, g: Matrix): void {
  const { rows: k, columns: n } = x;
  for (let j = 0; j < k; j++) {
    const own = g.values[j * k + j]!;
    if (own === 0) continue;
    for (let i = 0; i < n; i++) {
      let slope = c.values[j * n + i]!;
      for (let p = 0; p < k; p++) slope -= g.values[j * k + p]! * x.values[p * n + i]!;
      x.values[j * n + i] = Math.max(0, x.values[j * n + i]! + slope / own);
    }
  }
}

/**
 * One multiplicative update of H, then of W, in place, which never raises the Kullback–Leibler divergence:
 *   h_pj := h_pj Σ_i w_ip a_ij / (WH)_ij / Σ_i w_ip
 * Source: D. D. Lee and H. S. Seung, Advances in Neural Information Processing Systems 13, 2001, theorem 2.
 */
export function multiplicativeSweep(a: Matrix, { w, h }: NonNegativeFactors): void {
  multiplicative(a, w, h);
  const [wt, ht] = [transpose(w), transpose(h)];
  multiplicative(transpose(a), ht, wt);
  w.values.set(transpose(wt).values);
}

function multiplicative(a: Matrix, w: Matrix, h: Matrix): void {
  const product = multiply(w, h);
  // where A is 0 the term is 0, whatever WH is
  const quotients: Matrix = {
    ...a,
    values: a.values.map((value, at) => (value === 0 ? 0 : value / Math.max(product.values[at]!, Number.MIN_VALUE))),
  };
  const shares = multiply(transpose(w), quotients);
  const sums = new Float64Array(w.columns);
  w.values.forEach((value, at) => (sums[at % w.columns]! += value));
  for (let p = 0; p < h.rows; p++) {
    const sum = sums[p]!;
    if (sum === 0) continue;
    for (let j = 0; j < h.columns; j++) h.values[p * h.columns + j]! *= shares.values[p * h.columns + j]! / sum;
  }
}

/** The objective of `nmfObjectives`; 0 log 0 is 0, and a cell above 0 where WH is 0 costs infinitely much. */
export function nmfObjective(a: Matrix, { w, h }: NonNegativeFactors, loss: keyof typeof nmfObjectives): number {
  const product = multiply(w, h).values;
  let sum = 0;
  a.values.forEach((value, at) => {
    const fitted = product[at]!;
    if (loss === 'frobenius') sum += (value - fitted) ** 2;
    else sum += (value === 0 ? 0 : value * Math.log(value / fitted)) - value + fitted;
  });
  // rounding may make a divergence of 0 a little less
  return Math.max(0, sum) / a.values.length;
}
