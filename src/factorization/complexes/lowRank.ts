import { timesTwoTo } from '../../matrix/scale';
import { columnsBetween } from './columns';
import type { ComplexMatrix } from '../complex';
import { noiseRank } from '../hardThreshold';
import { elbowRank, keptQuantities, nothingKept, spectrumOf, type KeptRank } from '../ranks';
import { inRoundings, relativeError, type ComplexPart, type ComplexParts, type ComplexTask } from './parts';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  complexZeros,
  conjugateTranspose,
  realDiagonal,
  unitaryError,
} from './products';
import { complexSvd } from './svd';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

/**
 * A ≈ USVᴴ of rank k, the best of its rank in the Frobenius and the 2-norm; without a rank, that before the elbow. Its
 * product is a factor of its own, Â, as a complex matrix has no real reconstruction.
 * Source: C. Eckart and G. Young, Psychometrika 1, 1936.
 */
export function complexApproximation(task: ComplexTask): ComplexParts {
  const { rank = null } = task.asked;
  return keep(task, (s) => (rank === null ? elbowRank(s) : { kept: rank, rule: 'as asked.' }));
}

/**
 * The singular values that stand out of circular complex noise of one unknown size in every cell, of which those of a large
 * matrix are distributed as under real noise of the same variance.
 * Source: M. Gavish and D. L. Donoho, IEEE Transactions on Information Theory 60, 2014, section I.
 */
export function complexDenoise(task: ComplexTask): ComplexParts {
  return keep(task, (s) => noiseRank(s, task.a.re, task.exponent));
}

function keep(task: ComplexTask, choose: (s: Float64Array) => KeptRank): ComplexParts {
  const { a, exponent, labelled, checkpoint } = task;
  const { u: allU, s, v: allV, sweeps, converged } = complexSvd(a, checkpoint);
  const choice = choose(s);
  const { kept } = choice;
  const [u, v] = [columnsBetween(allU, 0, kept), columnsBetween(allV, 0, kept)];
  const middle = realDiagonal(s.subarray(0, kept));
  const product =
    kept === 0
      ? complexZeros(a.re.rows, a.re.columns)
      : complexMultiply(complexMultiply(u, middle), conjugateTranspose(v));
  const spectrum = spectrumOf(s, a.re, choice, (value) => timesTwoTo(value, exponent));
  const { rowLabels, columnLabels } = labelled;
  const factors: readonly ComplexPart[] = [
    {
      name: 'U',
      role: `orthonormal columns, the first ${kept} left singular vectors`,
      matrix: u,
      power: 0,
      rowLabels,
    },
    { name: 'S', role: 'diagonal, the singular values', matrix: middle, power: 1 },
    {
      name: 'V',
      role: `orthonormal columns, the first ${kept} right singular vectors`,
      matrix: v,
      power: 0,
      rowLabels: columnLabels,
    },
    { name: 'Â', role: 'the approximation, USVᴴ', matrix: product, power: 1, rowLabels, columnLabels },
  ];
  return {
    formula: kept === 0 ? 'A ≈ 0' : 'A ≈ USVᴴ',
    factors: kept === 0 ? [] : factors,
    residual: relativeError(a, product),
    backwardError: {
      formula: '|‖A − USVᴴ‖ − √Σσ²| / (‖A‖ max(m, n) ulp), the sum over what was left out',
      ratio: excess(a, product, s.subarray(kept)),
      bound,
    },
    unitary: kept === 0 ? null : Math.max(unitaryError(u), unitaryError(v)),
    iteration: { count: sweeps, converged },
    spectrum,
    quantities: keptQuantities(spectrum),
    warnings: kept === 0 ? [nothingKept] : [],
  };
}

/** By how much the error differs from that of the best approximation, in units of rounding. */
function excess(a: ComplexMatrix, product: ComplexMatrix, left: Float64Array): number {
  const size = complexNorm(a);
  const error = complexNorm(complexSubtract(a, product));
  return size === 0 ? 0 : inRoundings(Math.abs(error - Math.hypot(...left)) / size, a);
}
