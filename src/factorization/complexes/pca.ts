import { timesTwoTo } from '../../matrix/scale';
import type { Complex, ComplexMatrix } from '../complex';
import { componentNames, divisorsOf, explainedBy, pcaFormula, pcaRoles, standardDeviation, unscaled } from '../pca';
import { spectrumOf } from '../ranks';
import { columnsBetween, fromComplexColumns, lengthOf, toComplexColumns, type ComplexColumn } from './columns';
import { measured, relativeError, type ComplexParts, type ComplexTask } from './parts';
import {
  complexMultiply,
  conjugateTranspose,
  equilibrateComplex,
  realDiagonal,
  scaleBack,
  unitaryError,
} from './products';
import { complexSvd } from './svd';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

/**
 * The principal components of m complex observations of n variables: A = 1μᵀ + TVᴴdiag(σ), with scores T = US and loadings
 * V from the SVD of the centered and scaled matrix, so that V holds the eigenvectors of its covariance XᴴX.
 * Source: I. T. Jolliffe, Principal Component Analysis, 2nd edition, section 12.4.
 */
export function complexPca({ a, exponent, labelled, asked, checkpoint }: ComplexTask): ComplexParts {
  const { center = true, scale = false, rank = null } = asked;
  const { means, deviations, divisors, ready } = prepared(a, exponent, { center, scale });
  const even = equilibrateComplex(ready);
  const svd = complexSvd(even.scaled, checkpoint);
  const s = svd.s.map((value) => timesTwoTo(value, even.exponent));
  const kept = rank ?? s.length;
  const [u, v] = [columnsBetween(svd.u, 0, kept), columnsBetween(svd.v, 0, kept)];
  const scores = complexMultiply(u, realDiagonal(s.subarray(0, kept)));
  const shortened = complexMultiply(scores, conjugateTranspose(v));
  const restored = byColumn(shortened, (column, j) => less(by(column, divisors[j]!), negative(means[j]!)));
  const whole = scaleBack(
    complexMultiply(complexMultiply(svd.u, realDiagonal(svd.s)), conjugateTranspose(svd.v)),
    even.exponent,
  );
  const power = scale ? 0 : 1;
  const rule = rank === null ? 'every component.' : 'as asked.';
  const spectrum = spectrumOf(s, a.re, { kept, rule }, (value) => timesTwoTo(value, power * exponent));
  const names = componentNames(kept);
  const { rowLabels, columnLabels } = labelled;
  return {
    formula: pcaFormula({ center, scale }, kept < s.length, 'TVᴴ'),
    factors: [
      { name: 'T', role: pcaRoles.T, matrix: scores, power, rowLabels, columnLabels: names },
      { name: 'V', role: pcaRoles.V, matrix: v, power: 0, rowLabels: columnLabels, columnLabels: names },
      ...(center ? [{ name: 'μ', role: pcaRoles.μ, matrix: inRow(means), power: 1, columnLabels } as const] : []),
      ...(scale
        ? [{ name: 'σ', role: pcaRoles.σ, matrix: inRow(divisors.map(real)), power: 1, columnLabels } as const]
        : []),
    ],
    residual: relativeError(a, restored),
    backwardError: measured(
      ready,
      whole,
      '‖X − TVᴴ‖ / (max(m, n) ‖X‖ ulp), X centered and scaled, all components',
      bound,
    ).backwardError,
    unitary: Math.max(unitaryError(u), unitaryError(v)),
    iteration: { count: svd.sweeps, converged: svd.converged },
    spectrum,
    quantities: explainedBy(names, spectrum),
    warnings: unscaled(scale, deviations),
  };
}

/** Columns less their means and over their deviations, where that is asked; `exponent` is that of A's unit. */
function prepared(a: ComplexMatrix, exponent: number, { center, scale }: { center: boolean; scale: boolean }) {
  const columns = toComplexColumns(a);
  const averages = columns.map(meanOf);
  const deviations = columns.map((column, j) =>
    standardDeviation(lengthOf(less(column, averages[j]!)), Math.hypot(averages[j]!.re, averages[j]!.im), a.re.rows),
  );
  const means = averages.map((mean) => (center ? mean : real(0)));
  const divisors = divisorsOf(deviations, scale, exponent);
  const ready = byColumn(a, (column, j) => by(less(column, means[j]!), 1 / divisors[j]!));
  return { means, deviations, divisors, ready };
}

function inRow(entries: readonly Complex[]): ComplexMatrix {
  return {
    re: { rows: 1, columns: entries.length, values: Float64Array.from(entries, ({ re }) => re) },
    im: { rows: 1, columns: entries.length, values: Float64Array.from(entries, ({ im }) => im) },
  };
}

const real = (re: number): Complex => ({ re, im: 0 });

function byColumn(a: ComplexMatrix, change: (column: ComplexColumn, j: number) => ComplexColumn): ComplexMatrix {
  return fromComplexColumns(toComplexColumns(a).map(change), a.re.rows);
}

function meanOf({ re, im }: ComplexColumn): Complex {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value / values.length, 0);
  return { re: mean(re), im: mean(im) };
}

const negative = ({ re, im }: Complex): Complex => ({ re: -re, im: -im });

const less = ({ re, im }: ComplexColumn, mean: Complex): ComplexColumn => ({
  re: re.map((value) => value - mean.re),
  im: im.map((value) => value - mean.im),
});

const by = ({ re, im }: ComplexColumn, factor: number): ComplexColumn => ({
  re: re.map((value) => value * factor),
  im: im.map((value) => value * factor),
});
