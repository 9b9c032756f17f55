import { frobeniusNorm, subtract, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import type { Quantity } from '../protocol/details';
import { formatNumber } from '../protocol/numbers';
import { formatPercent } from '../protocol/quantities';
import { norm1, ulp } from './checks';
import { norm } from './columns';
import { numericalRank } from './diagnostics';
import { identity, type Decomposition } from './factor';
import { columnBelow } from './householder';
import { symmetricJacobi } from './jacobi';
import { luFactor, permutationSign } from './luFactor';
import { equilibrate, timesTwoTo } from '../matrix/scale';
import { bandwidths, density, isSymmetric } from './structure';

/**
 * Rank, norms, condition and structure; of a square matrix also trace, determinant, symmetry and definiteness.
 * `s` are the singular values of the matrix that `equilibrate` makes of A; null where A is large.
 */
export function properties(a: LabelledMatrix, s: Float64Array | null, checkpoint: () => void): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const back = (value: number): number => timesTwoTo(value, exponent);
  const rank = s && numericalRank(a, s);
  const { lower, upper } = bandwidths(a);
  return {
    formula: a.rows === a.columns ? 'det A, tr A, ‖A‖, κ(A)' : 'rank A, ‖A‖, κ(A)',
    factors: [],
    reconstruction: null,
    orthogonality: null,
    warnings:
      s === null ? ['Rank, 2-norm and condition number are computed of matrices of up to 200 rows and columns.'] : [],
    quantities: [
      ...(rank === null ? [] : [numeric('rank', rank), numeric('nullity', a.columns - rank)]),
      ...(a.rows === a.columns ? square(scaled, exponent, checkpoint) : []),
      numeric('1-norm', back(norm1(scaled))),
      numeric('infinity norm', back(norm1(transpose(scaled)))),
      numeric('Frobenius norm', back(frobeniusNorm(scaled))),
      ...(s === null ? [] : [numeric('2-norm', back(s[0]!)), numeric('condition number', conditionOf(s, rank ?? 0))]),
      worded('orthogonal columns', sayYes(hasOrthonormalColumns(a))),
      worded('cells that are not 0', formatPercent(density(a))),
      worded('bandwidth', `${lower} below and ${upper} above the diagonal`),
    ],
  };
}

function conditionOf(s: Float64Array, rank: number): number {
  return rank === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY;
}

function square(scaled: Matrix, exponent: number, checkpoint: () => void): Quantity[] {
  const n = scaled.rows;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += scaled.values[i * n + i]!;
  const symmetric = isSymmetric(scaled);
  return [
    numeric('trace', timesTwoTo(trace, exponent)),
    determinant(scaled, exponent),
    worded('symmetric', sayYes(symmetric)),
    ...(symmetric ? [worded('definiteness', definiteness(scaled, checkpoint))] : []),
  ];
}

/** det A = ± Π u_ii, kept as a mantissa and a power of two, so that it cannot overflow on the way. */
function determinant(scaled: Matrix, exponent: number): Quantity {
  const { order, u } = luFactor(scaled);
  let mantissa: number = permutationSign(order);
  let power = scaled.rows * exponent;
  for (let i = 0; i < scaled.rows; i++) {
    mantissa *= u.values[i * u.columns + i]!;
    if (mantissa === 0) break;
    const shift = Math.floor(Math.log2(Math.abs(mantissa)));
    mantissa *= 2 ** -shift;
    power += shift;
  }
  const value = timesTwoTo(mantissa, power);
  if (Number.isFinite(value) && (value !== 0 || mantissa === 0)) return numeric('determinant', value);
  const digits = Math.log10(Math.abs(mantissa)) + power * Math.log10(2);
  // rounded first: 9.99999 is 10, and 10 is 1 of the next power
  const leading = Number((10 ** (digits - Math.floor(digits))).toPrecision(4));
  const [shown, power10] = leading >= 10 ? [leading / 10, Math.floor(digits) + 1] : [leading, Math.floor(digits)];
  return worded('determinant', `${mantissa < 0 ? '−' : ''}${formatNumber(shown, 4)}e${power10}`);
}

function definiteness(a: Matrix, checkpoint: () => void): string {
  const answer = symmetricJacobi(a, checkpoint);
  if (answer === null) return 'not known: the eigenvalues did not converge';
  const size = answer.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tolerance = a.rows * ulp * size;
  const positive = answer.values.some((value) => value > tolerance);
  const negative = answer.values.some((value) => value < -tolerance);
  const none = answer.values.some((value) => Math.abs(value) <= tolerance);
  if (positive && negative) return 'indefinite';
  if (!positive && !negative) return 'zero';
  return `${positive ? 'positive' : 'negative'} ${none ? 'semidefinite' : 'definite'}`;
}

/** ‖AᵀA − I‖₁ ≤ 10 m ulp. */
export function hasOrthonormalColumns(a: Matrix): boolean {
  if (a.columns > a.rows || !(Math.abs(norm(columnBelow(a, 0, 0)) - 1) <= 10 * a.rows * ulp)) return false;
  const gram = multiply(transpose(a), a);
  return norm1(subtract(gram, identity(a.columns))) <= 10 * a.rows * ulp;
}

function numeric(name: string, value: number): Quantity {
  const text = value === Number.POSITIVE_INFINITY ? 'infinite' : formatNumber(value, 6).replaceAll('-', '−');
  return { name, text, value: Number.isFinite(value) ? value : null };
}

function worded(name: string, text: string): Quantity {
  return { name, text, value: null };
}

const sayYes = (holds: boolean): string => (holds ? 'yes' : 'no');
