import { createBayesTraining } from '../../src/completion/training/bayes';
import { createDescent, createLeastSquares, type Training, type TrainingData, type Vectors } from '../../src/kernels';
import type { Observations } from '../../src/matrix/observations';
import { pseudoCount } from '../../src/protocol/ratingsDescent';
import { createRandom, type Random } from '../../src/matrix/random';
import { medianOf } from './measure';
import { partOf } from './syntheticRatings';

const SEED = 2;
/** Steps that are counted; one before them is not. */
const counted = 5;
/** The share of the ratings that nobody is trained on. */
const heldShare = 0.1;

export const spread = 1.1;

/** Ratings to train on, and the last of them to measure on. */
export interface BenchData {
  readonly data: TrainingData;
  readonly trained: number;
  readonly held: number;
}

/** What is measured, by the words of the tables; `start` is given the number of threads. */
export interface Work {
  readonly what: string;
  readonly start: (threads: number) => Promise<Training>;
  /** Whether the error on held-out ratings says something after the steps that are measured. */
  readonly hasError: boolean;
}

/** Seconds of a step with one thread and with two. */
export interface Timed {
  readonly clock: readonly [number, number];
  readonly processor: readonly [number, number];
  /** How much quicker two threads were: the median over pairs of steps that followed each other. */
  readonly gain: number;
  readonly rmse: number | null;
}

export function benchData(cells: Observations): BenchData {
  const count = cells.values.length;
  const held = Math.round(heldShare * count);
  return {
    data: {
      ...{ cells: partOf(cells, 0, count - held), held: partOf(cells, count - held, count) },
      ...{ standard: { mean: 3.5, spread }, scale: { low: 0.5, high: 5 } },
    },
    trained: count - held,
    held,
  };
}

export function worksOf({ data }: BenchData): readonly Work[] {
  const { rows, columns } = data.cells;
  const descent = (rank: number) => (threads: number) =>
    createDescent(data, {
      ...{ rank, regularization: 0.02, pseudoCount, learningRate: 0.1, epochs: counted + 1, seed: 0, threads },
    });
  const squares = (rank: number, steps: number | null, confidence: number | null) => (threads: number) => {
    const random = createRandom(SEED);
    const start = { row: randomVectors(rows, rank, random), column: randomVectors(columns, rank, random) };
    const standard = confidence === null ? data.standard : { mean: 0, spread: 1 };
    return createLeastSquares({ ...data, standard }, { rank, regularization: 20, confidence, steps, start, threads });
  };
  const bayes = (threads: number): Promise<Training> =>
    createBayesTraining(data, { rank: 16, sweeps: counted + 1, seed: 0, threads });
  return [
    { what: 'sgd, rank 32', start: descent(32), hasError: true },
    { what: 'sgd, rank 64', start: descent(64), hasError: true },
    { what: 'sgd, rank 128', start: descent(128), hasError: true },
    { what: 'als, rank 64, Cholesky', start: squares(64, null, null), hasError: true },
    { what: 'als, rank 64, conjugate gradients', start: squares(64, 3, null), hasError: true },
    { what: 'implicit-als, rank 64, Cholesky', start: squares(64, null, 1), hasError: false },
    { what: 'implicit-als, rank 64, conjugate gradients', start: squares(64, 3, 1), hasError: false },
    { what: 'bayes, rank 16', start: bayes, hasError: false },
  ];
}

/** Steps of one thread and of two in turns, so that what else the machine does falls on both alike. */
export async function timeSteps({ start, hasError }: Work, { held }: BenchData): Promise<Timed> {
  const trainings = [await start(1), await start(2)] as const;
  const clock: [number[], number[]] = [[], []];
  const processor: [number[], number[]] = [[], []];
  for (let step = 1; step <= counted + 1; step++)
    for (const which of [0, 1] as const) {
      const [started, before] = [performance.now(), process.cpuUsage()];
      await trainings[which].step(step, () => undefined);
      const { user, system } = process.cpuUsage(before);
      if (step === 1) continue;
      clock[which].push((performance.now() - started) / 1000);
      processor[which].push((user + system) / 1e6);
    }
  const rmse = hasError ? spread * Math.sqrt((await trainings[1].heldOutSquares(() => undefined)) / held) : null;
  for (const training of trainings) await training.close();
  const gain = medianOf(clock[0].map((one, at) => one / clock[1][at]!));
  const medians = ([one, two]: [number[], number[]]): [number, number] => [medianOf(one), medianOf(two)];
  return { clock: medians(clock), processor: medians(processor), gain, rmse };
}

function randomVectors(count: number, rank: number, random: Random): Vectors {
  const factors = Float64Array.from({ length: count * rank }, () => random.normal() / rank);
  return { bias: new Float64Array(count), factors };
}
