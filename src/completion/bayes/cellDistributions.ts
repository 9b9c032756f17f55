import { mixtureEnds, normalDistribution, normalEnds, type Ends } from './quantiles';

/** What observations at some cells are distributed by, cell t for cell t. */
export interface CellDistributions {
  ends(t: number): Ends;
  /** log p(y) at cell t. */
  logDensity(t: number, y: number): number;
  /** The probability of an observation as far out as y, or farther, on either side, at cell t. */
  tail(t: number, y: number): number;
}

/** Normal ones, of the mean and the variance of each cell. */
export function normalCells(mean: (t: number) => number, variance: (t: number) => number): CellDistributions {
  return {
    ends: (t) => normalEnds(mean(t), Math.sqrt(variance(t))),
    logDensity: (t, y) => -0.5 * (Math.log(2 * Math.PI * variance(t)) + (y - mean(t)) ** 2 / variance(t)),
    tail: (t, y) => {
      const z = (y - mean(t)) / Math.sqrt(variance(t));
      return twoSided(normalDistribution(z), normalDistribution(-z));
    },
  };
}

/** Equal mixtures of the normals around the values of each cell, whose deviations all cells share. */
export function mixtureCells(values: (t: number) => Float64Array, deviations: () => Float64Array): CellDistributions {
  return {
    ends: (t) => mixtureEnds(values(t), deviations()),
    logDensity: (t, y) => {
      const [means, noise] = [values(t), deviations()];
      let density = 0;
      means.forEach((mean, s) => {
        density += Math.exp(-0.5 * ((y - mean) / noise[s]!) ** 2) / (noise[s]! * Math.sqrt(2 * Math.PI));
      });
      return Math.log(Math.max(density / means.length, Number.MIN_VALUE));
    },
    tail: (t, y) => {
      const noise = deviations();
      let [below, above] = [0, 0];
      values(t).forEach((mean, s) => {
        const z = (y - mean) / noise[s]!;
        below += normalDistribution(z);
        above += normalDistribution(-z);
      });
      return twoSided(below, above);
    },
  };
}

/** Twice the smaller of two sides, as a share of both. */
function twoSided(below: number, above: number): number {
  return (2 * Math.min(below, above)) / (below + above);
}
