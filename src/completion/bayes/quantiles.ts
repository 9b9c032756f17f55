import { intervalLevels } from '../../protocol/intervals';

/** Φ⁻¹((1 + level)/2) of each. */
const normalQuantiles: readonly number[] = [
  0.6744897501960817, 1.2815515655446004, 1.6448536269514722, 1.959963984540054,
];

/** The ends of the central intervals of a predictive distribution, by `intervalLevels`. */
export interface Ends {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** The ends for a normal distribution: mean ± z deviation. */
export function normalEnds(mean: number, deviation: number): Ends {
  return {
    lower: normalQuantiles.map((z) => mean - z * deviation),
    upper: normalQuantiles.map((z) => mean + z * deviation),
  };
}

/** Φ, to 1e-7. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26. */
export function normalDistribution(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp((-z * z) / 2);
  return z > 0 ? 1 - tail : tail;
}

/** Parts of a mixture that its quantiles are found from, evenly spaced among all: more would not be seen. */
const mostParts = 200;

/** Halvings of the range that a quantile is looked for in: to a hundred thousandth of it. */
const halvings = 17;

/** The same for an equal mixture of normals, by bisection of its distribution function. */
export function mixtureEnds(means: Float64Array, deviations: Float64Array): Ends {
  const stride = Math.ceil(means.length / mostParts);
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let parts = 0;
  for (let s = 0; s < means.length; s += stride) {
    lowest = Math.min(lowest, means[s]! - 5 * deviations[s]!);
    highest = Math.max(highest, means[s]! + 5 * deviations[s]!);
    parts++;
  }
  const quantile = (probability: number): number => {
    let [low, high] = [lowest, highest];
    for (let step = 0; step < halvings; step++) {
      const middle = (low + high) / 2;
      let below = 0;
      for (let s = 0; s < means.length; s += stride) below += normalDistribution((middle - means[s]!) / deviations[s]!);
      if (below < probability * parts) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return {
    lower: intervalLevels.map((level) => quantile((1 - level) / 2)),
    upper: intervalLevels.map((level) => quantile((1 + level) / 2)),
  };
}
