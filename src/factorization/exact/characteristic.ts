import { exactFrom, exactMultiply, type ExactMatrix } from './exactMatrix';
import { wholeRoots } from './polynomial';
import {
  add,
  fractionText,
  isZero,
  leastMultiple,
  magnitudeText,
  negate,
  one,
  over,
  ratio,
  times,
  whole,
  zero,
  type Rational,
} from './rational';
import type { Recorder } from './recorder';

/** A rational eigenvalue and its algebraic multiplicity. */
export interface RationalRoot {
  readonly value: Rational;
  readonly multiplicity: number;
}

/** The sum of the diagonal. */
export function exactTrace(a: ExactMatrix): Rational {
  return a.cells.reduce((sum, row, i) => add(sum, row[i]!), zero);
}

/**
 * The coefficients of det(λI − A), the highest power first, by Faddeev and Le Verrier's recurrence, with c₀ = 1:
 *   M_k = A M_{k−1} + c_{k−1} I,  c_k = −tr(A M_k) / k
 * `checkpoint` is called once a power.
 * Source: F. R. Gantmacher, The Theory of Matrices, volume 1, chapter IV, section 5.
 */
export function characteristicPolynomial(
  a: ExactMatrix,
  checkpoint: () => void,
  recorder: Recorder | null = null,
): Rational[] {
  const n = a.rows;
  const coefficients: Rational[] = [one];
  // A M_k of the step before
  let product = exactFrom(n, n, () => zero);
  for (let k = 1; k <= n; k++) {
    checkpoint();
    const last = coefficients.at(-1)!;
    const m = exactFrom(n, n, (i, j) => (i === j ? add(product.cells[i]![j]!, last) : product.cells[i]![j]!));
    product = exactMultiply(a, m);
    const trace = exactTrace(product);
    const next = negate(over(trace, whole(k)));
    coefficients.push(next);
    const begin =
      'Begin with M1 = I. The coefficients of det(λI − A) follow one after the other, by Faddeev and LeVerrier';
    const size = fractionText(trace);
    const sum = trace.numerator < 0n || trace.denominator !== 1n ? `(${size})` : size;
    recorder?.add(
      `${k === 1 ? begin : `M${k} = A M${k - 1}${multipleOfI(last)}`}. The trace of A M${k} is ${size}, so ` +
        `${k === n ? 'the constant term' : `the coefficient of ${powerText(n - k)}`} is ` +
        `${k === 1 ? '' : `−${sum}/${k} = `}${fractionText(next)}.`,
      { [`M${k}`]: m, [`A M${k}`]: product },
    );
  }
  recorder?.add(`The characteristic polynomial is ${polynomialText(coefficients)}.`);
  return coefficients;
}

/** " − 4I", " + I", " + (1/2)I"; empty for 0: what is added to a matrix. */
export function multipleOfI(factor: Rational): string {
  if (isZero(factor)) return '';
  const size = magnitudeText(factor);
  const times = size === '1' ? '' : size.includes('/') ? `(${size})` : size;
  return ` ${factor.numerator < 0n ? '−' : '+'} ${times}I`;
}

/** The rational roots of a polynomial with leading coefficient 1, ascending, and the coefficients of what is left. */
export function rationalRoots(coefficients: readonly Rational[]): { roots: RationalRoot[]; rest: Rational[] } {
  // with μ = sλ, sⁿ p(μ/s) has whole coefficients and leading coefficient 1
  const s = coefficients.reduce((multiple, { denominator }) => leastMultiple(multiple, denominator), 1n);
  const powers = coefficients.map((_, i) => s ** BigInt(i));
  const scaled = coefficients.map((c, i) => (c.numerator * powers[i]!) / c.denominator);
  const { roots, rest } = wholeRoots(scaled);
  return {
    roots: roots.map(({ root, multiplicity }) => ({ value: ratio(root, s), multiplicity })),
    rest: rest.map((coefficient, i) => ratio(coefficient, powers[i]!)),
  };
}

function powerText(power: number): string {
  return power === 1 ? 'λ' : `λ${superscript(power)}`;
}

function superscript(power: number): string {
  return String(power).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);
}

/** "λ² − 7λ + 1"; "0" for nothing. */
export function polynomialText(coefficients: readonly Rational[]): string {
  const degree = coefficients.length - 1;
  const terms = coefficients.flatMap((coefficient, i) => {
    if (isZero(coefficient)) return [];
    const power = degree - i;
    const negative = coefficient.numerator < 0n;
    const size = fractionText(negative ? negate(coefficient) : coefficient);
    const bracketed = size.includes('/') && power > 0 ? `(${size})` : size;
    const text = power === 0 ? size : `${size === '1' ? '' : bracketed}${powerText(power)}`;
    return [{ negative, text }];
  });
  return terms.reduce(
    (sum, { negative, text }, i) =>
      i === 0 ? `${negative ? '−' : ''}${text}` : `${sum} ${negative ? '−' : '+'} ${text}`,
    terms.length === 0 ? '0' : '',
  );
}

/** det A = (−1)ⁿ p(0). */
export function determinantFrom(coefficients: readonly Rational[]): Rational {
  const constant = coefficients.at(-1)!;
  return times(coefficients.length % 2 === 0 ? whole(-1) : one, constant);
}
