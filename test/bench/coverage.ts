// Whether intervals hold as often as they say, on random matrices whose missing cells are known to us.
import { complete } from '../../src/completion';
import { cell, createMatrix, type LabelledMatrix, type Matrix } from '../../src/matrix/dense';
import { createRandom, type Random } from '../../src/matrix/random';
import { quiet } from '../../src/protocol/control';
import { determined } from '../../src/protocol/analyses';
import type { CompletionSolver } from '../../src/protocol/methods';

/** The shares of missing cells within their intervals, over some matrices. */
export interface Coverage {
  readonly matrices: number;
  readonly cells: number;
  /** Levels and the shares of cells within. */
  readonly shares: ReadonlyMap<number, number>;
}

/** Sizes of matrices, m × n: both ends of m and of n, from which they are drawn by their logarithms. */
export interface Band {
  readonly rows: readonly [least: number, most: number];
  readonly columns: readonly [least: number, most: number];
}

const square = (least: number, most: number): Band => ({ rows: [least, most], columns: [least, most] });

export const small = square(5, 9);

/** From 3×3 to 200×50; on the first two less is asked of intervals. */
const bands: readonly Band[] = [
  square(3, 4),
  small,
  square(10, 19),
  square(20, 50),
  { rows: [51, 200], columns: [10, 50] },
];

/** m × n of biases, factors of rank 0 to 4 and noise of a tenth to all of their size, 20 to 90 % of it known. */
function drawMatrix(band: Band, random: Random): { truth: Matrix; holed: LabelledMatrix } {
  const between = (low: number, high: number): number =>
    Math.exp(Math.log(low) + random.uniform() * Math.log(high / low));
  const size = ([least, most]: Band['rows']): number => Math.round(between(least - 0.4, most + 0.4));
  const [rows, columns] = [size(band.rows), size(band.columns)];
  const rank = random.integer(5);
  const bias = rank === 0 || random.uniform() < 0.7 ? 0.7 : 0;
  const noise = between(0.1, 1);
  const density = 0.2 + 0.7 * random.uniform();
  const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  const [b, c, u, v] = [normals(rows), normals(columns), normals(rows * rank), normals(columns * rank)];
  const mean = 3 * random.normal();
  const truth = createMatrix(rows, columns);
  const holed = createMatrix(rows, columns, Number.NaN);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let value = mean + bias * (b[i]! + c[j]!) + noise * random.normal();
      for (let f = 0; f < rank; f++) value += (u[i * rank + f]! * v[j * rank + f]!) / Math.sqrt(rank);
      const at = i * columns + j;
      truth.values[at] = value;
      // One cell in every row and column is known in any case.
      if (random.uniform() < density || i % columns === j || j % rows === i) holed.values[at] = value;
    }
  return { truth, holed: { ...holed, name: null, rowLabels: null, columnLabels: null } };
}

/** Completes `matrices` random matrices of a band; cells that are said not to be determined, which show no interval, do not count. */
export function measureCoverage(
  matrices: number,
  band: Band,
  seed: number,
  solver: 'auto' | CompletionSolver = 'auto',
): Coverage {
  const random = createRandom(seed);
  const within = new Map<number, number>();
  let [cells, counted] = [0, 0];
  for (let one = 0; counted < matrices; one++) {
    const { truth, holed } = drawMatrix(band, random);
    if (holed.values.every((value) => !Number.isNaN(value))) continue;
    const analysis = complete(
      {
        kind: 'complete',
        matrix: holed,
        solver,
        rank: 'auto',
        regularization: 'auto',
        bias: true,
        learningRate: null,
        iterations: null,
        seed: one,
      },
      quiet,
    );
    const predictions = determined(analysis.predictions);
    if (predictions.length === 0) continue;
    counted++;
    // Each matrix counts alike, whatever its size.
    for (const { row, column, intervals } of predictions)
      for (const { level, lower, upper } of intervals ?? []) {
        const actual = cell(truth, row, column);
        const share = lower <= actual && actual <= upper ? 1 / predictions.length : 0;
        within.set(level, (within.get(level) ?? 0) + share);
      }
    cells += predictions.length;
  }
  const shares = new Map(Array.from(within, ([level, sum]) => [level, sum / matrices]));
  return { matrices, cells, shares };
}

/** Prints the table; COVERAGE=2000 measures so many matrices. */
export function benchCoverage(): void {
  const matrices = Number(process.env['COVERAGE'] ?? 40);
  console.log(`\nMissing cells of ${matrices} random matrices within their intervals, 20 to 90 % known`);
  console.log(`| ${'size'.padEnd(16)} | matrices |   cells |  50 % |  80 % |  90 % |  95 % | ms each |`);
  for (const [at, band] of bands.entries()) {
    const each = Math.ceil(matrices / bands.length);
    const used = process.cpuUsage();
    const { cells, shares } = measureCoverage(each, band, at + 1);
    const { user, system } = process.cpuUsage(used);
    const columns = [0.5, 0.8, 0.9, 0.95].map((level) => (shares.get(level) ?? Number.NaN).toFixed(3));
    const [rows, others] = [band.rows, band.columns];
    console.log(
      `| ${`${rows[0]}×${others[0]} to ${rows[1]}×${others[1]}`.padEnd(16)} | ${String(each).padStart(8)} | ` +
        `${String(cells).padStart(7)} | ${columns.join(' | ')} | ${((user + system) / 1000 / each).toFixed(0).padStart(7)} |`,
    );
  }
}
