// `npm run bench:training`: what an epoch, an iteration and a sweep take, with one thread and with two, on synthetic
// ratings with marginals like those of films. `-- 10` takes 10 million ratings; without it 1 million. Where BENCH_PYTHON
// names a Python that has them, LIBMF, implicit and cmfrec run on the same ratings with two threads. Processor time says more than
// the clock on a machine that has other work.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import * as path from 'node:path';
import { createDescent, createLeastSquares, type Training, type TrainingData, type Vectors } from '../../src/kernels';
import type { Observations } from '../../src/matrix/observations';
import { createRandom, type Random } from '../../src/matrix/random';
import { createBayesTraining } from '../../src/completion/training/bayes';
import { race } from './race';
import { benchTopLists } from './topLists';

const SEED = 2;
const REPEATS = 5;

/** Users and items by a lognormal popularity, biases, taste of rank 8, noise; pairs may repeat. */
function syntheticRatings(count: number): Observations {
  const [rows, columns] = count > 2e6 ? [69_878, 10_677] : [6040, 3706];
  const random = createRandom(SEED);
  const [users, items] = [popularity(rows, 1, random), popularity(columns, 1.6, random)];
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  const [b, c, u, v] = [normal(rows), normal(columns), normal(8 * rows), normal(8 * columns)];
  const rowIndex = new Uint32Array(count);
  const columnIndex = new Uint32Array(count);
  const values = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const [i, j] = [pick(users, random), pick(items, random)];
    let taste = 0;
    for (let f = 0; f < 8; f++) taste += u[8 * i + f]! * v[8 * j + f]!;
    const y = 3.55 + 0.4 * b[i]! + 0.5 * c[j]! + 0.2 * taste + 0.75 * random.normal();
    rowIndex[t] = i;
    columnIndex[t] = j;
    values[t] = Math.min(Math.max(Math.round(2 * y) / 2, 0.5), 5);
  }
  return { rows, columns, rowIndex, columnIndex, values };
}

function popularity(count: number, spread: number, random: Random): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: count }, () => (sum += Math.exp(spread * random.normal())));
}

function pick(cumulative: Float64Array, random: Random): number {
  const wanted = random.uniform() * cumulative.at(-1)!;
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Measured {
  readonly clock: number;
  readonly processor: number;
}

/** The medians of some steps, after one that is not counted, in seconds. */
async function measure(training: Training): Promise<Measured> {
  const [clock, processor]: [number[], number[]] = [[], []];
  for (let step = 1; step <= REPEATS + 1; step++) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await training.step(step, () => undefined);
    const { user, system } = process.cpuUsage(before);
    if (step === 1) continue;
    clock.push((performance.now() - started) / 1000);
    processor.push((user + system) / 1e6);
  }
  training.close();
  const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { clock: median(clock), processor: median(processor) };
}

function randomVectors(count: number, rank: number, random: Random): Vectors {
  const factors = Float64Array.from({ length: count * rank }, () => random.normal() / rank);
  return { bias: new Float64Array(count), factors };
}

async function main(millions: number): Promise<void> {
  const cells = syntheticRatings(millions * 1e6);
  const data: TrainingData = {
    ...{ cells, held: null, standard: { mean: 3.5, spread: 1.1 }, scale: { low: 0.5, high: 5 } },
  };
  const descent = (rank: number) => (threads: number) =>
    createDescent(data, { rank, regularization: 1, learningRate: 0.3, epochs: REPEATS + 1, seed: 0, threads });
  const squares = (rank: number, steps: number | null, confidence: number | null) => (threads: number) => {
    const random = createRandom(SEED);
    const start = { row: randomVectors(cells.rows, rank, random), column: randomVectors(cells.columns, rank, random) };
    const standard = confidence === null ? data.standard : { mean: 0, spread: 1 };
    return createLeastSquares({ ...data, standard }, { rank, regularization: 10, confidence, steps, start, threads });
  };
  const bayes = (rank: number) => (threads: number) =>
    createBayesTraining(data, { rank, sweeps: REPEATS + 1, seed: 0, threads });
  const works: readonly (readonly [string, (threads: number) => Promise<Training>])[] = [
    ['sgd, rank 32', descent(32)],
    ['sgd, rank 64', descent(64)],
    ['sgd, rank 128', descent(128)],
    ['als, rank 64, Cholesky', squares(64, null, null)],
    ['als, rank 64, conjugate gradients', squares(64, 3, null)],
    ['implicit-als, rank 64, Cholesky', squares(64, null, 1)],
    ['implicit-als, rank 64, conjugate gradients', squares(64, 3, 1)],
    ['bayes, rank 16', bayes(16)],
  ];
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, ${millions} million ratings of ` +
      `${cells.rows} × ${cells.columns}, medians of ${REPEATS}, load ${load.join(' ')}`,
  );
  console.log(
    '| what | processor s, 1 thread | 2 threads | million cells a second a core | s by the clock, 1 | 2 | × |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [what, start] of works) {
    const one = await measure(await start(1));
    const two = await measure(await start(2));
    const figures = [one.processor, two.processor].map((s) => s.toFixed(3));
    const rate = (cells.values.length / one.processor / 1e6).toFixed(1);
    const times = [one.clock.toFixed(3), two.clock.toFixed(3), (one.clock / two.clock).toFixed(2)];
    console.log(`| ${[what, ...figures, rate, ...times].join(' | ')} |`);
  }
  console.log(`Peak memory of the process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  await race(cells);
  await benchTopLists();
  runPeers(cells);
}

/** The same ratings in Python, where there is one that has the libraries. */
function runPeers({ rowIndex, columnIndex, values }: Observations): void {
  const python = process.env['BENCH_PYTHON'];
  if (python === undefined) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-training-'));
  try {
    writeFileSync(path.join(folder, 'users'), rowIndex);
    writeFileSync(path.join(folder, 'items'), columnIndex);
    writeFileSync(path.join(folder, 'values'), Float32Array.from(values));
    const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    execFileSync(python, [path.join(__dirname, 'training.py'), folder], { env: environment, stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main(Number(process.argv[2] ?? 1));
