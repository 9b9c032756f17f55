import { faults } from '../../matrix/faults';
import { countEach } from '../../matrix/observations';
import { createRandom, shuffle, type Random } from '../../matrix/random';
import { Ground, total, type TrainingData } from './ground';
import { recordShape, type Records } from './records';
import { Layout } from './sharedMemory';
import { trainingOn, type Step, type Training } from './training';

export interface DescentOptions {
  readonly rank: number;
  /** λ, for cells of unit spread; of a row with m cells (m + κ) λ weighs on ‖u‖² and on b², of a column alike. */
  readonly regularization: number;
  /** κ: cells that each row and column is taken to have besides its own. */
  readonly pseudoCount: number;
  /** η₀; it falls along a cosine to a twentieth over all epochs. */
  readonly learningRate: number;
  readonly epochs: number;
  readonly seed: number;
  readonly threads: number;
}

/**
 * The columns' records of a block take at most about this many bytes, so that they stay in a core's own cache; those of
 * the rows pass by in order. Fewer and larger blocks have the rows pass less often.
 */
const columnBytes = 2 ** 19;

/** Blocks to a side, at least: so many threads can work at once. */
const fewestBlocks = 8;

/** Rows, or columns, to a block at most: they are written in 16 bits. */
const mostInBlock = 2 ** 16;

/** Records to a task. */
const recordsEach = 2 ** 13;

/** Deviation of the factors at the start, for cells of unit spread. */
const startScale = 0.1;

/** Squared errors met in the first epoch, as a share of what the mean alone leaves, past which the steps are too long. */
const mostLeft = 1.2;

/** η of the last epoch, as a share of η₀. */
const lastShare = 0.05;

/** What the solver keeps in the tail of a record: see `assembly/descent.ts`. */
const inTail = { bias: 0, share: 1, gradients: 2, norm: 3 } as const;

/**
 * Stochastic gradient descent in blocks: rows and columns are dealt at random into as many groups each, and a round
 * visits blocks of which no two share a row or a column, so that what comes out depends on the seed alone and not on
 * the threads. A first step throws the `worseThanMean` fault where the learning rate is too high. Sources: Gemulla, Nijkamp, Haas and Sismanis, KDD 2011; Chin, Zhuang, Juan and Lin, ACM TIST 6 (2015).
 */
export async function createDescent(data: TrainingData, options: DescentOptions): Promise<Training> {
  const { cells } = data;
  const { rows, columns } = cells;
  const count = cells.values.length;
  const grid = blocksToSide(rows, columns, 4 * recordShape(options.rank).stride);
  const [rowsEach, columnsEach] = [Math.ceil(rows / grid), Math.ceil(columns / grid)];
  const random = createRandom(options.seed);
  const layout = new Layout();
  const blocks = layout.take(2 * count, 4);
  const blockStarts = layout.take(grid * grid + 1, 4);
  const counters = layout.take(grid * grid, 4);
  const round = layout.take(grid, 4);
  const ground = await Ground.prepare(data, {
    ...{ rank: options.rank, threads: options.threads, sides: ['row'], scratch: 0, layout },
    orders: { row: dealt(rows, random), column: dealt(columns, random) },
    mostTasks: Math.max(grid, Math.ceil(Math.max(rows, columns) / recordsEach)),
  });
  const { row, column, shared, team, sizes } = ground;
  const grouped = ground.grouped.row!;
  const counts = { row: countEach(cells.rowIndex, rows), column: countEach(cells.columnIndex, columns) };
  begin(row, counts.row, options, random);
  begin(column, counts.column, options, random);
  const arrangement = [
    ...[rows, grid, rowsEach, columnsEach, grouped.starts.address, grouped.others.address, grouped.values.address],
    ...[blockStarts.address, counters.address, blocks.address],
  ];
  await team.run('arrangeBlocks', arrangement, grid, () => undefined);
  const starts = shared.integers(blockStarts);
  const sizeOf = (block: number): number => starts[block + 1]! - starts[block]!;

  const step = async (epoch: number, checkpoint: () => void): Promise<Step> => {
    for (const side of [row, column]) await measureNorms(ground, side, checkpoint);
    const rate = rateOf(epoch, options);
    let squares = 0;
    for (const shift of dealt(grid, createRandom(options.seed + 0x9e3779b9 * epoch))) {
      const members = Array.from({ length: grid }, (_, i) => i * grid + ((i + shift) % grid));
      // the largest last: tasks are taken from the end
      shared.integers(round).set(members.sort((a, b) => sizeOf(a) - sizeOf(b) || a - b));
      const settings = [
        ...[...sizes, grid, round.address, row.address, rowsEach, column.address, columnsEach],
        ...[blockStarts.address, blocks.address, rate, options.rank],
      ];
      squares += total(await team.run('descend', settings, grid, checkpoint));
    }
    await team.look();
    if (epoch === 1 && squares > mostLeft * count) throw faults.worseThanMean();
    return {
      objective: squares + penalty(row, counts.row, options) + penalty(column, counts.column, options),
      squares,
    };
  };
  return trainingOn(ground, step, [row.values, column.values]);
}

/** η₀ (s + (1 − s) (1 + cos πp) / 2), with p the share of the epochs that are done and s the last share. */
function rateOf(epoch: number, { learningRate, epochs }: DescentOptions): number {
  const progress = (epoch - 1) / Math.max(epochs - 1, 1);
  return learningRate * (lastShare + ((1 - lastShare) * (1 + Math.cos(Math.PI * progress))) / 2);
}

function blocksToSide(rows: number, columns: number, recordBytes: number): number {
  const forCache = Math.ceil((columns * recordBytes) / columnBytes);
  return Math.max(fewestBlocks, forCache, Math.ceil(Math.max(rows, columns) / mostInBlock));
}

/** 0 … count − 1 in random order. */
function dealt(count: number, random: Random): Uint32Array {
  return shuffle(
    Uint32Array.from({ length: count }, (_, i) => i),
    random,
  );
}

/** Random factors, zeros where there are no cells; λ's share of a cell; G = 1. */
function begin(side: Records, counts: Uint32Array, options: DescentOptions, random: Random): void {
  const { rank } = side.shape;
  const factors = new Float64Array(side.count * rank);
  for (let i = 0; i < side.count; i++)
    if (counts[i]! > 0) for (let f = 0; f < rank; f++) factors[i * rank + f] = startScale * random.normal();
  side.write({ bias: new Float64Array(side.count), factors });
  side.setTail(inTail.share, (i) => (counts[i]! > 0 ? weight(counts[i]!, options) / counts[i]! : 0));
  side.setTail(inTail.gradients, () => 1);
}

async function measureNorms({ team, sizes }: Ground, side: Records, checkpoint: () => void): Promise<void> {
  const settings = [...sizes, side.count, recordsEach, side.address];
  await team.run('measureNorms', settings, Math.ceil(side.count / recordsEach), checkpoint);
}

/** λ Σ (m + κ) (‖x‖² + b²), of which ‖x‖² stands in the records. */
function penalty({ values, shape, order }: Records, counts: Uint32Array, options: DescentOptions): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const start = order[i]! * shape.stride + shape.width;
    sum += weight(counts[i]!, options) * (values[start + inTail.norm]! + values[start + inTail.bias]! ** 2);
  }
  return sum;
}

/** What the squares of a vector with so many cells are multiplied with. */
const weight = (cells: number, { regularization, pseudoCount }: DescentOptions): number =>
  regularization * (cells + pseudoCount);
