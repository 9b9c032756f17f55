import type { Biases } from '../protocol/methods';
import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { TriedSetting } from '../protocol/details';
import type { BiasedFactors } from '../protocol/results';
import { crossValidate } from './crossValidate';
import { fitBiases, type Candidate } from './foldFits';
import type { Folds } from './folds';
import type { FitOptions } from './solver';
import { standardize } from './standardize';
import { vanishingRegularization } from './vanishing';

/** λ for cells of unit spread, ascending; those of a matrix are these times its spread. */
const regularizationGrid: readonly number[] = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

/** Fits of few cells are followed to their end: half way, their errors say little of where they lead. */
const fewCells = 200;
const thorough = { iterations: 120, tolerance: 3e-5 };
const brief = { iterations: 30, tolerance: 3e-4 };

/** The highest λ tried, as a share of the λ from which on all factors are zero. */
const nearlyVanishing = 0.9;

/** So far up the grid is tried in any case: where biases explain all, factors may vanish. */
const alwaysTried = 0.03;

/**
 * The shares of λ that may weigh on the biases of a completed matrix. Damped like the factors, biases suit few and
 * noisy cells; damped less, matrices that rows and columns explain for the most part.
 */
const biasShares = [1, 0.1] as const;

export interface Choice extends Candidate {
  /** Whether it has the lowest error, or is the simplest within one standard error of it. */
  readonly isLowest: boolean;
}

/**
 * The λ to try, rounded so that a person can read them. The highest is just below the λ from which on all factors are
 * zero: where factors do not help, the biases do nearly all, and what is left of the factors can still be seen.
 */
function regularizations(known: Observations, bias: Biases, biasShare: number, control: Control): readonly number[] {
  const { observations, spread } = standardize(known, bias);
  const highest = nearlyVanishing * vanishingRegularization(observations, bias, biasShare, control);
  const shares = regularizationGrid.filter((share) => share < highest || share <= alwaysTried);
  if (highest > alwaysTried) shares.push(highest);
  return shares.map((share) => Number((share * spread).toPrecision(2)));
}

/** The settings to try, for ranks and for λ where it is given; without biases their share of λ plays no part. */
export function candidatesFor(
  known: Observations,
  ranks: readonly number[],
  given: number | null,
  { bias, weighted = false }: Pick<FitOptions, 'bias' | 'weighted'>,
  control: Control,
): readonly Candidate[] {
  // Where λ counts for each known cell, it is so much smaller.
  const cells = weighted ? (2 * known.values.length) / (known.rows + known.columns) : 1;
  const settings =
    given !== null
      ? [{ regularization: given, biasShare: 1 }]
      : (bias === false ? ([1] as const) : biasShares).flatMap((biasShare) =>
          regularizations(known, bias, biasShare, control).map((lambda) => ({
            regularization: Number((lambda / cells).toPrecision(2)),
            biasShare,
          })),
        );
  return ranks.flatMap((rank) => settings.map((setting) => ({ rank, ...setting })));
}

/** The choice, and what it would be without some of the held-out cells: their error is then not flattered by it. */
export interface Choices {
  readonly choice: Choice;
  readonly choiceWithout: (cells: Uint32Array) => Choice;
  /** All that were tried, with their errors. */
  readonly tried: readonly TriedSetting[];
}

/**
 * Rank and λ with the lowest held-out squared error, or the simplest that is within one standard error of it:
 * the lowest rank, then the largest λ. The standard error is that of the paired differences of squared residuals, each
 * the mean over the repeats. Ranks are tried in their order up to the first that no λ makes better than the ranks before.
 * All candidates are fitted by least squares, each λ starting at the factors of the λ below, so that no fold ever
 * sees the cells it is measured on.
 * Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, section 7.10.
 */
export function chooseSettings(
  known: Observations,
  repeats: readonly Folds[],
  candidates: readonly Candidate[],
  options: Pick<FitOptions, 'bias' | 'weighted' | 'seed'>,
  control: Control,
): Choices {
  const tried: Candidate[] = [];
  const squares: Float64Array[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const rank of new Set(candidates.map((candidate) => candidate.rank))) {
    const ofRank = candidates.filter((candidate) => candidate.rank === rank);
    const errors = heldOutSquares(known, repeats, ofRank, options, control);
    tried.push(...ofRank);
    squares.push(...errors);
    const lowest = Math.min(...errors.map(meanOfHeld));
    if (lowest >= best) break;
    best = lowest;
  }
  return {
    choice: simplest(tried, squares),
    choiceWithout: (cells) => {
      if (cells.length === known.values.length) return simplest(tried, squares);
      const others = squares.map((all) => all.slice());
      for (const errors of others) for (const t of cells) errors[t] = Number.NaN;
      return simplest(tried, others);
    },
    tried: tried.map((candidate, c) => ({
      ...candidate,
      rmse: Math.sqrt(meanOfHeld(squares[c]!)),
      logDensity: null,
      standardError: meanDifference(squares[c]!, lowestOf(squares)).standardError,
    })),
  };
}

/** The squared residual of every candidate at every cell, the mean over the repeats; NaN of cells not held out. */
function heldOutSquares(
  known: Observations,
  repeats: readonly Folds[],
  candidates: readonly Candidate[],
  options: Pick<FitOptions, 'bias' | 'weighted' | 'seed'>,
  control: Control,
): readonly Float64Array[] {
  const effort = known.values.length <= fewCells ? thorough : brief;
  const fits = { kind: 'candidates', candidates, options: { ...options, ...effort } } as const;
  const squares = candidates.map(() => new Float64Array(known.values.length));
  for (const residuals of crossValidate(known, repeats, fits, control))
    residuals.forEach((all, c) => all.forEach((e, t) => (squares[c]![t]! += (e * e) / repeats.length)));
  return squares;
}

function lowestOf(squares: readonly Float64Array[]): Float64Array {
  return squares.reduce((lowest, one) => (meanOfHeld(one) < meanOfHeld(lowest) ? one : lowest));
}

/** The candidate by the one-standard-error rule. */
function simplest(candidates: readonly Candidate[], squares: readonly Float64Array[]): Choice {
  const best = squares.indexOf(lowestOf(squares));
  const order = candidates
    .map((_, c) => c)
    .sort((a, b) => {
      const [left, right] = [candidates[a]!, candidates[b]!];
      return left.rank - right.rank || right.regularization - left.regularization || right.biasShare - left.biasShare;
    });
  const chosen = order.find((c) => isWithinOneStandardError(squares[c]!, squares[best]!)) ?? best;
  return { ...candidates[chosen]!, isLowest: chosen === best };
}

function isWithinOneStandardError(a: Float64Array, b: Float64Array): boolean {
  const { mean, standardError } = meanDifference(a, b);
  return mean <= standardError;
}

/** The mean of a − b over the cells that were held out, and its standard error. */
export function meanDifference(
  a: Float64Array,
  b: Float64Array,
): { readonly mean: number; readonly standardError: number } {
  const differences = a.map((value, t) => value - b[t]!).filter((value) => !Number.isNaN(value));
  const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(differences.length - 1, 1);
  return { mean, standardError: Math.sqrt(variance / differences.length) };
}

/** The mean over the cells that were held out. */
function meanOfHeld(squares: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const square of squares) {
    if (Number.isNaN(square)) continue;
    sum += square;
    count++;
  }
  return sum / count;
}

/** What row and column biases alone predict, and their residuals at the held-out cells; λ by the lowest error there. */
export interface Baseline {
  readonly model: BiasedFactors;
  readonly residuals: Float64Array;
}

/**
 * Fits row and column biases alone; λ is that of the grid with the lowest error on the cells that the folds hold out.
 */
export function fitBaseline(known: Observations, folds: Folds, control: Control): Baseline {
  const regularizations = regularizationGrid;
  const [residuals] = crossValidate(known, [folds], { kind: 'biases', regularizations }, control);
  const errors = residuals!.map((all) => meanOfHeld(all.map((e) => e * e)));
  const best = errors.indexOf(Math.min(...errors));
  return { model: fitBiases(known, regularizations[best]!, control), residuals: residuals![best]! };
}
