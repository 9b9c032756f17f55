// Ratings and tables of other kinds than the file that the solvers were looked at on: what the default, als and sgd come to.
import { prepareTraining, trainRatings, type ReadRatings } from '../../src/completion';
import { createRandom, type Random } from '../../src/matrix/random';
import { quiet } from '../../src/protocol/control';
import { trainRequest } from '../unit/trainRequest';

/** Draws cells of μ + s (b_i + c_j + u_i·v_j + noise), by `write` as they are written down. */
interface Kind {
  readonly rows: number;
  readonly columns: number;
  readonly known: number;
  readonly rank: number;
  /** Of the biases, the products and the noise. */
  readonly sizes: readonly [biases: number, products: number, noise: number];
  readonly write: (value: number) => number;
  /** The share of the columns that few of the rows know: each is as well known as 1/(1 + j)^skew. */
  readonly skew: number;
}

const kept = (low: number, high: number, step: number) => (value: number) =>
  Math.min(high, Math.max(low, step * Math.round(value / step)));

const kinds: Readonly<Record<string, Kind>> = {
  '1 to 10 in halves': {
    rows: 2000,
    columns: 500,
    known: 60_000,
    rank: 5,
    sizes: [0.7, 0.8, 1],
    write: (z) => kept(1, 10, 0.5)(6.5 + 1.8 * z),
    skew: 0.7,
  },
  '0 to 100, whole': {
    rows: 1000,
    columns: 400,
    known: 50_000,
    rank: 3,
    sizes: [0.8, 0.6, 0.8],
    write: (z) => kept(0, 100, 1)(60 + 18 * z),
    skew: 0.5,
  },
  '−10 to 10, half known': {
    rows: 1500,
    columns: 100,
    known: 75_000,
    rank: 4,
    sizes: [0.6, 0.8, 1],
    write: (z) => kept(-10, 10, 0.01)(1 + 4 * z),
    skew: 0,
  },
  counts: {
    rows: 1500,
    columns: 600,
    known: 40_000,
    rank: 3,
    sizes: [0.6, 0.6, 0.5],
    write: (z) => Math.max(1, Math.round(Math.exp(0.5 + z))),
    skew: 0.8,
  },
  '5 stars, 3 to a row': {
    rows: 8000,
    columns: 2000,
    known: 24_000,
    rank: 4,
    sizes: [0.6, 0.5, 1],
    write: (z) => kept(1, 5, 1)(3.6 + z),
    skew: 1,
  },
  'thousandths, 2000×50': {
    rows: 2000,
    columns: 50,
    known: 70_000,
    rank: 5,
    sizes: [0.5, 1, 0.3],
    write: (z) => 1e-3 * (2 + z),
    skew: 0,
  },
  'millions, 2000×50': {
    rows: 2000,
    columns: 50,
    known: 70_000,
    rank: 5,
    sizes: [0.5, 1, 0.3],
    write: (z) => 1e6 * (2 + z),
    skew: 0,
  },
};

/** Every cell once at most; rows are as active as the columns are known. */
function drawRatings({ rows, columns, known, rank, sizes, write, skew }: Kind, random: Random): ReadRatings {
  const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  const [b, c, u, v] = [normals(rows), normals(columns), normals(rows * rank), normals(columns * rank)];
  const pickOf = (count: number): (() => number) => {
    let sum = 0;
    const upTo = Float64Array.from({ length: count }, (_, j) => (sum += (1 + j) ** -skew));
    return () => {
      const at = random.uniform() * sum;
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! < at) low = middle + 1;
        else high = middle;
      }
      return low;
    };
  };
  const [row, column] = [pickOf(rows), pickOf(columns)];
  const cells = new Set<number>();
  while (cells.size < known) cells.add(row() * columns + column());
  const at = Uint32Array.from(cells);
  const value = (cell: number): number => {
    const [i, j] = [Math.floor(cell / columns), cell % columns];
    let product = 0;
    for (let f = 0; f < rank; f++) product += (u[i * rank + f]! * v[j * rank + f]!) / Math.sqrt(rank);
    return write((sizes[0] * (b[i]! + c[j]!)) / Math.SQRT2 + sizes[1] * product + sizes[2] * random.normal());
  };
  const ratings = {
    ...{
      rows,
      columns,
      rowIndex: at.map((cell) => Math.floor(cell / columns)),
      columnIndex: at.map((cell) => cell % columns),
    },
    values: Float64Array.from(at, value),
    userIds: Array.from({ length: rows }, (_, i) => `u${i}`),
    itemIds: Array.from({ length: columns }, (_, j) => `i${j}`),
  };
  return { ratings, duplicates: 0, sha256: '' };
}

/** Prints errors on a tenth of the ratings held out, beside those of biases alone and of the mean. */
export async function benchOtherSets(seed: number): Promise<void> {
  console.log(
    '\n| ratings               | solver |     RMSE | biases alone | of the mean | within 90 % | s of processors |',
  );
  for (const [name, kind] of Object.entries(kinds))
    for (const solver of ['bayes', 'als', 'sgd'] as const) {
      const read = drawRatings(kind, createRandom(seed));
      const used = process.cpuUsage();
      const request = trainRequest({ path: name, solver, seed });
      const { analysis } = await trainRatings(
        read,
        null,
        request,
        { modelId: 'bench', secondsLoad: 0, titles: null },
        quiet,
      );
      const { user, system } = process.cpuUsage(used);
      const { rmse, baselineRmse, coverage } = analysis.heldOut!;
      const { training, cells } = prepareTraining(read, null, request);
      const mean = training.values.reduce((sum, value) => sum + value / training.values.length, 0);
      const ofMean = Math.sqrt(cells!.values.reduce((sum, y) => sum + (y - mean) ** 2 / cells!.values.length, 0));
      console.log(
        `| ${name.padEnd(21)} | ${solver.padEnd(6)} | ${rmse.toPrecision(4).padStart(9)} | ` +
          `${baselineRmse.toPrecision(4).padStart(9)} | ${ofMean.toPrecision(4).padStart(9)} | ` +
          `${(coverage?.toFixed(3) ?? '').padStart(11)} | ${((user + system) / 1e6).toFixed(1).padStart(5)} |`,
      );
    }
}
