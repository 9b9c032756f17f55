import { frobeniusNorm, subtract, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { multiply } from './multiply';
import { faults } from '../matrix/faults';
import type { Quantity } from '../protocol/details';
import { formatNumber } from '../protocol/numbers';
import { counted } from '../protocol/quantities';
import { eps, norm1 } from './checks';
import { choleskyFactor, pivotText } from './cholesky';
import { numericalRank } from './diagnostics';
import { factor, type Decomposition } from './factor';
import { luFactor } from './luFactor';
import { equilibrate, timesPowerOfTwo } from '../matrix/scale';
import { isLowerTriangular, isSymmetric, isUpperTriangular } from './structure';
import { pseudoInverseOf } from './subspaces';
import { scaledSvd } from './svd';
import { backSubstitute, forwardSubstitute } from './triangular';

/** LAPACK's bound for ‖B − AX‖ / (‖A‖ ‖X‖ eps). */
const bound = 30;

interface Solution {
  readonly x: Matrix;
  /** "Cholesky, since A is symmetric and positive definite". */
  readonly by: string;
  readonly tried: readonly string[];
}

/**
 * AX = B by what suits A: substitution, Cholesky, LU; the shortest least-squares solution by SVD where A is rectangular or
 * singular within rounding. Throws `noRightSide` and `rightSideDiffers`.
 */
export function solve(
  a: LabelledMatrix,
  rightSide: LabelledMatrix | null,
  checkpoint: () => void,
): Decomposition & Tried {
  if (rightSide === null) throw faults.noRightSide();
  if (rightSide.rows !== a.rows) throw faults.rightSideDiffers(rightSide.rows, a.rows);
  const [left, right] = [equilibrate(a), equilibrate(rightSide)];
  const { x, by, tried } = solveScaled(left.scaled, right.scaled, checkpoint);
  const residual = subtract(right.scaled, multiply(left.scaled, x));
  const leastSquares = by.startsWith('least squares');
  // of a least-squares solution, what is left must be orthogonal to the columns of A
  const error = leastSquares ? multiply(transpose(left.scaled), residual) : residual;
  const size = norm1(left.scaled) * (leastSquares ? norm1(transpose(left.scaled)) : 1);
  const scale = size * norm1(x) + (leastSquares ? norm1(transpose(left.scaled)) * norm1(right.scaled) : 0);
  const ratio = norm1(error) === 0 ? 0 : norm1(error) / (scale * Math.max(a.rows, a.columns) * eps);
  return {
    formula: leastSquares ? 'X = argmin ‖AX − B‖' : 'AX = B',
    factors: [
      factor(
        'X',
        leastSquares ? 'the shortest of the solutions that come closest' : 'the solution',
        timesPowerOfTwo(x, right.exponent - left.exponent),
        {
          rowLabels: a.columnLabels,
          columnLabels: rightSide.columnLabels,
        },
      ),
    ],
    reconstruction: null,
    orthogonality: null,
    backwardError: {
      formula: leastSquares ? '‖Aᵀ(B − AX)‖ / (n ‖Aᵀ‖ (‖A‖ ‖X‖ + ‖B‖) eps)' : '‖B − AX‖ / (n ‖A‖ ‖X‖ eps)',
      ratio,
      bound,
    },
    quantities: quantities(by, frobeniusNorm(residual) / (frobeniusNorm(right.scaled) || 1)),
    tried,
    warnings: [],
  };
}

interface Tried {
  readonly tried: readonly string[];
}

function quantities(by: string, left: number): Quantity[] {
  return [
    { name: 'solved by', text: by, value: null },
    { name: '‖B − AX‖ / ‖B‖', text: formatNumber(left, 2), value: left },
  ];
}

function solveScaled(a: Matrix, b: Matrix, checkpoint: () => void): Solution {
  const n = a.columns;
  if (a.rows !== n) return leastSquares(a, b, checkpoint, `${a.rows}×${n} is not square`, []);
  const singular = Array.from({ length: n }, (_, i) => a.values[i * n + i]!).includes(0);
  if (isUpperTriangular(a) && !singular)
    return { x: backSubstitute(a, b), by: 'back substitution, since A is upper triangular', tried: [] };
  if (isLowerTriangular(a) && !singular)
    return { x: forwardSubstitute(a, b), by: 'forward substitution, since A is lower triangular', tried: [] };
  const tried: string[] = [];
  if (isSymmetric(a)) {
    const answer = choleskyFactor(a, checkpoint);
    if (answer.kind === 'factor')
      return {
        x: backSubstitute(transpose(answer.l), forwardSubstitute(answer.l, b)),
        by: 'Cholesky, since A is symmetric and positive definite',
        tried,
      };
    tried.push(
      `Tried Cholesky: pivot ${answer.pivot + 1} is ${pivotText(answer.value)}, so it is not positive definite.`,
    );
  }
  const { order, l, u } = luFactor(a);
  const rank = numericalRankByLu(u);
  if (rank < n) {
    tried.push(`Tried LU: pivot ${rank + 1} is 0 within rounding, so A is singular.`);
    return leastSquares(a, b, checkpoint, 'A is singular', tried);
  }
  const permuted: Matrix = {
    ...b,
    values: Float64Array.from(
      order.flatMap((from) => Array.from(b.values.subarray(from * b.columns, (from + 1) * b.columns))),
    ),
  };
  return { x: backSubstitute(u, forwardSubstitute(l, permuted)), by: 'LU, since A is square', tried };
}

/** The pivots before the first that is 0 within rounding. */
function numericalRankByLu(u: Matrix): number {
  const n = u.columns;
  const pivots = Array.from({ length: n }, (_, i) => Math.abs(u.values[i * n + i]!));
  const tolerance = n * eps * pivots.reduce((most, pivot) => Math.max(most, pivot), 0);
  const failed = pivots.findIndex((pivot) => pivot <= tolerance);
  return failed < 0 ? n : failed;
}

function leastSquares(a: Matrix, b: Matrix, checkpoint: () => void, why: string, tried: readonly string[]): Solution {
  const svd = scaledSvd(a, true, checkpoint);
  const rank = numericalRank(a, svd.s);
  const x = multiply(pseudoInverseOf(svd, rank), b);
  return { x, by: `least squares by SVD with ${counted(rank, 'singular value')}, since ${why}`, tried };
}
