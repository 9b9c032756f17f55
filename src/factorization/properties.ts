import { symmetricEigenvalues } from '../kernels';
import { frobeniusNorm, subtract, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import type { Quantity } from '../protocol/details';
import type { BackwardError } from '../protocol/results';
import { formatNumber, trueMinus } from '../protocol/numbers';
import { formatPercent } from '../protocol/quantities';
import { backwardError, eps, norm1, ulp } from './checks';
import { norm } from './columns';
import { numericalRank, sizeForSingularValues } from './diagnostics';
import { definitenessText, signsOf } from './definiteness';
import { largestByJacobi } from './eigenpairs';
import { identity, type Decomposition } from './factor';
import { columnBelow } from './householder';
import { symmetricJacobi } from './jacobi';
import { rowPermutation } from './lu';
import { determinantOf, unscaled, wholeDeterminant, type Scaled } from './determinant';
import { luFactor, type LuFactors } from './luFactor';
import { equilibrate, timesTwoTo } from '../matrix/scale';
import { bandwidths, density, isSymmetric } from './structure';

/** LAPACK's bounds. */
const luBound = 30;
const singularBound = 50;

/**
 * Rank, norms, condition and structure; of a square matrix also trace, determinant, symmetry and definiteness.
 * `s` are the singular values of the matrix that `equilibrate` makes of A; null where A is large.
 */
export function properties(a: LabelledMatrix, s: Float64Array | null, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const back = (value: number): number => timesTwoTo(value, exponent);
  const rank = s && numericalRank(a, s);
  const { lower, upper } = bandwidths(a);
  const factored = a.rows === a.columns ? luFactor(scaled) : null;
  const error = factored === null ? singularError(scaled, s) : luError(scaled, factored);
  return {
    formula: a.rows === a.columns ? 'det A, tr A, ‖A‖, κ(A)' : 'rank A, ‖A‖, κ(A)',
    factors: [],
    reconstruction: null,
    orthogonality: null,
    ...(error === null ? {} : { backwardError: error }),
    warnings:
      s === null
        ? [`Rank, 2-norm and condition number are computed of matrices of up to ${sizeForSingularValues}.`]
        : [],
    quantities: [
      ...(rank === null ? [] : [numeric('rank', rank), numeric('nullity', a.columns - rank)]),
      ...(factored === null ? [] : square(a, scaled, { exponent, rank }, checkpoint)),
      numeric('1-norm', back(norm1(scaled))),
      numeric('infinity norm', back(norm1(transpose(scaled)))),
      numeric('Frobenius norm', back(frobeniusNorm(scaled))),
      ...(s === null ? [] : [numeric('2-norm', back(s[0]!)), numeric('condition number', conditionOf(s, rank ?? 0))]),
      worded('orthonormal columns', sayYes(hasOrthonormalColumns(a))),
      worded('cells that are not 0', formatPercent(density(a))),
      worded('bandwidth', `${lower} below and ${upper} above the diagonal`),
    ],
  };
}

function conditionOf(s: Float64Array, rank: number): number {
  return rank === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY;
}

/** The determinant is that of factors whose product is A within this. */
function luError(scaled: Matrix, { order, l, u }: LuFactors): BackwardError {
  const product = multiply(transpose(rowPermutation(order)), multiply(l, u));
  return backwardError('‖PA − LU‖ / (n ‖A‖ eps)', { a: scaled, product, unit: eps, bound: luBound });
}

/** How far the singular values are from having the norm of A, where they are known. */
function singularError(scaled: Matrix, s: Float64Array | null): BackwardError | null {
  if (s === null) return null;
  const size = frobeniusNorm(scaled);
  const difference = Math.abs(size - frobeniusNorm({ rows: s.length, columns: 1, values: s }));
  const ratio = difference === 0 ? 0 : difference / (size * Math.max(scaled.rows, scaled.columns) * ulp);
  return { formula: '|‖A‖ − √Σσ²| / (max(m, n) ‖A‖ ulp)', ratio, bound: singularBound };
}

interface Known {
  readonly exponent: number;
  /** Null where it was not computed. */
  readonly rank: number | null;
}

function square(a: Matrix, scaled: Matrix, known: Known, checkpoint: () => void): Quantity[] {
  const n = scaled.rows;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += scaled.values[i * n + i]!;
  const symmetric = isSymmetric(scaled);
  return [
    numeric('trace', timesTwoTo(trace, known.exponent)),
    determinant(a, known.rank),
    worded('symmetric', sayYes(symmetric)),
    ...(symmetric ? [worded('definiteness', definiteness(scaled, checkpoint))] : []),
  ];
}

/** The determinant of a matrix whose smallest singular value is 0 within rounding is so too, whatever the pivots say. */
function withinRounding(quantity: Quantity, isSingular: boolean): Quantity {
  if (!isSingular || quantity.value === 0) return quantity;
  return { ...quantity, text: `0 within rounding (the pivots multiply to ${quantity.text})` };
}

/** det A: exactly of small whole numbers, else from the pivots. */
function determinant(a: Matrix, rank: number | null): Quantity {
  const whole = wholeDeterminant(a);
  const value = Number(whole);
  if (whole !== null && Number.isFinite(value)) return numeric('determinant', value);
  return withinRounding(fromPivots(determinantOf(a)), rank !== null && rank < a.rows);
}

function fromPivots(pivots: Scaled): Quantity {
  const { value, beyond } = unscaled(pivots);
  return beyond === null ? numeric('determinant', value) : worded('determinant', beyond);
}

function definiteness(a: Matrix, checkpoint: () => void): string {
  const values = a.rows > largestByJacobi ? symmetricEigenvalues(a) : symmetricJacobi(a, checkpoint)?.values;
  if (values === undefined) return 'not known: the eigenvalues did not converge';
  return definitenessText(signsOf(values));
}

/** ‖AᵀA − I‖₁ ≤ 10 m ulp. */
export function hasOrthonormalColumns(a: Matrix): boolean {
  if (a.columns > a.rows || !(Math.abs(norm(columnBelow(a, 0, 0)) - 1) <= 10 * a.rows * ulp)) return false;
  const gram = multiply(transpose(a), a);
  return norm1(subtract(gram, identity(a.columns))) <= 10 * a.rows * ulp;
}

function numeric(name: string, value: number): Quantity {
  const text = value === Number.POSITIVE_INFINITY ? 'infinite' : trueMinus(formatNumber(value, 6));
  return { name, text, value: Number.isFinite(value) ? value : null };
}

function worded(name: string, text: string): Quantity {
  return { name, text, value: null };
}

const sayYes = (holds: boolean): string => (holds ? 'yes' : 'no');
