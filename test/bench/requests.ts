import { createMatrix, type LabelledMatrix } from '../../src/matrix/dense';
import { createRandom } from '../../src/matrix/random';
import type { DecompositionMethod } from '../../src/protocol/methods';
import { takesOption } from '../../src/protocol/options';
import type { DecomposeRequest } from '../../src/protocol/request';

/** Normal numbers, of which that share is known and the rest is missing. */
export function randomMatrix(rows: number, columns: number, seed: number, known = 1): LabelledMatrix {
  const random = createRandom(seed);
  const matrix = createMatrix(rows, columns);
  matrix.values.forEach((_, i) => (matrix.values[i] = random.uniform() < known ? random.normal() : Number.NaN));
  return { ...matrix, name: null, rowLabels: null, columnLabels: null };
}

/** To decompose a random n × n matrix of the kind that the method is made for. */
export function requestFor(method: DecompositionMethod, n: number, seed: number): DecomposeRequest {
  return {
    kind: 'decompose',
    matrix: matrixFor(method, n, seed),
    method,
    rank: null,
    learningRate: null,
    iterations: takesOption(method, 'iterations') ? 500 : null,
    seed,
    ...(method === 'solve' ? { rightSide: randomMatrix(n, 1, seed) } : {}),
  };
}

/** Positive definite, whole, without negative cells, or of any kind. */
function matrixFor(method: DecompositionMethod, n: number, seed: number): LabelledMatrix {
  const a = randomMatrix(n, n, seed);
  // a row echelon form is computed in fractions, in which the digits of random doubles multiply
  if (method === 'rref') return { ...a, values: a.values.map((value) => Math.round(10 * value)) };
  if (method === 'nmf') return { ...a, values: a.values.map(Math.abs) };
  if (method !== 'cholesky' && method !== 'ldl') return a;
  const row = (i: number): Float64Array => a.values.subarray(i * n, (i + 1) * n);
  const dot = (i: number, j: number): number => row(i).reduce((sum, value, k) => sum + value * row(j)[k]!, 0);
  return { ...a, values: Float64Array.from(a.values, (_, at) => dot(Math.floor(at / n), at % n)) };
}
