import {
  createMatrix,
  firstColumns,
  frobeniusNorm,
  subtract,
  transpose,
  type LabelledMatrix,
  type Matrix,
} from '../matrix/dense';
import { multiply } from './multiply';
import { equilibrate, timesPowerOfTwo, timesTwoTo } from '../matrix/scale';
import { orthogonalityError, ulp } from './checks';
import { diagonal, factor, type Decomposition } from './factor';
import { noiseRank } from './hardThreshold';
import { elbowRank, keptQuantities, nothingKept, spectrumOf, type KeptRank } from './ranks';
import { sparseApproximation, suitsLanczos } from './sparse/approximation';
import { scaledSvd, type Svd } from './svd';

/** LAPACK's bound for products of singular vectors. */
const bound = 50;

/**
 * A ≈ USVᵀ of rank k, the best of its rank in the Frobenius and the 2-norm. Without a rank, that before the elbow. Of a
 * large sparse matrix the k largest singular values alone are computed.
 * Source: C. Eckart and G. Young, Psychometrika 1, 1936.
 */
export function approximate(a: LabelledMatrix, rank: number | null, checkpoint: () => void): Decomposition {
  if (rank !== null && suitsLanczos(a, rank)) return sparseApproximation(a, rank, checkpoint);
  return keep(a, checkpoint, ({ s }) => (rank === null ? elbowRank(s) : { kept: rank, rule: 'as asked.' }));
}

/**
 * The singular values that stand out of noise of one unknown size in every cell: those above ω(β) times their median.
 * Source: M. Gavish and D. L. Donoho, IEEE Transactions on Information Theory 60, 2014, section I.
 */
export function denoise(a: LabelledMatrix, checkpoint: () => void): Decomposition {
  return keep(a, checkpoint, ({ s }, exponent) => noiseRank(s, a, exponent));
}

function keep(
  a: LabelledMatrix,
  checkpoint: () => void,
  choose: (svd: Svd, exponent: number) => KeptRank,
): Decomposition {
  const { scaled, exponent } = equilibrate(a);
  const svd = scaledSvd(scaled, true, checkpoint);
  const choice = choose(svd, exponent);
  const { kept } = choice;
  const [u, v] = [firstColumns(svd.u, kept), firstColumns(svd.v, kept)];
  const product =
    kept === 0
      ? createMatrix(a.rows, a.columns)
      : multiply(multiply(u, diagonal(svd.s.subarray(0, kept))), transpose(v));
  const spectrum = spectrumOf(svd.s, a, choice, (value) => timesTwoTo(value, exponent));
  return {
    formula: kept === 0 ? 'A ≈ 0' : 'A ≈ USVᵀ',
    factors:
      kept === 0
        ? []
        : [
            factor('U', `orthonormal columns, the first ${kept} left singular vectors`, u, { rowLabels: a.rowLabels }),
            factor('S', 'diagonal, the singular values', timesPowerOfTwo(diagonal(svd.s.subarray(0, kept)), exponent)),
            factor('V', `orthonormal columns, the first ${kept} right singular vectors`, v, {
              rowLabels: a.columnLabels,
            }),
          ],
    reconstruction: timesPowerOfTwo(product, exponent),
    orthogonality: kept === 0 ? null : Math.max(orthogonalityError(u), orthogonalityError(v)),
    backwardError: {
      formula: '|‖A − USVᵀ‖ − √Σσ²| / (‖A‖ max(m, n) ulp), the sum over what was left out',
      ratio: excess(scaled, product, svd.s.subarray(kept)),
      bound,
    },
    iteration: { count: svd.sweeps, converged: svd.converged },
    spectrum,
    quantities: keptQuantities(spectrum),
    warnings: kept === 0 ? [nothingKept] : [],
  };
}

/** By how much the error differs from that of the best approximation, in units of rounding. */
function excess(a: Matrix, product: Matrix, left: Float64Array): number {
  const size = frobeniusNorm(a);
  const tail = frobeniusNorm({ rows: left.length, columns: 1, values: left });
  const error = frobeniusNorm(subtract(a, product));
  return size === 0 ? 0 : Math.abs(error - tail) / (size * Math.max(a.rows, a.columns) * ulp);
}
