import { createSharedDraws, type SharedDraws, type Training, type TrainingData } from '../../kernels';
import { createRandom } from '../../matrix/random';
import { createHyperDraw } from '../bayes/hyper';
import { drawNoisePrecision } from '../bayes/noise';
import { createSummary } from '../bayes/summary';

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

/**
 * The Gibbs sampler of `createChain` on threads, for millions of cells. What is gathered after the first fifth of the
 * sweeps: the mean of the draws, as a model, and the predictive mean and deviation at the held-out cells. The error on
 * these is that of the mean of the draws until now.
 * Source: Salakhutdinov and Mnih, ICML 2008, section 3.3, with the biases stacked on the factors.
 */
export async function createBayesTraining(data: TrainingData, options: BayesOptions): Promise<Training> {
  const { cells, held, standard, scale } = data;
  const { rank, sweeps, seed, threads } = options;
  const width = rank + 1;
  const random = createRandom(seed);
  const small = (count: number): Float64Array =>
    Float64Array.from({ length: count * width }, () => 0.1 * random.normal());
  const start = { rows: small(cells.rows), columns: small(cells.columns) };
  const draws = await createSharedDraws(data, { width, start, threads });
  const { rows, columns } = draws.vectors;
  const hyper = createHyperDraw(width, random);
  const burnIn = Math.floor(sweeps / 5);
  const summary = createSummary(cells.rows, cells.columns, rank, sweeps - burnIn);
  const state = { noisePrecision: firstPrecision, squares: Number.NaN, kept: 0, added: 0, noiseVariance: 0 };
  const names = [
    'noisePrecision',
    'squares',
    'kept',
    'added',
    'noiseVariance',
  ] as const satisfies (keyof typeof state)[];

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
        summary.add({ rows, columns, width, bias: true });
        state.kept++;
      }
      await draws.look();
      return { objective: state.squares, squares: state.squares };
    },
    heldOutSquares: () => {
      const [low, high] = [scale.low, scale.high].map((y) => (y - standard.mean) / standard.spread);
      let sum = 0;
      held?.values.forEach((y, t) => {
        const predicted = Math.min(Math.max(draws.held.sums[t]! / state.added, low!), high!);
        sum += ((y - standard.mean) / standard.spread - predicted) ** 2;
      });
      return Promise.resolve(sum);
    },
    trainingSquares: () => Promise.resolve(state.squares),
    vectors: () => {
      if (state.kept === 0) summary.add({ rows, columns, width, bias: true });
      const { row, column, rowBias, columnBias } = summary.model(null);
      return { row: { bias: rowBias, factors: row.values }, column: { bias: columnBias, factors: column.values } };
    },
    coverage: () => {
      if (held === null || state.kept < 2) return null;
      let within = 0;
      held.values.forEach((y, t) => {
        const mean = draws.held.sums[t]! / state.added;
        const variance =
          Math.max(draws.held.squares[t]! / state.added - mean ** 2, 0) + state.noiseVariance / state.added;
        const error = (y - standard.mean) / standard.spread - mean;
        if (Math.abs(error) <= halfWidth * Math.sqrt(variance)) within++;
      });
      return within / held.values.length;
    },
    state: [],
    chain: {
      save: () => [
        random.save(),
        Float64Array.from(names, (name) => state[name]),
        ...[rows, columns, draws.held.sums, draws.held.squares],
        ...summary.save(),
      ],
      restore: async ([randomState, scalars, ownRows, ownColumns, sums, squares, ...gathered]) => {
        random.restore(randomState!);
        names.forEach((name, at) => (state[name] = scalars![at]!));
        rows.set(ownRows!);
        columns.set(ownColumns!);
        draws.held.sums.set(sums!);
        draws.held.squares.set(squares!);
        summary.restore(gathered);
        await draws.show();
      },
    },
    threads: draws.threads,
    close: () => draws.close(),
  };
}

function forget({ held }: SharedDraws, state: { added: number; noiseVariance: number }): void {
  held.sums.fill(0);
  held.squares.fill(0);
  [state.added, state.noiseVariance] = [0, 0];
}
