import { createMatrix } from '../../matrix/dense';
import { timesTwoTo } from '../../matrix/scale';
import type { Complex, ComplexMatrix } from '../complex';
import { explainedBy, pcaFormula, standardDeviation, unscaled } from '../pca';
import { spectrumOf } from '../ranks';
import { columnsBetween, fromComplexColumns, lengthOf, toComplexColumns, type ComplexColumn } from './columns';
import { measured, relativeError, type ComplexPart, type ComplexParts, type ComplexTask } from './parts';
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
  const { rows: m, columns: n } = a.re;
  const columns = toComplexColumns(a);
  const averages = columns.map(meanOf);
  const deviations = columns.map((column, j) =>
    standardDeviation(lengthOf(less(column, averages[j]!)), Math.hypot(averages[j]!.re, averages[j]!.im), m),
  );
  const means = averages.map((mean) => (center ? mean : { re: 0, im: 0 }));
  const divisors = deviations.map((one) => (scale ? (one > 0 ? one : timesTwoTo(1, -exponent)) : 1));
  const ready = fromComplexColumns(
    columns.map((column, j) => by(less(column, means[j]!), 1 / divisors[j]!)),
    m,
  );
  const even = equilibrateComplex(ready);
  const svd = complexSvd(even.scaled, checkpoint);
  const s = svd.s.map((value) => timesTwoTo(value, even.exponent));
  const kept = rank ?? s.length;
  const [u, v] = [columnsBetween(svd.u, 0, kept), columnsBetween(svd.v, 0, kept)];
  const scores = complexMultiply(u, realDiagonal(s.subarray(0, kept)));
  const shortened = complexMultiply(scores, conjugateTranspose(v));
  const restored = fromComplexColumns(
    toComplexColumns(shortened).map((column, j) => less(by(column, divisors[j]!), negative(means[j]!))),
    m,
  );
  const whole = scaleBack(
    complexMultiply(complexMultiply(svd.u, realDiagonal(svd.s)), conjugateTranspose(svd.v)),
    even.exponent,
  );
  const power = scale ? 0 : 1;
  const rule = rank === null ? 'every component.' : 'as asked.';
  const spectrum = spectrumOf(s, a.re, { kept, rule }, (value) => timesTwoTo(value, power * exponent));
  const names = Array.from({ length: kept }, (_, k) => `PC${k + 1}`);
  const { rowLabels, columnLabels } = labelled;
  const inRow = (entries: readonly Complex[]): ComplexMatrix => ({
    re: { rows: 1, columns: n, values: Float64Array.from(entries, ({ re }) => re) },
    im: { rows: 1, columns: n, values: Float64Array.from(entries, ({ im }) => im) },
  });
  const mean: ComplexPart = {
    name: 'μ',
    role: 'the mean of each column',
    matrix: inRow(means),
    power: 1,
    columnLabels,
  };
  const deviation: ComplexPart = {
    name: 'σ',
    role: 'the standard deviation of each column, 1 where it is 0',
    matrix: { re: { rows: 1, columns: n, values: Float64Array.from(divisors) }, im: createMatrix(1, n) },
    power: 1,
    columnLabels,
  };
  return {
    formula: pcaFormula({ center, scale }, kept < s.length, 'TVᴴ'),
    factors: [
      {
        name: 'T',
        role: 'scores: where each row stands along each component',
        matrix: scores,
        power,
        rowLabels,
        columnLabels: names,
      },
      {
        name: 'V',
        role: 'loadings: what each component is made of, columns of length 1',
        matrix: v,
        power: 0,
        rowLabels: columnLabels,
        columnLabels: names,
      },
      ...(center ? [mean] : []),
      ...(scale ? [deviation] : []),
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
