import type { BackwardError } from '../../protocol/results';
import { ulp } from '../checks';
import { norm } from '../columns';
import type { Leading } from './locking';
import type { Triplet } from './singularTriplets';
import { timesVector, transposeTimesVector, type SparseMatrix } from './sparseMatrix';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

/** The largest of ‖Av − σu‖ and ‖Aᵀu − σv‖ in units of rounding. */
export function residualError(a: SparseMatrix, triplets: readonly Triplet[]): BackwardError {
  const away = (product: Float64Array, sigma: number, x: Float64Array): number =>
    norm(product.map((value, i) => value - sigma * x[i]!));
  const residuals = triplets.flatMap(({ magnitude: sigma, u, v }) => [
    away(timesVector(a, v), sigma, u),
    away(transposeTimesVector(a, u), sigma, v),
  ]);
  const largest = Math.max(...residuals);
  const size = (triplets[0]?.magnitude ?? 0) * Math.max(a.rows, a.columns) * ulp;
  return {
    formula: 'max(‖Av − σu‖, ‖Aᵀu − σv‖) / (σ₁ max(m, n) ulp)',
    ratio: largest === 0 ? 0 : largest / size,
    bound,
  };
}

/** ‖A‖_F² − Σσ², which is Σσ² of the singular values that are not among `s`. */
export function sumOfSquaresLeft({ cells }: SparseMatrix, s: Float64Array): number {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value ** 2, 0);
  return Math.max(0, sum(cells.values) - sum(s));
}

/** What a person should know of a search that was given up. */
export function residualNotes({ steps, converged }: Leading<unknown>): string[] {
  return converged
    ? []
    : [`Lanczos stopped after ${steps} steps, before it was certain that no larger value is left out.`];
}
