import { countMissing, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { observed, type Observations } from '../matrix/observations';
import type { CompleteRequest } from '../protocol/request';

/**
 * The known cells of a matrix that can be completed. Throws the fault of the first rule that is broken: some cells,
 * all finite or missing, some missing, and a known one in every row and column.
 */
export function checkCells(matrix: Matrix): Observations {
  const { rows, columns, values } = matrix;
  if (values.length === 0) throw faults.emptyMatrix();
  values.forEach((value, at) => {
    if (Math.abs(value) === Number.POSITIVE_INFINITY)
      throw faults.notFinite(Math.floor(at / columns) + 1, (at % columns) + 1);
  });
  const missing = countMissing(matrix);
  if (missing === values.length) throw faults.allMissing();
  if (missing === 0) throw faults.nothingMissing();
  const known = observed(matrix);
  const emptyRow = firstAbsent(known.rowIndex, rows);
  if (emptyRow !== null) throw faults.rowUnknown(emptyRow + 1);
  const emptyColumn = firstAbsent(known.columnIndex, columns);
  if (emptyColumn !== null) throw faults.columnUnknown(emptyColumn + 1);
  return known;
}

/** The options a person gives to a solver; null and 'auto' are always right. */
export type SolverChoices = Pick<CompleteRequest, 'rank' | 'regularization' | 'learningRate' | 'iterations'>;

/** Throws the fault of the first option that is out of its range. */
export function checkOptions(options: SolverChoices, rows: number, columns: number): void {
  const { rank, regularization, learningRate, iterations } = options;
  if (rank !== 'auto' && !(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(rows, columns)))
    throw faults.rankOutOfRange(rank, rows, columns);
  if (regularization !== 'auto' && !(Number.isFinite(regularization) && regularization >= 0))
    throw faults.outOfRange('The regularization', 'a number from 0 up', String(regularization));
  if (learningRate !== null && !(Number.isFinite(learningRate) && learningRate > 0))
    throw faults.outOfRange('The learning rate', 'a number above 0', String(learningRate));
  if (iterations !== null && !(Number.isInteger(iterations) && iterations >= 1))
    throw faults.outOfRange('The number of iterations', 'a whole number from 1 up', String(iterations));
}

/** Throws the `resultNotFinite` fault: the last look before numbers are shown. */
export function checkResult(matrix: Matrix): void {
  if (!matrix.values.every(Number.isFinite)) throw faults.resultNotFinite();
}

/** The smallest of 0 … count − 1 that is not in `indices`. */
function firstAbsent(indices: Uint32Array, count: number): number | null {
  const present = new Uint8Array(count);
  for (const index of indices) present[index] = 1;
  const absent = present.indexOf(0);
  return absent === -1 ? null : absent;
}
