import { transpose, type LabelledMatrix } from '../matrix/dense';
import { multiply } from './multiply';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { diagonal, factor, type Decomposition } from './factor';
import { scaledSvd } from './svd';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

/**
 * A = UH: U m × n with orthonormal columns (rows where A is wide), the nearest such matrix to A; H n × n symmetric positive
 * semidefinite. From A = XSYᵀ, U = XYᵀ and H = YSYᵀ.
 * Source: N. J. Higham, Functions of Matrices, SIAM 2008, chapter 8.
 */
export function polar(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const { u: x, s, v: y, sweeps, converged } = scaledSvd(scaled, true, checkpoint);
  const u = multiply(x, transpose(y));
  const raw = multiply(multiply(y, diagonal(s)), transpose(y));
  // symmetric to the last bit
  const mirrored = transpose(raw).values;
  const h = { ...raw, values: raw.values.map((value, at) => (value + mirrored[at]!) / 2) };
  const product = multiply(u, h);
  const tall = a.rows >= a.columns;
  const defect = orthogonalityError(tall ? u : transpose(u));
  return {
    formula: 'A = UH',
    factors: [
      factor('U', tall ? 'orthonormal columns, the nearest such matrix to A' : 'orthonormal rows', u, {
        rowLabels: a.rowLabels,
        columnLabels: a.columnLabels,
      }),
      factor('H', 'symmetric, positive semidefinite', timesPowerOfTwo(h, exponent), {
        rowLabels: a.columnLabels,
        columnLabels: a.columnLabels,
      }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖A − UH‖ / (max(m, n) ‖A‖ ulp)', { a: scaled, product, unit: ulp, bound }),
    iteration: { count: sweeps, converged },
    warnings: orthogonalityWarnings('Polar', defect / (Math.max(a.rows, a.columns) * ulp), bound),
  };
}
