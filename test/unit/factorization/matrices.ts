import { cell, createMatrix, multiply, transpose, type LabelledMatrix, type Matrix } from '../../../src/matrix/dense';
import { createRandom, type Random } from '../../../src/matrix/random';
import type { DecompositionMethod } from '../../../src/protocol/methods';
import { byMethod } from '../../../src/protocol/options';
import type { DecomposeRequest } from '../../../src/protocol/request';
import { quiet } from '../../../src/protocol/control';
import type { DecompositionAnalysis, Factor } from '../../../src/protocol/results';
import { decompose } from '../../../src/factorization';
import { diagonal } from '../../../src/factorization/factor';
import { householderQr } from '../../../src/factorization/householder';
import { svd } from '../../../src/factorization/svd';

export const ulp = 2 ** -52;

export function labelled(matrix: Matrix): LabelledMatrix {
  return { ...matrix, name: null, rowLabels: null, columnLabels: null };
}

export function singularValues(a: Matrix): Float64Array {
  return svd(a).s;
}

export function ask(matrix: Matrix, method: 'auto' | DecompositionMethod, options: Partial<DecomposeRequest> = {}) {
  const request: DecomposeRequest = {
    kind: 'decompose',
    matrix: labelled(matrix),
    method,
    rank: null,
    learningRate: null,
    iterations: null,
    seed: 0,
    ...options,
  };
  return decompose(request, quiet);
}

/** By a method of several that are tried, each with those of the options that it takes. */
export function askEach(matrix: Matrix, method: DecompositionMethod, options: Partial<DecomposeRequest>) {
  const { request } = ask(matrix, 'gd', { iterations: 1 });
  return decompose(byMethod({ ...request, ...options }, method), quiet);
}

export function factorOf(analysis: DecompositionAnalysis, name: string): Factor {
  const found = analysis.factors.find((factor) => factor.name === name);
  if (found === undefined) throw new Error(`no factor ${name}`);
  return found;
}

/** What is said of a quantity. */
export function quantity(analysis: DecompositionAnalysis, name: string): string {
  const found = analysis.quantities?.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no quantity ${name}`);
  return found.text;
}

export function uniform(m: number, n: number, random: Random): Matrix {
  const out = createMatrix(m, n);
  for (let i = 0; i < out.values.length; i++) out.values[i] = 2 * random.uniform() - 1;
  return out;
}

export function orthogonal(n: number, random: Random): Matrix {
  return householderQr(uniform(n, n, random), () => undefined).q;
}

/** U diag(d) Vᵀ for random orthogonal U and V: singular values are d. */
export function withSpectrum(d: readonly number[], random: Random): Matrix {
  const n = d.length;
  return multiply(multiply(orthogonal(n, random), diagonal(d)), transpose(orthogonal(n, random)));
}

export function times(a: Matrix, scale: number): Matrix {
  return { ...a, values: a.values.map((value) => value * scale) };
}

export function symmetricPart(a: Matrix): Matrix {
  const out = createMatrix(a.rows, a.rows);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.rows; j++) out.values[i * a.rows + j] = (cell(a, i, j) + cell(a, j, i)) / 2;
  return out;
}

/** λ on the diagonal, 1 above it: one eigenvector. */
export function jordan(n: number, lambda: number): Matrix {
  const out = diagonal(new Float64Array(n).fill(lambda));
  for (let i = 0; i + 1 < n; i++) out.values[i * n + i + 1] = 1;
  return out;
}

/** Square matrices of the kinds that LAPACK's tests try, each with its name. */
export function squareKinds(n: number, seed: number): [string, Matrix][] {
  const random = createRandom(seed);
  const spread = (f: (share: number) => number): Matrix =>
    withSpectrum(
      Array.from({ length: n }, (_, i) => f(n === 1 ? 0 : i / (n - 1))),
      random,
    );
  const general = uniform(n, n, random);
  const shifted = uniform(n, n, random);
  return [
    ['zero', createMatrix(n, n)],
    ['identity', diagonal(new Float64Array(n).fill(1))],
    ['uniform', general],
    ['symmetric', symmetricPart(general)],
    ['orthogonal', orthogonal(n, random)],
    ['even spectrum', spread((share) => 1 - share * (1 - ulp))],
    ['geometric spectrum', spread((share) => ulp ** share)],
    ['clustered spectrum', spread((share) => (share < 1 ? 1 : ulp))],
    ['one large, the rest ulp', spread((share) => (share === 0 ? 1 : ulp))],
    ['singular', spread((share) => (share > 0.5 ? 0 : 1))],
    ['near overflow', times(shifted, 2 ** 1015)],
    ['near underflow', times(shifted, 2 ** -1015)],
    ['Jordan block', jordan(n, 0.5)],
    ['transposed Jordan block', transpose(jordan(n, 0.5))],
    ['Jordan block in another basis', similar(jordan(n, 0.5), orthogonal(n, random))],
    ['graded', { ...general, values: general.values.map((value, at) => value * 10 ** -Math.floor(at / n)) }],
    ['integers', { ...general, values: general.values.map((value) => Math.round(4 * value)) }],
    ['companion of xⁿ − 1', companion(n)],
  ];
}

function similar(a: Matrix, q: Matrix): Matrix {
  return multiply(multiply(q, a), transpose(q));
}

/** The companion matrix of xⁿ − 1, a cyclic shift: its eigenvalues are the n-th roots of unity. */
export function companion(n: number): Matrix {
  const out = createMatrix(n, n);
  for (let i = 0; i < n; i++) out.values[((i + 1) % n) * n + i] = 1;
  return out;
}
