import { timesTwoTo } from '../../matrix/scale';
import type { Quantity } from '../../protocol/details';
import { formatComplex, formatNumber, trueMinus } from '../../protocol/numbers';
import { ulp } from '../checks';
import { entry, magnitude, times, type Complex, type ComplexMatrix } from '../complex';
import { definitenessText, signsOf } from '../definiteness';
import { permutationSign } from '../luFactor';
import { hermitianJacobi, isHermitian } from './hermitian';
import { complexLu, permuteRows } from './lu';
import { inRoundings, measured, type ComplexParts, type ComplexTask } from './parts';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  equilibrateComplex,
  scaleBack,
  unitaryError,
} from './products';
import { complexRank, complexSvd } from './svd';

/** LAPACK's bounds for LU and for singular values. */
const luBound = 30;
const singularBound = 50;

/** Rank, norms and condition; of a square matrix also trace, determinant and structure. */
export function complexProperties({ a, exponent, checkpoint }: ComplexTask): ComplexParts {
  const { rows: m, columns: n } = a.re;
  const { s, sweeps, converged } = complexSvd(a, checkpoint);
  const rank = complexRank(a, s);
  const back = (value: number): number => timesTwoTo(value, exponent);
  const square = m === n ? squareProperties({ a, exponent, rank, checkpoint }) : null;
  const size = complexNorm(a);
  const backwardError = square?.backwardError ?? {
    formula: '|‖A‖ − √Σσ²| / (max(m, n) ‖A‖ ulp)',
    ratio: size === 0 ? 0 : inRoundings(Math.abs(size - Math.hypot(...s)) / size, a),
    bound: singularBound,
  };
  return {
    formula: m === n ? 'det A, tr A, ‖A‖, κ(A)' : 'rank A, ‖A‖, κ(A)',
    factors: [],
    residual: null,
    backwardError,
    unitary: null,
    iteration: { count: sweeps, converged },
    quantities: [
      numeric('rank', rank),
      numeric('nullity', n - rank),
      ...(square?.quantities ?? []),
      numeric('Frobenius norm', back(size)),
      numeric('2-norm', back(s[0]!)),
      numeric('condition number', rank === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY),
      worded('orthonormal columns', hasUnitaryColumns(scaleBack(a, exponent))),
    ],
    warnings: [],
  };
}

type Square = Pick<ComplexTask, 'a' | 'exponent' | 'checkpoint'> & { readonly rank: number };

function squareProperties({
  a,
  exponent,
  rank,
  checkpoint,
}: Square): Pick<ComplexParts, 'quantities' | 'backwardError'> {
  const n = a.re.rows;
  const { order, l, u } = complexLu(a, checkpoint);
  const product = complexMultiply(l, u);
  const { backwardError } = measured(permuteRows(a, order), product, '‖PA − LU‖ / (n ‖A‖ ulp)', luBound);
  const ah = conjugateTranspose(a);
  const commutator = complexNorm(complexSubtract(complexMultiply(a, ah), complexMultiply(ah, a)));
  const hermitian = isHermitian(a);
  let trace: Complex = { re: 0, im: 0 };
  for (let i = 0; i < n; i++) trace = { re: trace.re + entry(a, i, i).re, im: trace.im + entry(a, i, i).im };
  const determinant = determinantQuantity(pivotProduct(u, permutationSign(order), exponent));
  return {
    backwardError,
    quantities: [
      complexQuantity('trace', { re: timesTwoTo(trace.re, exponent), im: timesTwoTo(trace.im, exponent) }),
      rank < n && determinant.text !== '0'
        ? { ...determinant, text: `0 within rounding (the pivots multiply to ${determinant.text})` }
        : determinant,
      worded('Hermitian', hermitian),
      worded('normal', commutator <= 10 * n * ulp * complexNorm(a) ** 2),
      ...(hermitian
        ? [
            {
              name: 'definiteness',
              text: definitenessText(signsOf(hermitianJacobi(a, checkpoint).values)),
              value: null,
            },
          ]
        : []),
    ],
  };
}

interface ScaledComplex {
  readonly mantissa: Complex;
  readonly power: number;
}

/** ± Π u_ii, kept near 1 with a power of two beside, so that it cannot overflow on the way. */
function pivotProduct(u: ComplexMatrix, sign: 1 | -1, exponent: number): ScaledComplex {
  const n = u.re.rows;
  let mantissa: Complex = { re: sign, im: 0 };
  let power = n * exponent;
  for (let i = 0; i < n; i++) {
    mantissa = times(mantissa, entry(u, i, i));
    const size = magnitude(mantissa);
    if (size === 0) return { mantissa: { re: 0, im: 0 }, power: 0 };
    const shift = Math.floor(Math.log2(size));
    mantissa = { re: timesTwoTo(mantissa.re, -shift), im: timesTwoTo(mantissa.im, -shift) };
    power += shift;
  }
  return { mantissa, power };
}

function unscaled({ mantissa, power }: ScaledComplex): Complex {
  return { re: timesTwoTo(mantissa.re, power), im: timesTwoTo(mantissa.im, power) };
}

/**
 * det A of a square A by LU, and its size in words where that is beyond doubles; else null. `checkpoint` is called once a
 * column.
 */
export function complexDeterminant(
  a: ComplexMatrix,
  checkpoint: () => void,
): { value: Complex; beyond: string | null } {
  const { scaled, exponent } = equilibrateComplex(a);
  const { order, u } = complexLu(scaled, checkpoint);
  const product = pivotProduct(u, permutationSign(order), exponent);
  return { value: unscaled(product), beyond: sizeBeyond(product) };
}

function sizeBeyond(product: ScaledComplex): string | null {
  const { mantissa, power } = product;
  const size = magnitude(unscaled(product));
  if (magnitude(mantissa) === 0 || (Number.isFinite(size) && size > 0)) return null;
  const digits = Math.log10(magnitude(mantissa)) + power * Math.log10(2);
  return `of size 10^${formatNumber(digits, 6)}`;
}

function determinantQuantity(product: ScaledComplex): Quantity {
  const beyond = sizeBeyond(product);
  if (beyond === null) return complexQuantity('determinant', unscaled(product));
  return { name: 'determinant', text: beyond, value: null };
}

/** Whether AᴴA = I within rounding. */
export function hasUnitaryColumns(a: ComplexMatrix): boolean {
  return a.re.rows >= a.re.columns && unitaryError(a) <= 10 * a.re.rows * ulp;
}

/** Text alone where it has an imaginary part. */
function complexQuantity(name: string, { re, im }: Complex): Quantity {
  return im === 0
    ? numeric(name, re)
    : { name, text: trueMinus(formatComplex(re, im, (part) => formatNumber(part, 6))), value: null };
}

function numeric(name: string, value: number): Quantity {
  const text = value === Number.POSITIVE_INFINITY ? 'infinite' : trueMinus(formatNumber(value, 6));
  return { name, text, value: Number.isFinite(value) ? value : null };
}

const worded = (name: string, holds: boolean): Quantity => ({ name, text: holds ? 'yes' : 'no', value: null });
