import type { LabelledMatrix, Matrix } from '../../../src/matrix/dense';
import { fromRows } from '../../../src/matrix/dense';
import type { Observations } from '../../../src/matrix/observations';
import { observed } from '../../../src/matrix/observations';
import { createRandom, type Random } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { CompleteRequest } from '../../../src/protocol/request';
import type { SolverOptions } from '../../../src/completion/solver';

export const eps = Number.EPSILON;

/** The rating matrix of a lecture note: three users, three films, three holes. */
export const lectureRatings = label(
  fromRows([
    [5, 3, null],
    [4, null, 1],
    [null, 2, 5],
  ]),
  'R',
);

export function label(matrix: Matrix, name: string | null = null): LabelledMatrix {
  return { ...matrix, name, rowLabels: null, columnLabels: null };
}

export function completeRequest(matrix: LabelledMatrix, changes: Partial<CompleteRequest> = {}): CompleteRequest {
  return {
    kind: 'complete',
    matrix,
    solver: 'auto',
    rank: 'auto',
    regularization: 'auto',
    bias: true,
    learningRate: null,
    iterations: null,
    seed: 0,
    ...changes,
  };
}

export const solverDefaults: SolverOptions = {
  rank: 2,
  regularization: 0.1,
  bias: true,
  learningRate: null,
  iterations: 50,
  tolerance: 0,
  seed: 0,
  start: null,
  control: quiet,
  onStep: null,
};

/** A matrix of a known truth, and the truth itself. */
export interface Planted {
  readonly truth: Matrix;
  readonly holed: LabelledMatrix;
}

/**
 * mean + b + c + UVᵀ + noise with normal parts, each cell known with the given probability; without biases UVᵀ alone.
 * One cell in every row and column is known in any case.
 */
export function plant(
  rows: number,
  columns: number,
  rank: number,
  options: { density: number; noise: number; bias: boolean },
  random: Random,
): Planted {
  const draw = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [b, c, u, v] = [draw(rows), draw(columns), draw(rows * rank), draw(columns * rank)];
  const truth = new Float64Array(rows * columns);
  const holed = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let value = options.bias ? 3 + 0.7 * b[i]! + 0.7 * c[j]! : 0;
      for (let f = 0; f < rank; f++) value += u[i * rank + f]! * v[j * rank + f]!;
      truth[i * columns + j] = value + options.noise * random.normal();
      const known = random.uniform() < options.density || i % columns === j || j % rows === i;
      holed[i * columns + j] = known ? truth[i * columns + j]! : Number.NaN;
    }
  return { truth: { rows, columns, values: truth }, holed: label({ rows, columns, values: holed }) };
}

/** Known cells of unit normal values, for solvers alone. */
export function randomObservations(rows: number, columns: number, density: number, seed: number): Observations {
  return observed(plant(rows, columns, 1, { density, noise: 0.5, bias: false }, createRandom(seed)).holed);
}

export function assertClose(actual: number, expected: number, tolerance: number, what = ''): void {
  if (!(Math.abs(actual - expected) <= tolerance))
    throw new Error(`${what}: ${actual} is not within ${tolerance} of ${expected}`);
}
