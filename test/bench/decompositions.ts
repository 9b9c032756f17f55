// The kernels beside mathjs, ml-matrix and, where Python has them, NumPy and SciPy on OpenBLAS with one thread.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as kernels from '../../src/kernels';
import { engine, hasRelaxedSimd } from '../../src/kernels/engine';
import { math } from '../../src/factorization/math';
import { toRows, transpose, type Matrix } from '../../src/matrix/dense';
import { createRandom } from '../../src/matrix/random';
import { call, median, peer } from './measure';

/** Floating-point operations over n³, where they are counted alike by all. */
const operations: Readonly<Record<string, number>> = { product: 2, LU: 2 / 3, Cholesky: 1 / 3, QR: 8 / 3 };

interface Work {
  readonly name: string;
  /** The largest n at which it is run. */
  readonly upTo: number;
  readonly own: () => unknown;
  readonly mathjs: { readonly upTo: number; readonly run: () => unknown } | null;
  readonly mlMatrix: { readonly upTo: number; readonly run: () => unknown } | null;
}

/** Prints the table for n = 200, 400 and 1000. */
export function benchDecompositions(seed: number): void {
  const peak = peakSpeed();
  const simd = hasRelaxedSimd() ? 'relaxed' : 'plain';
  console.log(`\nKernels on ${simd} SIMD, whose peak is ${peak.toFixed(1)} GFLOP/s here; one thread. Medians in ms.`);
  console.log(
    '| what                 |    n |     own | GFLOP/s | of peak | OpenBLAS | own/it |   mathjs | it/own | ml-matrix | it/own |',
  );
  for (const n of [200, 400, 1000]) {
    const a = normal(n, seed);
    const python = byPython(a, n < 1000 ? 5 : 3);
    for (const work of works(a)) {
      if (n > work.upTo) continue;
      const own = median(n < 1000 ? 7 : 3, work.own);
      const speed = (operations[work.name] ?? 0) * (n ** 3 / own / 1e6);
      const theirs = python[work.name] ?? null;
      const [mathjs, mlMatrix] = [work.mathjs, work.mlMatrix].map((other) =>
        other !== null && n <= other.upTo ? median(1, other.run) : null,
      );
      const cells = [
        work.name.padEnd(20),
        String(n).padStart(4),
        own.toFixed(2).padStart(7),
        (speed > 0 ? speed.toFixed(1) : '').padStart(7),
        (speed > 0 ? `${((100 * speed) / peak).toFixed(0)} %` : '').padStart(7),
        (theirs?.toFixed(2) ?? '').padStart(8),
        (theirs === null ? '' : (own / theirs).toFixed(1)).padStart(6),
        (mathjs?.toFixed(0) ?? '').padStart(8),
        (mathjs === undefined || mathjs === null ? '' : (mathjs / own).toFixed(0)).padStart(6),
        (mlMatrix?.toFixed(0) ?? '').padStart(9),
        (mlMatrix === undefined || mlMatrix === null ? '' : (mlMatrix / own).toFixed(1)).padStart(6),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

function works(a: Matrix): Work[] {
  const n = a.rows;
  const definite = kernels.product(a, transpose(a));
  for (let i = 0; i < n; i++) definite.values[i * n + i]! += 1;
  const mirrored = transpose(a);
  const symmetric = { ...a, values: a.values.map((value, at) => value + mirrored.values[at]!) };
  const dense = math.matrix(toRows(a).map((row) => row.map(Number)));
  const ml = peer('ml-matrix');
  const [general, positive, even] = [a, definite, symmetric].map((matrix) => mlMatrixOf(ml, matrix));
  const by = (name: string, matrix: unknown, upTo: number): Work['mlMatrix'] =>
    ml === null ? null : { upTo, run: () => construct(ml, name, matrix) };
  return [
    {
      name: 'product',
      upTo: 1000,
      own: () => kernels.product(a, a),
      mathjs: { upTo: 400, run: () => math.multiply(dense, dense) },
      mlMatrix: ml === null ? null : { upTo: 1000, run: () => call(general, 'mmul', general) },
    },
    {
      name: 'LU',
      upTo: 1000,
      own: () => kernels.lu(a),
      mathjs: { upTo: 400, run: () => math.lup(dense) },
      mlMatrix: by('LuDecomposition', general, 1000),
    },
    {
      name: 'Cholesky',
      upTo: 1000,
      own: () => kernels.cholesky(definite),
      mathjs: null,
      mlMatrix: by('CholeskyDecomposition', positive, 1000),
    },
    {
      name: 'QR',
      upTo: 1000,
      own: () => kernels.qr(a),
      mathjs: { upTo: 200, run: () => math.qr(dense) },
      mlMatrix: by('QrDecomposition', general, 400),
    },
    {
      name: 'symmetric eigen',
      upTo: 1000,
      own: () => kernels.symmetricEigen(symmetric),
      mathjs: null,
      mlMatrix: by('EigenvalueDecomposition', even, 400),
    },
    {
      name: 'SVD',
      upTo: 1000,
      own: () => kernels.svd(a),
      mathjs: null,
      mlMatrix: by('SingularValueDecomposition', general, 400),
    },
    { name: 'Schur', upTo: 500, own: () => kernels.schur(a), mathjs: null, mlMatrix: null },
    {
      name: 'eigen',
      upTo: 500,
      own: () => kernels.eigen(a),
      mathjs: null,
      mlMatrix: by('EigenvalueDecomposition', general, 200),
    },
  ];
}

function normal(n: number, seed: number): Matrix {
  const random = createRandom(seed);
  return { rows: n, columns: n, values: Float64Array.from({ length: n * n }, () => random.normal()) };
}

/** GFLOP/s of a loop of multiply-additions without memory. */
function peakSpeed(): number {
  const rounds = 2e6;
  const loop = (): unknown => engine().run((arena) => arena.kernels.multiplyAddLoop(rounds));
  return (40 * rounds) / median(9, loop) / 1e6;
}

function mlMatrixOf(ml: unknown, a: Matrix): unknown {
  return ml === null ? null : construct(ml, 'Matrix', toRows(a));
}

function construct(of: unknown, name: string, argument: unknown): unknown {
  const type: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
  return typeof type === 'function' ? Reflect.construct(type, [argument]) : null;
}

/** Medians by NumPy and SciPy, by name; none where BENCH_PYTHON, or python3, has them not. */
function byPython(a: Matrix, runs: number): Readonly<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'factorize-bench-'));
  try {
    const file = join(folder, 'matrix.bin');
    writeFileSync(file, new Uint8Array(a.values.buffer));
    const script = join(__dirname, 'decompositions.py');
    const python = process.env['BENCH_PYTHON'] ?? 'python3';
    const { status, stdout } = spawnSync(python, [script, file, String(a.rows), String(runs)], { encoding: 'utf8' });
    if (status !== 0) return {};
    const answer: unknown = JSON.parse(stdout);
    return typeof answer === 'object' && answer !== null
      ? Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, Number(value)]))
      : {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}
