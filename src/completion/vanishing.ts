import type { Biases } from '../protocol/methods';
import type { Observations } from '../matrix/observations';
import { createRandom } from '../matrix/random';
import type { Control } from '../protocol/control';
import { biasesAlone } from './als';
import { predict } from './model';
import { sumOfSquares } from './objective';

/** Times that λ is put back into the biases it is found from; they depend on it weakly. */
const rounds = 6;

/** Power iterations; the norm need only be known to a few percent. */
const steps = 30;

/**
 * The λ from which on the best factors are zero, for cells of unit spread: with E the residuals that the biases
 * leave at the known cells (themselves regularized by `biasShare` of λ) and zero elsewhere, UV = 0 minimises ‖E − UVᵀ‖² + λ(‖U‖² + ‖V‖²) where λ ≥ ‖E‖₂.
 * Source: Mazumder, Hastie and Tibshirani, JMLR 11 (2010), sections 2 and 3, through ‖M‖_* = min (‖U‖² + ‖V‖²) / 2.
 */
export function vanishingRegularization(
  cells: Observations,
  bias: Biases,
  biasShare: number,
  control: Control,
): number {
  if (bias === false) return spectralNorm(cells);
  let lambda = 1;
  for (let round = 0; round < rounds; round++)
    lambda = spectralNorm(residualsOfBiases(cells, bias, biasShare * lambda, control));
  return lambda;
}

function residualsOfBiases(cells: Observations, bias: Biases, regularization: number, control: Control): Observations {
  const model = biasesAlone(cells, { regularization, control }, bias);
  const values = cells.values.map((z, t) => z - predict(model, cells.rowIndex[t]!, cells.columnIndex[t]!));
  return { ...cells, values };
}

/** ‖E‖₂ of a sparse matrix by power iteration on EᵀE. */
function spectralNorm({ rows, columns, rowIndex, columnIndex, values }: Observations): number {
  const random = createRandom(0);
  let v = Float64Array.from({ length: columns }, random.normal);
  let norm = 0;
  for (let step = 0; step < steps; step++) {
    const length = euclideanNorm(v);
    if (length === 0) return 0;
    // u = E v / ‖v‖,  v = Eᵀ u;  ‖u‖ → ‖E‖₂
    const u = new Float64Array(rows);
    const next = new Float64Array(columns);
    values.forEach((e, t) => (u[rowIndex[t]!]! += (e * v[columnIndex[t]!]!) / length));
    values.forEach((e, t) => (next[columnIndex[t]!]! += e * u[rowIndex[t]!]!));
    norm = euclideanNorm(u);
    v = next;
  }
  return norm;
}

function euclideanNorm(values: Float64Array): number {
  return Math.sqrt(sumOfSquares(values));
}
