import { pick, type Observations } from '../../matrix/observations';
import type { TriedSetting } from '../../protocol/details';
import { withoutFold, type Folds } from '../folds';
import { rootMeanSquare } from '../heldOut';
import { createReporter } from '../progress';
import { meanDifference } from '../tuning';
import type { Chain } from './chain';
import { samplePosterior, type Posterior, type SamplingOptions } from './posterior';
import { intervalLevels } from '../../protocol/intervals';
import type { Ends } from './quantiles';

/** What a rank says of the cells that were held out: by position among the known cells, NaN where none was. */
export interface Trial {
  readonly rank: number;
  readonly logDensity: Float64Array;
  readonly residuals: Float64Array;
  readonly ends: (() => Ends)[];
  readonly tails: (() => number)[];
}

/** The rank with the highest predictive density, and what is found on cells that it was not chosen on. */
export interface RankChoice {
  readonly rank: number;
  /** The ranks that were tried, ascending. */
  readonly tried: readonly TriedSetting[];
  /** Residual of each held-out cell, predicted with the rank that is best on the others; NaN where not held out. */
  readonly residuals: Float64Array;
  /** The tail probability of a held-out cell, by its position, likewise. */
  readonly tail: (t: number) => number;
  /** The share of the held-out cells within their intervals, by `intervalLevels`, likewise. */
  readonly coverage: readonly number[];
  /** A chain of the rank that was chosen, to go on from. */
  readonly chain: Chain;
}

/** Groups of held-out cells, each judged by the rank that is best on the others. */
const groups = 5;

type ChoosingOptions = Pick<SamplingOptions, 'bias' | 'seed' | 'control'> & {
  readonly sweeps: (rank: number) => number;
};

/**
 * Chooses among `ranks`, ascending, by the log predictive density of held-out cells, and stops at the first that is
 * worse than the best so far. Each fold's chain goes on from that of the rank below. So that the choice does not
 * flatter the error, each held-out cell is judged by the rank that is best on the cells of the other groups.
 */
export function chooseRank(
  known: Observations,
  folds: Folds,
  ranks: readonly number[],
  options: ChoosingOptions,
): RankChoice {
  const held = Uint32Array.from(folds.groups.flatMap((fold) => Array.from(fold)));
  const { trials, chain } = tryRanks(known, folds, held, ranks, options);
  const chosen = bestOn(held, trials);
  return {
    rank: chosen.rank,
    tried: trials.map(({ rank, residuals, logDensity }) => ({
      rank,
      regularization: null,
      biasShare: 1,
      rmse: rootMeanSquare(Float64Array.from(held, (t) => residuals[t]!)),
      logDensity: meanOver(held, logDensity),
      standardError: meanDifference(logDensity, chosen.logDensity).standardError,
    })),
    ...judged(known, held, trials),
    chain,
  };
}

/** Tries the ranks in turn until one is worse than the best before it, with a chain of that best one. */
function tryRanks(
  known: Observations,
  folds: Folds,
  held: Uint32Array,
  ranks: readonly number[],
  options: ChoosingOptions,
): { readonly trials: readonly Trial[]; readonly chain: Chain } {
  const reporter = createReporter(options.control, 'choosing', ranks.length * folds.groups.length);
  const trials: Trial[] = [];
  const chains: Chain[] = [];
  let [done, best, chain] = [0, Number.NEGATIVE_INFINITY, null as Chain | null];
  for (const rank of ranks) {
    const trial = createTrial(rank, known.values.length);
    folds.groups.forEach((fold, f) => {
      const posterior = samplePosterior(
        withoutFold(known, fold),
        { ...pick(known, fold), isWhole: false },
        { ...options, sweeps: options.sweeps(rank), rank, start: chains[f] ?? null, tolerance: 0, onSweep: null },
      );
      chains[f] = posterior.chain;
      record(trial, known, fold, posterior);
      reporter.step(++done, null);
    });
    trials.push(trial);
    const density = meanOver(held, trial.logDensity);
    if (density <= best) break;
    best = density;
    chain = chains[0]!;
  }
  return { trials, chain: chain! };
}

/** What the posterior without the cells of a fold says of them. */
function record(trial: Trial, known: Observations, fold: Uint32Array, posterior: Posterior): void {
  fold.forEach((t, at) => {
    trial.logDensity[t] = posterior.logDensity(at, known.values[t]!);
    trial.residuals[t] = known.values[t]! - posterior.mean[at]!;
    trial.ends[t] = () => posterior.ends(at);
    trial.tails[t] = () => posterior.tail(at, known.values[t]!);
  });
}

/** The trial with the highest predictive density of these cells. */
function bestOn(cells: Uint32Array, trials: readonly Trial[]): Trial {
  const densities = trials.map(({ logDensity }) => meanOver(cells, logDensity));
  return trials[densities.indexOf(Math.max(...densities))]!;
}

/** Each held-out cell, by position, judged by the rank that is best on the cells of the other groups. */
export function judged(
  known: Observations,
  held: Uint32Array,
  trials: readonly Trial[],
): Pick<RankChoice, 'residuals' | 'tail' | 'coverage'> {
  const residuals = new Float64Array(known.values.length).fill(Number.NaN);
  const tails: (() => number)[] = [];
  const covered = intervalLevels.map(() => 0);
  for (let g = 0; g < groups; g++) {
    const others = held.filter((_, at) => at % groups !== g);
    const judge = bestOn(others.length > 0 ? others : held, trials);
    for (let at = g; at < held.length; at += groups) {
      const t = held[at]!;
      const { lower, upper } = judge.ends[t]!();
      residuals[t] = judge.residuals[t]!;
      tails[t] = judge.tails[t]!;
      intervalLevels.forEach((_, level) => {
        if (lower[level]! <= known.values[t]! && known.values[t]! <= upper[level]!) covered[level]!++;
      });
    }
  }
  return { residuals, tail: (t) => tails[t]!(), coverage: covered.map((count) => count / held.length) };
}

function createTrial(rank: number, count: number): Trial {
  const missing = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return { rank, logDensity: missing(), residuals: missing(), ends: [], tails: [] };
}

function meanOver(cells: Uint32Array, values: Float64Array): number {
  return cells.reduce((sum, t) => sum + values[t]!, 0) / cells.length;
}
