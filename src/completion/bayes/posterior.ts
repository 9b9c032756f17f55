import type { Biases } from '../../protocol/methods';
import type { Matrix } from '../../matrix/dense';
import type { Observations } from '../../matrix/observations';
import { createRandom } from '../../matrix/random';
import type { Control } from '../../protocol/control';
import type { BiasedFactors, HistoryPoint, StopReason } from '../../protocol/results';
import type { Ending } from '../solver';
import { restore, standardize } from '../standardize';
import { createChain, type Chain } from './chain';
import { createPredictive, type Targets } from './predictive';
import type { Ends } from './quantiles';
import { createSummary, drawnModel } from './summary';

/** How far to sample. */
export interface SamplingOptions {
  readonly rank: number;
  readonly bias: Biases;
  /** Sweeps in all; the first fifth is not kept. */
  readonly sweeps: number;
  /** Stop when the Monte Carlo error of the predictions is this share of their own deviation; 0 never does. */
  readonly tolerance: number;
  readonly seed: number;
  readonly control: Control;
  /** Why to end, once there are a few draws; left out: for nothing. */
  readonly ending?: Ending;
  /** A chain whose state to go on from. */
  readonly start: Chain | null;
  /** Called after every sweep; `draw` gives the model that was drawn, in the cells' own units. */
  readonly onSweep: ((point: HistoryPoint, draw: () => BiasedFactors) => void) | null;
}

/** The posterior of the model given the known cells, in the cells' own units. */
export interface Posterior {
  /** Predictive means at the targets. */
  readonly mean: Float64Array;
  /** Ends of the predictive intervals at target t, by `intervalLevels`. */
  ends(t: number): Ends;
  /** Standard deviation of an observation at target t. */
  deviation(t: number): number;
  /** log p(y) at target t. */
  logDensity(t: number, y: number): number;
  /** The probability of an observation as far out as y, or farther, on either side, at target t. */
  tail(t: number, y: number): number;
  /** Mean biases, and the factors nearest to the mean of the products; null `interactions` takes those of some draws. */
  model(): BiasedFactors;
  /** Standard deviation of the noise. */
  readonly noise: number;
  readonly sweeps: number;
  readonly stop: StopReason;
  readonly chain: Chain;
}

/** Draws that are kept before the chain may stop by tolerance or time. */
const fewestDraws = 20;

/** Sweeps between two looks at the Monte Carlo error; a multiple of two of its batches. */
const lookEvery = 40;

/**
 * Samples the posterior of value = mean + b_i + c_j + u_i·v_j + noise by a Gibbs chain (`createChain`), and predicts
 * at `targets`. Where these are all cells of the matrix, row by row, the model's factors are those nearest to the mean
 * over all draws. The same seed gives the same answer, unless time or a person stops it. Throws when cancelled.
 */
export function samplePosterior(known: Observations, targets: Targets, options: SamplingOptions): Posterior {
  const { rank, bias, sweeps, tolerance, control, ending = () => null, onSweep } = options;
  const standardized = standardize(known, bias);
  const { mean, spread, observations } = standardized;
  const chain = createChain(observations, { ...options, random: createRandom(options.seed) });
  const burnIn = Math.floor(sweeps / 5);
  const predictive = createPredictive(targets, sweeps - burnIn);
  const summary = createSummary(known.rows, known.columns, rank, sweeps - burnIn);

  let stop: StopReason = 'iterations';
  let sweep = 0;
  while (sweep < sweeps) {
    chain.sweep();
    sweep++;
    const squares = chain.squares * spread ** 2;
    const rmse = Math.sqrt(squares / known.values.length);
    onSweep?.({ iteration: sweep, objective: squares, rmse, holdoutRmse: null }, () =>
      restore(drawnModel(chain, known.rows, known.columns, rank), standardized),
    );
    if (sweep <= burnIn) continue;
    predictive.add(chain);
    summary.add(chain);
    if (predictive.draws < fewestDraws) continue;
    const end = ending();
    if (end !== null) {
      stop = end;
      break;
    }
    if (tolerance > 0 && predictive.draws % lookEvery === 0 && predictive.monteCarloError() <= tolerance) {
      stop = 'tolerance';
      break;
    }
  }
  control.checkpoint();

  const means = predictive.mean();
  return {
    mean: means.map((value) => mean + spread * value),
    ends: (t) => {
      const { lower, upper } = predictive.ends(t);
      return { lower: lower.map((z) => mean + spread * z), upper: upper.map((z) => mean + spread * z) };
    },
    deviation: (t) => spread * Math.sqrt(predictive.variance(t)),
    logDensity: (t, y) => predictive.logDensity(t, (y - mean) / spread) - Math.log(spread),
    tail: (t, y) => predictive.tail(t, (y - mean) / spread),
    model: () => {
      const interactions = targets.isWhole ? withoutBiases(means, known.columns, summary.biases()) : null;
      return restore(summary.model(interactions), standardized);
    },
    noise: spread * Math.sqrt(predictive.noiseVariance()),
    sweeps: sweep,
    stop,
    chain,
  };
}

/** All cells of an m × n matrix, row by row, as targets. */
export function everyCell(rows: number, columns: number): Targets {
  const count = rows * columns;
  return {
    rowIndex: new Uint32Array(count).map((_, at) => Math.floor(at / columns)),
    columnIndex: new Uint32Array(count).map((_, at) => at % columns),
    isWhole: true,
  };
}

/** E[u_i·v_j] from E[ŷ_ij]. */
function withoutBiases(
  means: Float64Array,
  columns: number,
  { row, column }: { row: Float64Array; column: Float64Array },
): Matrix {
  return {
    rows: means.length / columns,
    columns,
    values: means.map((value, at) => value - row[Math.floor(at / columns)]! - column[at % columns]!),
  };
}
