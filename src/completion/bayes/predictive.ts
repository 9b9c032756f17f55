import type { Chain } from './chain';
import { valuesAt } from './chain';
import { mixtureEnds, normalDistribution, normalEnds, type Ends } from './quantiles';

/** Where to predict: cells by their rows and columns. */
export interface Targets {
  readonly rowIndex: Uint32Array;
  readonly columnIndex: Uint32Array;
  /** Whether they are all cells of the matrix, row by row. */
  readonly isWhole: boolean;
}

/** Up to so many kept values, intervals are those of the mixture over the draws; beyond, of a normal of its moments. */
const mixtureLimit = 60_000;

/** Sweeps to a batch of the Monte Carlo error. */
const batch = 10;

/** The posterior predictive distribution at some cells, gathered from the draws of a chain. */
export interface Predictive {
  /** Takes the chain as it is as one more draw. */
  add(chain: Chain): void;
  readonly draws: number;
  /** E[ŷ] of each cell. */
  mean(): Float64Array;
  /** The variance of an observation at cell t: that of ŷ over the draws, and the noise. */
  variance(t: number): number;
  /** Mean of 1/α. */
  noiseVariance(): number;
  ends(t: number): Ends;
  /** log p(y) at cell t: of the mixture of the draws. */
  logDensity(t: number, y: number): number;
  /** The probability of an observation as far out as y, or farther, on either side, at cell t. */
  tail(t: number, y: number): number;
  /** Standard error of the means, as a share of the predictive deviation; root mean square over the cells. */
  monteCarloError(): number;
}

/** `most` is the largest number of draws that will be added. */
export function createPredictive({ rowIndex, columnIndex }: Targets, most: number): Predictive {
  const count = rowIndex.length;
  const sum = new Float64Array(count);
  const squares = new Float64Array(count);
  // Batches in turn count for and against: half their difference has the standard error of the mean.
  const contrast = new Float64Array(count);
  const values = new Float64Array(count);
  const noise = new Float64Array(most);
  const kept = count * most <= mixtureLimit ? new Float64Array(count * most) : null;
  let draws = 0;

  let noiseSquares = 0;
  const noiseVariance = (): number => noiseSquares / draws;
  const spread = (t: number): number => Math.max(squares[t]! / draws - (sum[t]! / draws) ** 2, 0);
  const valuesOf = (t: number): Float64Array => kept!.subarray(t * most, t * most + draws);

  return {
    get draws() {
      return draws;
    },
    add: (chain) => {
      const sign = Math.floor(draws / batch) % 2 === 0 ? 1 : -1;
      valuesAt(chain, rowIndex, columnIndex, values);
      for (let t = 0; t < count; t++) {
        const value = values[t]!;
        sum[t]! += value;
        squares[t]! += value * value;
        contrast[t]! += sign * value;
        if (kept !== null) kept[t * most + draws] = value;
      }
      noise[draws++] = 1 / Math.sqrt(chain.noisePrecision);
      noiseSquares += 1 / chain.noisePrecision;
    },
    mean: () => sum.map((total) => total / draws),
    variance: (t) => spread(t) + noiseVariance(),
    noiseVariance,
    ends: (t) =>
      kept === null
        ? normalEnds(sum[t]! / draws, Math.sqrt(spread(t) + noiseVariance()))
        : mixtureEnds(valuesOf(t), noise.subarray(0, draws)),
    logDensity: (t, y) => {
      if (kept === null) {
        const variance = spread(t) + noiseVariance();
        return -0.5 * (Math.log(2 * Math.PI * variance) + (y - sum[t]! / draws) ** 2 / variance);
      }
      let density = 0;
      valuesOf(t).forEach((value, s) => {
        density += Math.exp(-0.5 * ((y - value) / noise[s]!) ** 2) / (noise[s]! * Math.sqrt(2 * Math.PI));
      });
      return Math.log(Math.max(density / draws, Number.MIN_VALUE));
    },
    tail: (t, y) => {
      let [below, above] = [0, 0];
      const add = (mean: number, deviation: number): void => {
        const z = (y - mean) / deviation;
        below += normalDistribution(z);
        above += normalDistribution(-z);
      };
      if (kept === null) add(sum[t]! / draws, Math.sqrt(spread(t) + noiseVariance()));
      else valuesOf(t).forEach((value, s) => add(value, noise[s]!));
      return (2 * Math.min(below, above)) / (below + above);
    },
    monteCarloError: () => {
      const base = noiseVariance();
      let total = 0;
      for (let t = 0; t < count; t++) total += (contrast[t]! / draws) ** 2 / (spread(t) + base);
      return count === 0 ? 0 : Math.sqrt(total / count);
    },
  };
}
