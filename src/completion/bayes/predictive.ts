import { mixtureCells, normalCells, type CellDistributions } from './cellDistributions';
import type { Chain } from './chain';
import { valuesAt } from './chain';

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
export interface Predictive extends CellDistributions {
  /** Takes the chain as it is as one more draw. */
  add(chain: Chain): void;
  readonly draws: number;
  /** E[ŷ] of each cell. */
  mean(): Float64Array;
  /** The variance of an observation at cell t: that of ŷ over the draws, and the noise. */
  variance(t: number): number;
  /** Mean of 1/α. */
  noiseVariance(): number;
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
  const mean = (t: number): number => sum[t]! / draws;
  const spread = (t: number): number => Math.max(squares[t]! / draws - mean(t) ** 2, 0);
  const variance = (t: number): number => spread(t) + noiseVariance();
  const distributions =
    kept === null
      ? normalCells(mean, variance)
      : mixtureCells(
          (t) => kept.subarray(t * most, t * most + draws),
          () => noise.subarray(0, draws),
        );

  return {
    ...distributions,
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
    variance,
    noiseVariance,
    monteCarloError: () => {
      const base = noiseVariance();
      let total = 0;
      for (let t = 0; t < count; t++) total += (contrast[t]! / draws) ** 2 / (spread(t) + base);
      return count === 0 ? 0 : Math.sqrt(total / count);
    },
  };
}
