import { firstColumns, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { fromColumns, completeOrthonormal, toColumns } from './columns';
import { numericalRank } from './diagnostics';
import { diagonal, factor, type Decomposition } from './factor';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { scaledSvd, type Svd } from './svd';

/** LAPACK's bound for products with singular vectors. */
const bound = 50;

/** A⁺ from the singular values of A above its tolerance: V_r S_r⁻¹ U_rᵀ. */
export function pseudoInverseOf({ u, s, v }: Svd, rank: number): Matrix {
  const inverted = diagonal(Float64Array.from(s.subarray(0, rank), (value) => 1 / value));
  return multiply(multiply(firstColumns(v, rank), inverted), transpose(firstColumns(u, rank)));
}

/**
 * A⁺, n × m, the inverse where A has one; singular values up to max(m, n) ulp σ₁ count as zero.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 5.5.2.
 */
export function pseudoInverse(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const svd = scaledSvd(scaled, true, checkpoint);
  const rank = numericalRank(a, svd.s);
  const inverse = pseudoInverseOf(svd, rank);
  const product = multiply(multiply(scaled, inverse), scaled);
  const [name, role] =
    rank === a.rows && rank === a.columns
      ? ['A⁻¹', 'the inverse: A A⁻¹ = I']
      : ['A⁺', 'the pseudo-inverse: A A⁺ A = A, and A⁺b is the shortest least-squares solution of Ax = b'];
  // A A⁺ A multiplies the rounding of A⁺ by κ(A)
  const condition = rank === 0 ? 1 : svd.s[0]! / svd.s[rank - 1]!;
  const { ratio } = backwardError('', { a: scaled, product, unit: ulp, bound });
  return {
    formula: name,
    factors: [
      factor(name, role, timesPowerOfTwo(inverse, -exponent), {
        rowLabels: a.columnLabels,
        columnLabels: a.rowLabels,
      }),
    ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: null,
    backwardError: { formula: '‖A − A A⁺ A‖ / (max(m, n) ‖A‖ κ ulp)', ratio: ratio / condition, bound },
    iteration: { count: svd.sweeps, converged: svd.converged },
    warnings: [],
  };
}

/**
 * An orthonormal basis of the null space, n × (n − r): the right singular vectors of the singular values that count as
 * zero.
 */
export function nullSpace(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled } = equilibrate(a);
  const { s, v, sweeps, converged } = scaledSvd(scaled, true, checkpoint);
  const rank = numericalRank(a, s);
  // of a wide matrix V has only m columns: fill it up
  const full = completeOrthonormal(toColumns(v), a.columns, a.columns);
  const basis = fromColumns(full.slice(rank), a.columns);
  const nullity = a.columns - rank;
  const defect = nullity === 0 ? 0 : orthogonalityError(basis);
  const residual = multiply(scaled, basis);
  const ratio = residual.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / (s[0]! || 1);
  return {
    formula: nullity === 0 ? 'Ax = 0 only for x = 0' : 'AN = 0',
    factors:
      nullity === 0
        ? []
        : [factor('N', 'an orthonormal basis of the null space', basis, { rowLabels: a.columnLabels })],
    reconstruction: null,
    orthogonality: defect,
    backwardError: {
      formula: 'max |AN| / (σ₁ max(m, n) ulp)',
      ratio: ratio / (Math.max(a.rows, a.columns) * ulp),
      bound,
    },
    iteration: { count: sweeps, converged },
    quantities: [
      { name: 'rank', text: String(rank), value: rank },
      { name: 'nullity', text: String(nullity), value: nullity },
    ],
    warnings: orthogonalityWarnings('The null space', defect / (a.columns * ulp), bound),
  };
}

/** An orthonormal basis of the column space, m × r: the left singular vectors of the singular values that do not count as zero. */
export function columnSpace(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const { u, s, sweeps, converged } = scaledSvd(scaled, true, checkpoint);
  const rank = numericalRank(a, s);
  if (rank === 0) throw faults.nothingSpanned();
  const basis = firstColumns(u, rank);
  const product = multiply(basis, multiply(transpose(basis), scaled));
  const defect = orthogonalityError(basis);
  return {
    formula: 'A = QQᵀA',
    factors: [factor('Q', 'an orthonormal basis of the column space', basis, { rowLabels: a.rowLabels })],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖A − QQᵀA‖ / (max(m, n) ‖A‖ ulp)', { a: scaled, product, unit: ulp, bound }),
    iteration: { count: sweeps, converged },
    quantities: [{ name: 'rank', text: String(rank), value: rank }],
    warnings: orthogonalityWarnings('The column space', defect / (a.rows * ulp), bound),
  };
}
