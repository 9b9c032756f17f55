import { countMissing, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { observed, type Observations } from '../matrix/observations';
import { methodTitles, type CompletionSolver } from '../protocol/methods';
import { solverOptionNames, solverOptions, solverTakes, type SolverOption } from '../protocol/options';
import type { CompleteRequest } from '../protocol/request';

/** Fewer known cells that are all equal are refused. */
const fewestOfOneValue = 3;

/**
 * The known cells of a matrix. Throws the fault of the first rule that is broken: some cells, all finite or missing, and
 * as many known as say how far cells differ.
 */
export function knownCells(matrix: Matrix): Observations {
  const { columns, values } = matrix;
  if (values.length === 0) throw faults.emptyMatrix();
  values.forEach((value, at) => {
    if (Math.abs(value) === Number.POSITIVE_INFINITY)
      throw faults.notFinite(Math.floor(at / columns) + 1, (at % columns) + 1);
  });
  const known = observed(matrix);
  if (known.values.length === 0) throw faults.allMissing();
  if (known.values.length < fewestOfOneValue && new Set(known.values).size < 2)
    throw faults.tooFewKnown(known.values.length);
  return known;
}

/** The same, of a matrix that can be completed: some of its cells are missing. */
export function checkCells(matrix: Matrix): Observations {
  if (matrix.values.length > 0 && countMissing(matrix) === 0) throw faults.nothingMissing();
  return knownCells(matrix);
}

const optionTitles: Readonly<Record<SolverOption, string>> = {
  regularization: 'regularization',
  learningRate: 'learning rate',
  weighted: 'regularization weighted by known cells',
  stepRule: 'rule of its steps',
};

/** Throws the `option-not-taken` fault: an option that is not the solver's own would be passed over in silence. */
export function checkTaken(request: CompleteRequest, solver: CompletionSolver): void {
  const { regularization, learningRate, weighted = false, stepRule = 'plain' } = request;
  const isGiven: Readonly<Record<SolverOption, boolean>> = {
    regularization: regularization !== 'auto',
    learningRate: learningRate !== null,
    weighted,
    stepRule: stepRule !== 'plain',
  };
  const stray = solverOptionNames.find((option) => isGiven[option] && !solverTakes(solver, option));
  if (stray === undefined) return;
  const able = solverOptions[stray].map((one) => methodTitles[one]);
  throw faults.optionNotTaken(methodTitles[solver], optionTitles[stray], able);
}

/** Throws a fault where limits are not in order: predictions could not be kept within them. */
export function checkScale(scale: CompleteRequest['scale']): void {
  if (typeof scale !== 'object') return;
  if (!(Number.isFinite(scale.low) && Number.isFinite(scale.high) && scale.low < scale.high))
    throw faults.outOfRange('The scale', 'two numbers, the lower first', `${scale.low} to ${scale.high}`);
}

/** The options a person gives to a solver; null and 'auto' are always right. */
export type SolverChoices = Pick<
  CompleteRequest,
  'rank' | 'regularization' | 'learningRate' | 'iterations' | 'seconds'
>;

/** Throws the fault of the first option that is out of its range. */
export function checkOptions(options: SolverChoices, rows: number, columns: number): void {
  const { rank, regularization, learningRate, iterations, seconds = null } = options;
  if (rank !== 'auto' && !(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(rows, columns)))
    throw faults.rankOutOfRange(rank, rows, columns);
  if (regularization !== 'auto' && !(Number.isFinite(regularization) && regularization >= 0))
    throw faults.outOfRange('The regularization', 'a number from 0 up', String(regularization));
  if (learningRate !== null && !(Number.isFinite(learningRate) && learningRate > 0))
    throw faults.outOfRange('The learning rate', 'a number above 0', String(learningRate));
  if (iterations !== null && !(Number.isInteger(iterations) && iterations >= 1))
    throw faults.outOfRange('The number of iterations', 'a whole number from 1 up', String(iterations));
  if (seconds !== null && !(Number.isFinite(seconds) && seconds > 0))
    throw faults.outOfRange('The time', 'a number of seconds above 0', String(seconds));
}

/** Throws the `resultNotFinite` fault: the last look before numbers are shown. */
export function checkResult(matrix: Matrix): void {
  if (!matrix.values.every(Number.isFinite)) throw faults.resultNotFinite();
}
