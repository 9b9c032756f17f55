import type { Observations } from '../../matrix/observations';
import type { CompleteRequest } from '../../protocol/request';
import { intervalLevels } from '../../protocol/intervals';
import type { Estimate } from '../estimate';
import { createFolds, withoutFold } from '../folds';
import { absentLines } from '../lines';
import { predict } from '../model';
import { recognise, type Exact } from './recognise';

/** Up to so many known cells each is left out alone to see whether the others give it back. */
const leaveOneOutLimit = 100;

/** Sentences on what was recognised. */
const reasons: Readonly<Record<Exact['structure'], string>> = {
  constant: 'Exact: all known cells are the same number.',
  sum: 'Exact: every known cell is the sum of a number of its row and a number of its column, and these give the missing cells too.',
  'rank 1':
    'Exact: every known cell is the product of a number of its row and a number of its column (rank 1), and these give the missing cells too.',
  singular:
    'Exact: of this rank the determinant is zero, which is a linear equation for the missing cell with one solution.',
};

/** Completes by a structure that the known cells have exactly. */
export function exactEstimate(request: CompleteRequest, known: Observations, exact: Exact): Estimate {
  const { rank, bias, model } = exact;
  const folds = createFolds(known.values.length, leaveOneOutLimit, request.seed);
  const residuals = new Float64Array(known.values.length).fill(Number.NaN);
  for (const fold of folds.groups) {
    const training = withoutFold(known, fold);
    const others = recognise(training, request);
    if (others === null) continue;
    const absent = absentLines(training);
    for (const t of fold) {
      const [row, column] = [known.rowIndex[t]!, known.columnIndex[t]!];
      if (!absent.row(row) && !absent.column(column))
        residuals[t] = known.values[t]! - predict(others.model, row, column);
    }
  }
  return {
    solver: 'bayes',
    rank,
    regularization: null,
    biasShare: 1,
    bias,
    model,
    intervals: (row, column) => {
      const value = predict(model, row, column);
      return intervalLevels.map((level) => ({ level, lower: value, upper: value }));
    },
    knowsLines: false,
    intervalMethod: 'exact',
    penalties: null,
    folds,
    residuals,
    coverage: null,
    tried: [],
    why: reasons[exact.structure],
    history: [],
    frames: [],
    objectiveFormula: null,
    stop: 'direct',
    iterations: 0,
  };
}
