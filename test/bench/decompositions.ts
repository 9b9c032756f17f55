// The kernels beside mathjs, ml-matrix and, where Python has them, NumPy and SciPy on OpenBLAS with one thread.
import { all, create } from 'mathjs';
import * as kernels from '../../src/kernels';
import { engine } from '../../src/kernels/engine';
import { hasRelaxedSimd } from '../../src/kernels/module';
import { toMath } from '../../src/factorization/math';
import { transpose, type Matrix } from '../../src/matrix/dense';
import { createRandom } from '../../src/matrix/random';
import { call, leastProcessorTime, peer, processorTime } from './measure';
import { askPython } from './python';

/** Floating-point operations over n³, where they are counted alike by all. */
const operations: Readonly<Record<string, number>> = { product: 2, LU: 2 / 3, Cholesky: 1 / 3, QR: 8 / 3 };

/** At most so many times OpenBLAS's time; of mathjs's and ml-matrix's, at n = 400, at least so many times ours. */
const openBlasBar = 4;
const barsAt400 = { mathjs: 30, mlMatrix: { direct: 5, iterative: 8 } };

export interface Work {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly own: (inputs: Inputs) => unknown;
  readonly mathjs?: (a: number[][]) => unknown;
  /** The class of ml-matrix, or its method, and how many times faster than it ours has to be. */
  readonly mlMatrix?: { readonly name: string; readonly bar: number };
  /** Which of the inputs it is about. */
  readonly of?: keyof Inputs;
}

export interface Inputs {
  readonly general: Matrix;
  readonly definite: Matrix;
  readonly symmetric: Matrix;
}

const mathjs = create(all ?? {}, {});
const direct = [200, 400, 1000];
const { mlMatrix: mlBars } = barsAt400;

export const works: readonly Work[] = [
  {
    name: 'product',
    sizes: direct,
    own: ({ general }) => kernels.product(general, general),
    mathjs: (a) => mathjs.multiply(a, a),
    mlMatrix: { name: 'mmul', bar: mlBars.direct },
  },
  {
    name: 'LU',
    sizes: direct,
    own: ({ general }) => kernels.lu(general),
    mathjs: (a) => mathjs.lup(a),
    mlMatrix: { name: 'LuDecomposition', bar: mlBars.direct },
  },
  {
    name: 'Cholesky',
    sizes: direct,
    of: 'definite',
    own: ({ definite }) => kernels.cholesky(definite),
    mlMatrix: { name: 'CholeskyDecomposition', bar: mlBars.direct },
  },
  {
    name: 'QR',
    sizes: direct,
    own: ({ general }) => kernels.qr(general),
    mathjs: (a) => mathjs.qr(a),
    mlMatrix: { name: 'QrDecomposition', bar: mlBars.direct },
  },
  { name: 'QR, columns pivoted', sizes: direct, own: ({ general }) => kernels.pivotedQr(general) },
  {
    name: 'symmetric eigen',
    sizes: direct,
    of: 'symmetric',
    own: ({ symmetric }) => kernels.symmetricEigen(symmetric),
    mlMatrix: { name: 'EigenvalueDecomposition', bar: mlBars.iterative },
  },
  {
    name: 'SVD',
    sizes: direct,
    own: ({ general }) => kernels.svd(general),
    mlMatrix: { name: 'SingularValueDecomposition', bar: mlBars.iterative },
  },
  { name: 'Schur', sizes: [200, 500], own: ({ general }) => kernels.schur(general) },
  { name: 'eigen', sizes: [200, 500], own: ({ general }) => kernels.eigen(general) },
];

/** Prints the table. */
export function benchDecompositions(seed: number): void {
  const peak = peakSpeed();
  const simd = hasRelaxedSimd() ? 'relaxed' : 'plain';
  console.log(
    `\nKernels on ${simd} SIMD, whose peak is ${peak.toFixed(1)} GFLOP/s here; one thread. The least processor time in ms; ` +
      `bars: ${openBlasBar} times OpenBLAS; at n = 400 mathjs's time over ${barsAt400.mathjs}, ml-matrix's over ${mlBars.direct} or ${mlBars.iterative}.`,
  );
  console.log(
    '| what                |    n |    own | GFLOP/s | of peak | OpenBLAS | own/it | mathjs | it/own | ml-matrix | it/own | bars    |',
  );
  console.log(`| --- |${' ---: |'.repeat(10)} --- |`);
  for (const n of [200, 400, 500, 1000]) {
    const inputs = inputsOf(n, seed);
    const python = askPython('decompositions.py', [inputs.general], [n, n < 1000 ? 7 : 5]);
    for (const work of works) if (work.sizes.includes(n)) printRow(work, n, inputs, python[work.name] ?? null, peak);
  }
}

function printRow(work: Work, n: number, inputs: Inputs, openBlas: number | null, peak: number): void {
  const measureOwn = (): number => leastProcessorTime(n < 1000 ? 7 : 3, () => work.own(inputs));
  const before = measureOwn();
  // neither is asked for more than n = 400, where both take seconds
  const theirs = n > 400 ? null : timeOfMathjs(work, inputs);
  const mlMatrix = n > 400 ? null : timeOfMlMatrix(work, inputs);
  // on either side of the others, as what else the machine does comes and goes
  const own = Math.min(before, measureOwn());
  const speed = (operations[work.name] ?? 0) * (n ** 3 / own / 1e6);
  const met = [
    openBlas === null || own <= openBlasBar * openBlas,
    n !== 400 || theirs === null || theirs >= barsAt400.mathjs * own,
    n !== 400 || mlMatrix === null || mlMatrix >= (work.mlMatrix?.bar ?? 0) * own,
  ].every((one) => one);
  const cells = [
    work.name.padEnd(19),
    String(n).padStart(4),
    own.toFixed(2).padStart(6),
    (speed > 0 ? speed.toFixed(1) : '').padStart(7),
    (speed > 0 ? `${((100 * speed) / peak).toFixed(0)} %` : '').padStart(7),
    (openBlas?.toFixed(2) ?? '').padStart(8),
    (openBlas === null ? '' : (own / openBlas).toFixed(1)).padStart(6),
    (theirs?.toFixed(0) ?? '').padStart(6),
    (theirs === null ? '' : (theirs / own).toFixed(0)).padStart(6),
    (mlMatrix?.toFixed(0) ?? '').padStart(9),
    (mlMatrix === null ? '' : (mlMatrix / own).toFixed(1)).padStart(6),
    (met ? 'met' : 'not met').padEnd(7),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Compiled before on small matrices, since the large ones take seconds. */
function timeOfMathjs({ mathjs: run }: Work, { general }: Inputs): number | null {
  if (run === undefined) return null;
  const a = toMath(general);
  const small = a.slice(0, 60).map((row) => row.slice(0, 60));
  for (let i = 0; i < 20; i++) run(small);
  return Math.min(...Array.from({ length: 2 }, () => processorTime(() => run(a))));
}

function timeOfMlMatrix({ mlMatrix, of }: Work, inputs: Inputs): number | null {
  const ml = peer('ml-matrix');
  if (ml === null || mlMatrix === undefined) return null;
  const matrix = construct(ml, 'Matrix', toMath(inputs[of ?? 'general']));
  return leastProcessorTime(2, () =>
    mlMatrix.name === 'mmul' ? call(matrix, 'mmul', matrix) : construct(ml, mlMatrix.name, matrix),
  );
}

export function inputsOf(n: number, seed: number): Inputs {
  const random = createRandom(seed);
  const general = { rows: n, columns: n, values: Float64Array.from({ length: n * n }, () => random.normal()) };
  const mirrored = transpose(general);
  const definite = kernels.product(general, mirrored);
  for (let i = 0; i < n; i++) definite.values[i * n + i]! += 1;
  const symmetric = { ...general, values: general.values.map((value, at) => value + mirrored.values[at]!) };
  return { general, definite, symmetric };
}

/** GFLOP/s of a loop of multiply-additions without memory. */
function peakSpeed(): number {
  const rounds = 1e6;
  const loop = (): unknown => engine().run(0, (arena) => arena.kernels.multiplyAddLoop(rounds));
  loop();
  return (96 * rounds) / Math.min(...Array.from({ length: 15 }, () => processorTime(loop))) / 1e6;
}

function construct(of: unknown, name: string, argument: unknown): unknown {
  const type: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
  return typeof type === 'function' ? Reflect.construct(type, [argument]) : null;
}
