import { createMatrix, firstColumns, subtract, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import type { Quantity, Spectrum } from '../protocol/details';
import { formatPercent } from '../protocol/quantities';
import { backwardError, orthogonalityError, orthogonalityWarnings, ulp } from './checks';
import { norm, toColumns } from './columns';
import { diagonal, factor, type Decomposition } from './factor';
import { spectrumOf } from './ranks';
import { scaledSvd } from './svd';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

export interface PcaOptions {
  /** Components to keep; null for all. */
  readonly rank: number | null;
  /** Columns less their means. */
  readonly center: boolean;
  /** Columns over their standard deviations, with m − 1 in the denominator. */
  readonly scale: boolean;
}

/**
 * The principal components of m observations (rows) of n variables (columns): A = 1μᵀ + TVᵀdiag(σ), with scores T = US
 * and loadings V from the SVD of the centered and scaled matrix. Without a rank all min(m, n) are kept.
 * Source: I. T. Jolliffe, Principal Component Analysis, 2nd edition, sections 3.5 and 2.3.
 */
export function pca(a: LabelledMatrix, options: PcaOptions, checkpoint: () => void): Decomposition {
  const { scaled: even, exponent } = equilibrate(a);
  const { means, deviations, divisors, ready } = prepared(even, exponent, options);
  const { scaled, exponent: back } = equilibrate(ready);
  const svd = scaledSvd(scaled, true, checkpoint);
  const s = svd.s.map((value) => timesTwoTo(value, back));

  const kept = options.rank ?? s.length;
  const [u, v] = [firstColumns(svd.u, kept), firstColumns(svd.v, kept)];
  const scores = multiply(u, diagonal(s.subarray(0, kept)));
  const whole = multiply(multiply(svd.u, diagonal(s)), transpose(svd.v));
  const restored = byColumn(multiply(scores, transpose(v)), (value, j) => value * divisors[j]! + means[j]!);
  // what is scaled has no unit of its own
  const unit = options.scale ? 0 : exponent;
  const rule = options.rank === null ? 'every component.' : 'as asked.';
  const spectrum = spectrumOf(s, a, { kept, rule }, (value) => timesTwoTo(value, unit));
  const names = componentNames(kept);
  const defect = Math.max(orthogonalityError(u), orthogonalityError(v));
  const inRow = (values: ArrayLike<number>): Matrix =>
    timesPowerOfTwo({ rows: 1, columns: a.columns, values: Float64Array.from(values) }, exponent);
  const { rowLabels, columnLabels } = a;
  return {
    formula: pcaFormula(options, kept < s.length, 'TVᵀ'),
    factors: [
      factor('T', pcaRoles.T, timesPowerOfTwo(scores, unit), { rowLabels, columnLabels: names }),
      factor('V', pcaRoles.V, v, { rowLabels: columnLabels, columnLabels: names }),
      ...(options.center ? [factor('μ', pcaRoles.μ, inRow(means), { columnLabels })] : []),
      ...(options.scale ? [factor('σ', pcaRoles.σ, inRow(divisors), { columnLabels })] : []),
    ],
    reconstruction: timesPowerOfTwo(restored, exponent),
    orthogonality: defect,
    backwardError: backwardError('‖X − TVᵀ‖ / (max(m, n) ‖X‖ ulp), X centered and scaled, all components', {
      a: ready,
      product: whole,
      unit: ulp,
      bound,
    }),
    iteration: { count: svd.sweeps, converged: svd.converged },
    spectrum,
    quantities: explainedBy(names, spectrum),
    warnings: [
      ...orthogonalityWarnings('PCA', defect / (Math.max(a.rows, a.columns) * ulp), bound),
      ...unscaled(options.scale, deviations),
    ],
  };
}

/** Columns less their means and over their deviations, where that is asked; `exponent` is that of A's unit. */
function prepared(even: Matrix, exponent: number, { center, scale }: PcaOptions) {
  const means = center ? columnMeans(even) : new Float64Array(even.columns);
  const deviations = standardDeviations(even);
  const divisors = divisorsOf(deviations, scale, exponent);
  const centered = subtract(even, inEveryRow(means, even.rows));
  return { means, deviations, divisors, ready: byColumn(centered, (value, j) => value / divisors[j]!) };
}

/** What columns are divided by: their deviations where these are asked for and are not 0, else 1 in A's own unit. */
export function divisorsOf(deviations: readonly number[], scale: boolean, exponent: number): number[] {
  return deviations.map((deviation) => (scale ? (deviation > 0 ? deviation : timesTwoTo(1, -exponent)) : 1));
}

/** What each factor of principal components is. */
export const pcaRoles = {
  T: 'scores: where each row stands along each component',
  V: 'loadings: what each component is made of, columns of length 1',
  μ: 'the mean of each column',
  σ: 'the standard deviation of each column, 1 where it is 0',
} as const;

/** PC1, PC2, … */
export function componentNames(count: number): string[] {
  return Array.from({ length: count }, (_, k) => `PC${k + 1}`);
}

/** "A = 1μᵀ + TVᵀdiag(σ)". */
export function pcaFormula({ center, scale }: Omit<PcaOptions, 'rank'>, shortened: boolean, product: string): string {
  return `A ${shortened ? '≈' : '='} ${center ? '1μᵀ + ' : ''}${product}${scale ? 'diag(σ)' : ''}`;
}

/** The share of the variance that each component explains. */
export function explainedBy(names: readonly string[], { explained }: Spectrum): Quantity[] {
  return names.map((name, k) => ({
    name: `explained by ${name}`,
    text: formatPercent(explained[k]!, 4),
    value: explained[k]!,
  }));
}

/** Which columns could not be scaled. */
export function unscaled(scale: boolean, deviations: readonly number[]): string[] {
  const constant = deviations.flatMap((deviation, j) => (deviation === 0 ? [j + 1] : []));
  if (!scale || constant.length === 0) return [];
  return [
    `${constant.length === 1 ? 'Column' : 'Columns'} ${constant.join(', ')} ${constant.length === 1 ? 'is' : 'are'} constant and not scaled.`,
  ];
}

function standardDeviations(a: Matrix): number[] {
  const means = columnMeans(a);
  return toColumns(subtract(a, inEveryRow(means, a.rows))).map((column, j) =>
    standardDeviation(norm(column), Math.abs(means[j]!), a.rows),
  );
}

/**
 * Of a column of `rows` numbers that has the length `spread` without its mean, of magnitude `mean`: with rows − 1 in the
 * denominator, and 0 where it is constant within rounding.
 */
export function standardDeviation(spread: number, mean: number, rows: number): number {
  const deviation = spread / Math.sqrt(Math.max(1, rows - 1));
  return deviation <= 4 * rows * ulp * mean ? 0 : deviation;
}

function columnMeans(a: Matrix): Float64Array {
  const sums = new Float64Array(a.columns);
  a.values.forEach((value, at) => (sums[at % a.columns]! += value / a.rows));
  return sums;
}

function inEveryRow(row: Float64Array, rows: number): Matrix {
  const out = createMatrix(rows, row.length);
  for (let i = 0; i < rows; i++) out.values.set(row, i * row.length);
  return out;
}

function byColumn(a: Matrix, change: (value: number, column: number) => number): Matrix {
  return { ...a, values: a.values.map((value, at) => change(value, at % a.columns)) };
}
