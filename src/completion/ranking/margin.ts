import type { BiasedFactors } from '../../protocol/results';

/** Largest relative error of rounding to single precision, and the largest absolute one near zero. */
const [unit, tiny] = [2 ** -24, 2 ** -126];

/** Beyond this, sums in single precision may overflow. */
const largest = 2 ** 120;

/**
 * For each user, a bound on how far c_i + u·v in single precision and the prediction less mean and b_u in double precision lie
 * apart, for any item: both are sums of k + 1 products, off by (k + 3) units times the sum of the magnitudes at most; factors
 * below what single precision holds are off by `tiny` times what they are multiplied with. Infinite where it may overflow.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1.
 */
export function singlePrecisionMargin(model: BiasedFactors): (user: number) => number {
  const { mean, rowBias, columnBias, row, column } = model;
  const rank = row.columns;
  const norm = (values: Float64Array, i: number): number => {
    let squares = 0;
    for (let at = i * rank; at < (i + 1) * rank; at++) squares += values[at]! ** 2;
    return Math.sqrt(squares);
  };
  let [bias, item] = [0, 0];
  for (let i = 0; i < column.rows; i++) {
    bias = Math.max(bias, Math.abs(columnBias[i]!));
    item = Math.max(item, norm(column.values, i));
  }
  return (user) => {
    const own = norm(row.values, user);
    const score = bias + own * item;
    if (!(Math.max(score, own, item) < largest)) return Number.POSITIVE_INFINITY;
    const double = 4 * (rank + 4) * Number.EPSILON * (Math.abs(mean) + Math.abs(rowBias[user]!) + score);
    return 2 * (rank + 5) * (unit * score + tiny * (1 + own + item)) + double;
  };
}
