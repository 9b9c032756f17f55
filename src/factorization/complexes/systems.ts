import { faults } from '../../matrix/faults';
import { formatNumber } from '../../protocol/numbers';
import { counted } from '../../protocol/quantities';
import { ulp } from '../checks';
import { entry, magnitude, minus, over, setEntry, times, type ComplexMatrix } from '../complex';
import { columnsBetween } from './columns';
import { complexLu, permuteRows } from './lu';
import { complexParts, inRoundings, measured, type ComplexParts, type ComplexTask } from './parts';
import {
  complexMultiply,
  complexNorm,
  complexSubtract,
  conjugateTranspose,
  equilibrateComplex,
  realDiagonal,
  unitaryError,
} from './products';
import { complexRank, complexSvd, type ComplexSvd } from './svd';

/** LAPACK's bounds for products with singular vectors, and for solutions. */
const bound = 50;
const solveBound = 30;

/** V_r S_r⁻¹ U_rᴴ. */
function pseudoInverseOf({ u, s, v }: ComplexSvd, rank: number): ComplexMatrix {
  const inverted = realDiagonal(s.subarray(0, rank).map((value) => 1 / value));
  return complexMultiply(
    complexMultiply(columnsBetween(v, 0, rank), inverted),
    conjugateTranspose(columnsBetween(u, 0, rank)),
  );
}

/** A⁻¹, or A⁺ where A has none. */
export function complexPseudoInverse({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const svd = complexSvd(a, checkpoint);
  const rank = complexRank(a, svd.s);
  const inverse = pseudoInverseOf(svd, rank);
  const isInverse = rank === a.re.rows && rank === a.re.columns;
  const formula = isInverse ? 'A⁻¹' : 'A⁺';
  // A A⁺ A multiplies the rounding of A⁺ by κ(A)
  const condition = rank === 0 ? 1 : svd.s[0]! / svd.s[rank - 1]!;
  const product = complexMultiply(complexMultiply(a, inverse), a);
  const { residual, backwardError } = measured(a, product, '‖A − A A⁺ A‖ / (max(m, n) ‖A‖ κ ulp)', bound);
  return {
    formula,
    factors: [
      {
        name: formula,
        role: isInverse ? 'the inverse: A A⁻¹ = I' : 'the pseudo-inverse: A A⁺ A = A',
        matrix: inverse,
        power: -1,
        rowLabels: labelled.columnLabels,
        columnLabels: labelled.rowLabels,
      },
    ],
    residual,
    backwardError: { ...backwardError, ratio: backwardError.ratio / condition },
    unitary: null,
    iteration: { count: svd.sweeps, converged: svd.converged },
    warnings: [],
  };
}

/** An orthonormal basis of the x with Ax = 0. */
export function complexNullSpace({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { rows: m, columns: n } = a.re;
  // rows of 0 below a wide A make its V square
  const rows = Math.max(m, n);
  const taller = (part: ComplexMatrix['re']): ComplexMatrix['re'] => {
    const values = new Float64Array(rows * n);
    values.set(part.values);
    return { rows, columns: n, values };
  };
  const { s, v, sweeps, converged } = complexSvd({ re: taller(a.re), im: taller(a.im) }, checkpoint);
  const rank = complexRank(a, s);
  const basis = columnsBetween(v, rank, n);
  const left = complexNorm(complexMultiply(a, basis));
  return {
    formula: rank === n ? 'Ax = 0 only for x = 0' : 'AN = 0',
    factors:
      rank === n
        ? []
        : [
            {
              name: 'N',
              role: 'an orthonormal basis of the null space',
              matrix: basis,
              power: 0,
              rowLabels: labelled.columnLabels,
            },
          ],
    residual: null,
    backwardError: {
      formula: '‖AN‖ / (max(m, n) ‖A‖ ulp)',
      ratio: left === 0 ? 0 : inRoundings(left / complexNorm(a), a),
      bound,
    },
    unitary: unitaryError(basis),
    iteration: { count: sweeps, converged },
    quantities: [
      { name: 'rank', text: String(rank), value: rank },
      { name: 'nullity', text: String(n - rank), value: n - rank },
    ],
    warnings: [],
  };
}

/** An orthonormal basis of all Ax. Throws `nothingSpanned`. */
export function complexColumnSpace({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { u, s, sweeps, converged } = complexSvd(a, checkpoint);
  const rank = complexRank(a, s);
  if (rank === 0) throw faults.nothingSpanned();
  const basis = columnsBetween(u, 0, rank);
  const product = complexMultiply(basis, complexMultiply(conjugateTranspose(basis), a));
  return {
    formula: 'A = QQᴴA',
    factors: [
      {
        name: 'Q',
        role: 'an orthonormal basis of the column space',
        matrix: basis,
        power: 0,
        rowLabels: labelled.rowLabels,
      },
    ],
    ...measured(a, product, '‖A − QQᴴA‖ / (max(m, n) ‖A‖ ulp)', bound),
    unitary: unitaryError(basis),
    iteration: { count: sweeps, converged },
    quantities: [{ name: 'rank', text: String(rank), value: rank }],
    warnings: [],
  };
}

interface Solution {
  readonly x: ComplexMatrix;
  readonly by: string;
  readonly isLeastSquares: boolean;
  readonly tried: readonly string[];
}

/** AX = B by LU, or the shortest of the X that come closest where A is singular or not square. Throws `noRightSide`. */
export function complexSolve({ a, labelled, asked: { rightSide }, checkpoint }: ComplexTask): ComplexParts {
  if (rightSide === undefined) throw faults.noRightSide();
  const right = equilibrateComplex(complexParts(rightSide));
  const b = right.scaled;
  const { x, by, isLeastSquares, tried } = solutionOf(a, b, checkpoint);
  const residual = complexSubtract(b, complexMultiply(a, x));
  // of a least-squares solution, what is left must be orthogonal to the columns of A
  const error = complexNorm(isLeastSquares ? complexMultiply(conjugateTranspose(a), residual) : residual);
  const reach = complexNorm(a) * complexNorm(x);
  const scale = isLeastSquares ? complexNorm(a) * (reach + complexNorm(b)) : reach;
  const left = complexNorm(residual) / (complexNorm(b) || 1);
  return {
    formula: isLeastSquares ? 'X = argmin ‖AX − B‖' : 'AX = B',
    factors: [
      {
        name: 'X',
        role: isLeastSquares ? 'the shortest of the solutions that come closest' : 'the solution',
        matrix: x,
        power: -1,
        // B was brought to entries of about 1 too
        shift: right.exponent,
        rowLabels: labelled.columnLabels,
        columnLabels: rightSide.columnLabels,
      },
    ],
    residual: null,
    backwardError: {
      formula: isLeastSquares ? '‖Aᴴ(B − AX)‖ / (n ‖A‖ (‖A‖ ‖X‖ + ‖B‖) ulp)' : '‖B − AX‖ / (n ‖A‖ ‖X‖ ulp)',
      ratio: error === 0 ? 0 : inRoundings(error / scale, a),
      bound: solveBound,
    },
    unitary: null,
    quantities: [
      { name: 'solved by', text: by, value: null },
      { name: '‖B − AX‖ / ‖B‖', text: formatNumber(left, 2), value: left },
    ],
    tried,
    warnings: [],
  };
}

function solutionOf(a: ComplexMatrix, b: ComplexMatrix, checkpoint: () => void): Solution {
  const { rows: m, columns: n } = a.re;
  if (m !== n) return leastSquares(a, b, checkpoint, `${m}×${n} is not square`, []);
  const { order, l, u } = complexLu(a, checkpoint);
  const pivots = Array.from({ length: n }, (_, i) => magnitude(entry(u, i, i)));
  const tolerance = n * ulp * Math.max(...pivots);
  const failed = pivots.findIndex((pivot) => pivot <= tolerance);
  if (failed >= 0)
    return leastSquares(a, b, checkpoint, 'A is singular', [
      `Tried LU: pivot ${failed + 1} is 0 within rounding, so A is singular.`,
    ]);
  const x = permuteRows(b, order);
  for (let i = 0; i < n; i++) substitute(x, l, i, 0, i);
  for (let i = n - 1; i >= 0; i--) substitute(x, u, i, i + 1, n);
  return { x, by: 'LU, since A is square', isLeastSquares: false, tried: [] };
}

/** x_i := (x_i − Σ t_ij x_j) / t_ii over from ≤ j < to, for every column of X. */
function substitute(x: ComplexMatrix, t: ComplexMatrix, i: number, from: number, to: number): void {
  const pivot = entry(t, i, i);
  for (let c = 0; c < x.re.columns; c++) {
    let sum = entry(x, i, c);
    for (let j = from; j < to; j++) sum = minus(sum, times(entry(t, i, j), entry(x, j, c)));
    setEntry(x, i, c, over(sum, pivot));
  }
}

function leastSquares(
  a: ComplexMatrix,
  b: ComplexMatrix,
  checkpoint: () => void,
  why: string,
  tried: readonly string[],
): Solution {
  const svd = complexSvd(a, checkpoint);
  const rank = complexRank(a, svd.s);
  const by = `least squares by SVD with ${counted(rank, 'singular value')}, since ${why}`;
  return { x: complexMultiply(pseudoInverseOf(svd, rank), b), by, isLeastSquares: true, tried };
}

/** A = UH: of orthonormal columns (or rows, where A is wide) and a Hermitian factor that is not negative. */
export function complexPolar({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { u, s, v, sweeps, converged } = complexSvd(a, checkpoint);
  const vh = conjugateTranspose(v);
  const turn = complexMultiply(u, vh);
  const stretch = complexMultiply(complexMultiply(v, realDiagonal(s)), vh);
  const { rows: m, columns: n } = a.re;
  return {
    formula: 'A = UH',
    factors: [
      {
        name: 'U',
        role: m >= n ? 'orthonormal columns, the turn' : 'orthonormal rows, the turn',
        matrix: turn,
        power: 0,
        rowLabels: labelled.rowLabels,
        columnLabels: labelled.columnLabels,
      },
      {
        name: 'H',
        role: 'Hermitian and positive semidefinite, the stretch',
        matrix: stretch,
        power: 1,
        rowLabels: labelled.columnLabels,
        columnLabels: labelled.columnLabels,
      },
    ],
    ...measured(a, complexMultiply(turn, stretch), '‖A − UH‖ / (max(m, n) ‖A‖ ulp)', bound),
    unitary: unitaryError(m >= n ? turn : conjugateTranspose(turn)),
    iteration: { count: sweeps, converged },
    warnings: [],
  };
}
