import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { methodTitles, type ExactMethod } from '../../protocol/methods';
import type { DecomposeRequest } from '../../protocol/request';
import type { Decomposition } from '../factor';
import { toExact, type ExactMatrix } from './exactMatrix';
import { echelon } from './echelon';
import { hadamardBits } from './fractionFree';
import { exactEigen } from './eigen';
import { exactCholesky, exactLdlDecomposition, exactLuDecomposition, exactQrDecomposition } from './factorizations';
import { exactProperties } from './properties';
import { Recorder } from './recorder';
import { exactNullSpace, exactPseudoInverse, exactSolve, rowEchelon } from './systems';

/** The longer side up to which a matrix is worked on in fractions: their digits grow with every step. */
const largestExact = 60;
/** The longer side up to which every step is shown. */
const largestForSteps = 8;

/**
 * The longest determinants within a matrix that each method works with, in bits: what takes a few seconds. The row echelon form
 * is without fractions on the way, QR squares the lengths, and the characteristic polynomial multiplies them.
 */
const mostBits: Readonly<Record<ExactMethod, number>> = {
  lu: 1800,
  cholesky: 1800,
  ldl: 1800,
  solve: 6000,
  pinv: 1800,
  nullspace: 6000,
  rref: 6000,
  qr: 900,
  eigen: 600,
  properties: 600,
};

const digitsOf = (bits: number): number => Math.ceil(bits * Math.log10(2));

/** What an exact method is given: the matrix in fractions and with its names. */
export interface ExactTask {
  readonly a: ExactMatrix;
  readonly labelled: LabelledMatrix;
  readonly rightSide: LabelledMatrix | null;
  readonly checkpoint: () => void;
  /** Null where no steps are asked for. */
  readonly recorder: Recorder | null;
}

/**
 * A decomposition in fractions: cells are the decimals that they are written as, and nothing is rounded. What the
 * factors multiply out to is compared with the matrix by equality. Throws `tooLargeExact`, `fractionsTooLong`, `tooLargeForSteps` and what
 * the method needs of a matrix.
 */
export function decomposeExactly(
  method: ExactMethod,
  request: DecomposeRequest,
  checkpoint: () => void,
): Decomposition {
  const { matrix, rightSide = null, steps = false } = request;
  const a = exactOperand(method, matrix);
  if (steps && Math.max(matrix.rows, matrix.columns) > largestForSteps) throw faults.tooLargeForSteps(largestForSteps);
  const recorder = steps ? new Recorder() : null;
  const result = run(method, { a, labelled: matrix, rightSide, checkpoint, recorder });
  const rank = echelon(a, checkpoint).pivots.length;
  return { ...result, rank, ...(recorder === null ? {} : { steps: recorder.steps }) };
}

/** A in fractions, where the method can work with it. Throws `tooLargeExact` and `fractionsTooLong`. */
export function exactOperand(method: ExactMethod, matrix: LabelledMatrix): ExactMatrix {
  const { rows: m, columns: n } = matrix;
  if (Math.max(m, n) > largestExact) throw faults.tooLargeExact(methodTitles[method], m, n, largestExact);
  const a = toExact(matrix);
  const bits = hadamardBits(a);
  if (bits > mostBits[method])
    throw faults.fractionsTooLong(methodTitles[method], digitsOf(bits), digitsOf(mostBits[method]));
  return a;
}

function run(method: ExactMethod, task: ExactTask): Decomposition {
  switch (method) {
    case 'lu':
      return exactLuDecomposition(task);
    case 'cholesky':
      return exactCholesky(task);
    case 'ldl':
      return exactLdlDecomposition(task);
    case 'qr':
      return exactQrDecomposition(task);
    case 'eigen':
      return exactEigen(task);
    case 'rref':
      return rowEchelon(task);
    case 'solve':
      return exactSolve(task);
    case 'pinv':
      return exactPseudoInverse(task);
    case 'nullspace':
      return exactNullSpace(task);
    case 'properties':
      return exactProperties(task);
  }
}
