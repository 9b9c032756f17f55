import { observed } from '../matrix/observations';
import { columnName, rowName } from '../protocol/prediction';
import type { FoldInRequest, Trained } from '../protocol/request';
import type { BiasedFactors, Prediction } from '../protocol/results';
import { sidesOf } from './biases';
import { cellNotes } from './identifiability';
import { fitLine, fittedPenalty, ridgePenalty, type Penalty } from './lineSystem';
import { explain, predict } from './model';
import { clipSum } from './predictions';
import { spreadOf } from './standardize';

/**
 * The missing cells of some rows of a matrix that was edited since it was completed, without training again: each row's
 * bias and factors are fitted to its known cells given the columns, held to the other rows as these were. O(n k² + k³) a
 * row.
 */
export function foldInRows({ trained, matrix, rows }: FoldInRequest): Prediction[] {
  const { model, scale, solver } = trained;
  const { columns, values } = matrix;
  const { bias } = trained.request;
  const penalty = penaltyOf(trained);
  const noteOn = cellNotes(observed(matrix), bias === true || solver === 'bayes');
  return rows.flatMap((row) => {
    const cells = values.subarray(row * columns, (row + 1) * columns);
    const folded = withRow(model, row, fitRow(model, cells, penalty), sidesOf(bias).row);
    return Array.from(cells.keys())
      .filter((column) => Number.isNaN(cells[column]))
      .map((column): Prediction => {
        const names = { row: rowName(matrix, row), column: columnName(matrix, column) };
        const note = noteOn(row, column, names);
        const terms = explain(folded, row, column, { ...names, factors: null, bias });
        return {
          row,
          column,
          ...clipSum(terms, predict(folded, row, column), scale),
          lower: null,
          upper: null,
          baseline: null,
          soFar: 'folded-in',
          ...(note === null ? {} : { reason: note.reason }),
          ...(note?.isOpen === true ? { certainty: 'undetermined' } : {}),
        };
      });
  });
}

/** x = [b, u] of a row with these cells; NaN marks a missing one. */
function fitRow(model: BiasedFactors, cells: Float64Array, penalty: Penalty): Float64Array {
  const others = Uint32Array.from(cells.keys()).filter((j) => !Number.isNaN(cells[j]));
  return fitLine({ others, values: Float64Array.from(others, (j) => cells[j]!) }, model, penalty).vector;
}

/** The model with x = [b, u] for one of its rows. */
function withRow(model: BiasedFactors, index: number, vector: Float64Array, bias: boolean): BiasedFactors {
  const rowBias = model.rowBias.slice();
  const values = model.row.values.slice();
  if (bias) rowBias[index] = vector[0]!;
  values.set(bias ? vector.subarray(1) : vector, index * model.row.columns);
  return { ...model, rowBias, row: { ...model.row, values } };
}

/** What the rows of the model were held to: λ, or the spread of the rows and the noise where there is none. */
function penaltyOf({ request, model, regularization, biasShare, diagnostics }: Trained): Penalty {
  const bias = sidesOf(request.bias).row;
  const noise = Math.sqrt(diagnostics.meanSquaredError ?? 0);
  if (regularization === null) return fittedPenalty(model, bias, noise);
  const { spread } = spreadOf(observed(request.matrix), request.bias);
  const ridge = ridgePenalty(model.row.columns, bias, regularization, (biasShare * regularization) / spread);
  return { ...ridge, weighted: request.weighted ?? false };
}
