import { createSharedDraws, type SharedDraws, type Training, type TrainingData } from '../../kernels';
import type { Observations } from '../../matrix/observations';
import { createRandom, type KeptRandom, type Random } from '../../matrix/random';
import { NormalWishart } from '../bayes/hyper';
import { drawNoisePrecision } from '../bayes/noise';
import { createSummary, type Summary } from '../bayes/summary';

export interface BayesOptions {
  readonly rank: number;
  readonly sweeps: number;
  readonly seed: number;
  readonly threads: number;
}

/** The standard normal's 95th percentile: a central interval of 90 % lies within so many deviations. */
const halfWidth = 1.6448536269514722;

/** α of the first draws, for cells of unit spread. */
const firstPrecision = 1.5;

/** The scalars of a chain, in the order in which a checkpoint keeps them. */
const names = ['noisePrecision', 'squares', 'kept', 'added', 'noiseVariance'] as const;

/**
 * Where a chain is: the precision α of the noise, the squared error at the ratings trained on, the draws that the summary
 * has, those added at the held-out ratings, and the sum of 1/α over these.
 */
type ChainState = Record<(typeof names)[number], number>;

/**
 * The Gibbs sampler of `createChain` on threads, for millions of cells. What is gathered after the first fifth of the
 * sweeps: the mean of the draws, as a model, and the predictive mean and deviation at the held-out cells. The error on
 * these is that of the mean of the draws until now.
 * Source: Salakhutdinov and Mnih, ICML 2008, section 3.3, with the biases stacked on the factors.
 */
export async function createBayesTraining(data: TrainingData, options: BayesOptions): Promise<Training> {
  const { cells, held } = data;
  const { rank, sweeps, seed, threads } = options;
  const width = rank + 1;
  const random = createRandom(seed);
  const start = {
    rows: smallVectors(cells.rows * width, random),
    columns: smallVectors(cells.columns * width, random),
  };
  const draws = await createSharedDraws(data, { width, start, threads });
  const { rows, columns } = draws.vectors;
  const hyper = new NormalWishart(width, random);
  const burnIn = Math.floor(sweeps / 5);
  const summary = createSummary(cells.rows, cells.columns, rank, sweeps - burnIn);
  const keepDraw = (): void => summary.add({ rows, columns, width, bias: true });
  const state: ChainState = {
    noisePrecision: firstPrecision,
    squares: Number.NaN,
    kept: 0,
    added: 0,
    noiseVariance: 0,
  };

  const draw = async (side: 'rows' | 'columns', checkpoint: () => void): Promise<number> => {
    const { precision, shift } = hyper.draw(await draws.moments(side, checkpoint));
    const { noisePrecision } = state;
    return draws.draw(side, { precision, shift, noisePrecision, seed: random.uniform() }, checkpoint);
  };

  return {
    step: async (sweep, checkpoint) => {
      await draw('rows', checkpoint);
      state.squares = await draw('columns', checkpoint);
      state.noisePrecision = drawNoisePrecision(state, cells.values.length, random);
      // until the chain has settled a draw stands for itself
      if (sweep <= burnIn + 1) forget(draws, state);
      await draws.addHeldOut(checkpoint);
      state.added++;
      state.noiseVariance += 1 / state.noisePrecision;
      if (sweep > burnIn) {
        keepDraw();
        state.kept++;
      }
      await draws.look();
      return { objective: state.squares, squares: state.squares };
    },
    heldOutSquares: () => Promise.resolve(heldOutSquares(data, draws, state)),
    trainingSquares: () => Promise.resolve(state.squares),
    vectors: () => {
      if (state.kept === 0) keepDraw();
      const { row, column, rowBias, columnBias } = summary.model(null);
      return { row: { bias: rowBias, factors: row.values }, column: { bias: columnBias, factors: column.values } };
    },
    coverage: () => (held === null || state.kept < 2 ? null : heldOutCoverage(held, data.standard, draws, state)),
    state: [],
    chain: keptChain(random, draws, summary, state),
    threads: draws.threads,
    close: () => draws.close(),
  };
}

/** Where a chain begins: vectors near 0. */
function smallVectors(count: number, random: Random): Float64Array {
  return Float64Array.from({ length: count }, () => 0.1 * random.normal());
}

function forget({ held }: SharedDraws, state: ChainState): void {
  held.sums.fill(0);
  held.squares.fill(0);
  [state.added, state.noiseVariance] = [0, 0];
}

/** Σ (y − ŷ)² of the held-out cells in units of the spread, ŷ the mean of the draws until now within the scale. */
function heldOutSquares({ held, standard, scale }: TrainingData, draws: SharedDraws, { added }: ChainState): number {
  const [low, high] = [scale.low, scale.high].map((y) => (y - standard.mean) / standard.spread);
  let sum = 0;
  held?.values.forEach((y, t) => {
    const predicted = Math.min(Math.max(draws.held.sums[t]! / added, low!), high!);
    sum += ((y - standard.mean) / standard.spread - predicted) ** 2;
  });
  return sum;
}

/** The share of the held-out cells within the central 90 % of a normal with the mean and variance of their draws. */
function heldOutCoverage(
  held: Observations,
  standard: TrainingData['standard'],
  draws: SharedDraws,
  { added, noiseVariance }: ChainState,
): number {
  let within = 0;
  held.values.forEach((y, t) => {
    const mean = draws.held.sums[t]! / added;
    const variance = Math.max(draws.held.squares[t]! / added - mean ** 2, 0) + noiseVariance / added;
    const error = (y - standard.mean) / standard.spread - mean;
    if (Math.abs(error) <= halfWidth * Math.sqrt(variance)) within++;
  });
  return within / held.values.length;
}

/** What a checkpoint keeps of a chain, and how the chain goes on from it. */
function keptChain(
  random: KeptRandom,
  draws: SharedDraws,
  summary: Summary,
  state: ChainState,
): NonNullable<Training['chain']> {
  const arrays = [draws.vectors.rows, draws.vectors.columns, draws.held.sums, draws.held.squares];
  return {
    save: () => [random.save(), Float64Array.from(names, (name) => state[name]), ...arrays, ...summary.save()],
    restore: async ([randomState, scalars, ...saved]) => {
      random.restore(randomState!);
      names.forEach((name, at) => (state[name] = scalars![at]!));
      arrays.forEach((array, at) => array.set(saved[at]!));
      summary.restore(saved.slice(arrays.length));
      await draws.show();
    },
  };
}
