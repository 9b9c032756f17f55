import type { Matrix } from '../matrix/dense';
import { timesTwoTo } from '../matrix/scale';
import { formatNumber } from '../protocol/numbers';
import type { KeptRank } from './ranks';

/** The singular values above the threshold; `s` are those of the m × n matrix over 2^exponent. */
export function noiseRank(
  s: Float64Array,
  { rows: m, columns: n }: Pick<Matrix, 'rows' | 'columns'>,
  exponent: number,
): KeptRank {
  const { threshold, omega, median } = hardThreshold(s, m, n);
  const shown = (value: number): string => formatNumber(timesTwoTo(value, exponent));
  return {
    kept: s.filter((value) => value > threshold).length,
    threshold,
    rule:
      `the singular values above the optimal hard threshold ${shown(threshold)} = ${formatNumber(omega)} × ${shown(median)}, ` +
      'ω(β) times their median, are kept.',
  };
}

export interface HardThreshold {
  /** ω(β) times the median singular value. */
  readonly threshold: number;
  readonly omega: number;
  readonly median: number;
}

/**
 * The optimal hard threshold for singular values under white noise of unknown size, for an m × n matrix of
 * β = min(m, n) / max(m, n):
 *   ω(β) = λ*(β) / √μ_β,  λ*(β) = √(2(β + 1) + 8β / (β + 1 + √(β² + 14β + 1)))
 * where μ_β is the median of the Marchenko–Pastur distribution.
 * Source: M. Gavish and D. L. Donoho, IEEE Transactions on Information Theory 60, 2014, equations 11 and 4.
 */
export function hardThreshold(s: Float64Array, m: number, n: number): HardThreshold {
  const beta = Math.min(m, n) / Math.max(m, n);
  const omega = Math.sqrt(
    (2 * (beta + 1) + (8 * beta) / (beta + 1 + Math.sqrt(beta * beta + 14 * beta + 1))) / medianMarchenkoPastur(beta),
  );
  const middle = s.length >> 1;
  const median = s.length % 2 === 1 ? s[middle]! : (s[middle - 1]! + s[middle]!) / 2;
  return { threshold: omega * median, omega, median };
}

const intervals = 400;

/**
 * The median of the Marchenko–Pastur distribution for 0 < β ≤ 1. With x = 1 + β − 2√β cos θ its distribution is
 *   F(θ) = (2/π) ∫₀^θ sin²t / (1 + β − 2√β cos t) dt,
 * which is smooth: Simpson's rule, and bisection in θ.
 */
export function medianMarchenkoPastur(beta: number): number {
  const root = Math.sqrt(beta);
  const x = (theta: number): number => 1 + beta - 2 * root * Math.cos(theta);
  // at β = 1 and t = 0 the quotient is 0/0, and tends to 1
  const integrand = (theta: number): number => (x(theta) === 0 ? 1 : Math.sin(theta) ** 2 / x(theta));
  const distribution = (theta: number): number => {
    const step = theta / intervals;
    let sum = integrand(0) + integrand(theta);
    for (let i = 1; i < intervals; i++) sum += (i % 2 === 1 ? 4 : 2) * integrand(i * step);
    return ((2 / Math.PI) * sum * step) / 3;
  };
  let [low, high] = [0, Math.PI];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (distribution(middle) < 0.5) low = middle;
    else high = middle;
  }
  return x((low + high) / 2);
}
