import { transpose, type LabelledMatrix } from '../../matrix/dense';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../../matrix/scale';
import { formatPercent } from '../../protocol/quantities';
import { orthogonalityError } from '../checks';
import { fromColumns } from '../columns';
import { diagonal, factor, type Decomposition } from '../factor';
import { multiply } from '../multiply';
import { keptQuantities, spectrumOf } from '../ranks';
import { density } from '../structure';
import { mostStepsFor } from './locking';
import { residualError, residualNotes, sumOfSquaresLeft } from './residuals';
import { leadingTriplets } from './singularTriplets';
import { compressed, nonZeros } from './sparseMatrix';

/** From so much work on, rows × columns × the fewer of both, and with at most these shares, it is quicker than all singular values. */
const largeFrom = 1e8;
const sparseDensity = 0.1;
const leadingShare = 0.1;

/** Whether the first `rank` singular values are sought alone. */
export function suitsLanczos(a: LabelledMatrix, rank: number): boolean {
  const fewer = Math.min(a.rows, a.columns);
  return a.rows * a.columns * fewer >= largeFrom && rank <= leadingShare * fewer && density(a) <= sparseDensity;
}

/** A ≈ USVᵀ of rank k of a large sparse matrix, by the k largest singular values alone. */
export function sparseApproximation(a: LabelledMatrix, rank: number, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const sparse = compressed(nonZeros(scaled));
  const search = leadingTriplets(sparse, rank, { mostSteps: mostStepsFor(rank), checkpoint });
  const { leading, steps, converged } = search;
  const s = Float64Array.from(leading, ({ magnitude }) => magnitude);
  const u = fromColumns(
    leading.map((one) => one.u),
    a.rows,
  );
  const v = fromColumns(
    leading.map((one) => one.v),
    a.columns,
  );
  const backwardError = residualError(sparse, leading);
  const rule =
    `as asked. As the matrix is large and sparse (${formatPercent(density(a), 2)} of its cells are not 0), ` +
    'the largest singular values alone were computed, by Lanczos.';
  const scale = (value: number): number => timesTwoTo(value, exponent);
  const spectrum = spectrumOf(s, a, { kept: rank, rule }, scale, sumOfSquaresLeft(sparse, s));
  const size = diagonal(s);
  return {
    formula: 'A ≈ USVᵀ',
    factors: [
      factor('U', `orthonormal columns, the first ${rank} left singular vectors`, u, { rowLabels: a.rowLabels }),
      factor('S', 'diagonal, the singular values', timesPowerOfTwo(size, exponent)),
      factor('V', `orthonormal columns, the first ${rank} right singular vectors`, v, { rowLabels: a.columnLabels }),
    ],
    reconstruction: timesPowerOfTwo(multiply(multiply(u, size), transpose(v)), exponent),
    orthogonality: Math.max(orthogonalityError(u), orthogonalityError(v)),
    backwardError,
    iteration: { count: steps, converged },
    spectrum,
    quantities: keptQuantities(spectrum),
    warnings: residualNotes(search),
  };
}
