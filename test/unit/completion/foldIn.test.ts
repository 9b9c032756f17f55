import assert from 'node:assert/strict';
import { complete, foldInRows } from '../../../src/completion';
import { cell, fromRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { Trained } from '../../../src/protocol/request';
import type { Prediction } from '../../../src/protocol/results';
import { rootMeanSquare } from '../../../src/completion/heldOut';
import { analysisSoFar, foldInRequest } from '../../../src/protocol/foldIn';
import { assertClose, completeRequest, eps, label, lectureRatings, plant } from './fixtures';

const { truth, holed } = plant(30, 12, 1, { density: 0.7, noise: 0.1, bias: true }, createRandom(4));

/** Predictions of the missing cells of a row of a matrix, folded into what was completed. */
function foldInRow(trained: Trained, matrix: LabelledMatrix, row: number): readonly Prediction[] {
  return foldInRows({ kind: 'fold-in', trained, matrix, rows: [row] });
}

describe('A row folded into a completed matrix', () => {
  it('is predicted by least squares as where it stood, once training has converged', () => {
    const request = completeRequest(holed, { solver: 'als', rank: 1, regularization: 0.5, iterations: 20_000 });
    const analysis = complete(request, quiet);
    for (let row = 0; row < 30; row += 3) {
      const predicted = foldInRow(analysis, holed, row);
      for (const { value, column } of predicted) assertClose(value, cell(analysis.reconstruction, row, column), 0.002);
    }
  });

  it('that training has not seen comes near the truth, by the default solver', () => {
    const seen = { ...holed, rows: 29, values: holed.values.slice(0, 29 * 12) };
    const analysis = complete(completeRequest(seen), quiet);
    const values = seen.values.slice();
    values.set(holed.values.subarray(29 * 12));
    for (const column of [1, 4, 7, 10]) values[column] = Number.NaN;
    const predicted = foldInRow(analysis, { ...seen, values }, 0);
    const errors = predicted.map(({ value, column }) => value - cell(truth, 29, column));
    assert.ok(rootMeanSquare(Float64Array.from(errors)) < 0.3, errors.join(', '));
  });
});

/** The matrix with another value in one cell. */
function edited(matrix: LabelledMatrix, row: number, column: number, value: number): LabelledMatrix {
  const values = matrix.values.slice();
  values[row * matrix.columns + column] = value;
  return { ...matrix, values };
}

describe('Rows edited since a matrix was completed', () => {
  for (const solver of ['bayes', 'als', 'sgd', 'softimpute'] as const) {
    const analysis = complete(completeRequest(holed, { solver, rank: 2 }), quiet);
    const row = 3;
    const column = holed.values.subarray(12 * row, 12 * row + 12).findIndex((value) => !Number.isNaN(value));
    const now = edited(holed, row, column, cell(holed, row, column) + 5);
    const asked = foldInRequest(analysis, now);

    it(`are folded in with terms that add up, in proportion to what is written, by ${solver}`, () => {
      assert.ok(asked);
      assert.deepEqual(asked.rows, [row]);
      const [before, after, further] = [0, 5, 10].map((raise) =>
        foldInRow(analysis, edited(holed, row, column, cell(holed, row, column) + raise), row),
      );
      const folded = foldInRows(asked);
      assert.ok(folded.length > 0);
      folded.forEach((prediction, at) => {
        assert.equal(prediction.soFar, 'folded-in');
        assert.ok(Number.isNaN(cell(now, row, prediction.column)));
        const sum = prediction.terms.reduce((all, { value }) => all + value, 0);
        assertClose(sum, prediction.value, 100 * eps);
        assert.equal(prediction.value, after![at]!.value);
        // The least squares of a row are linear in its cells.
        assert.notEqual(prediction.value, before![at]!.value);
        assertClose((before![at]!.value + further![at]!.value) / 2, prediction.value, 1000 * eps);
      });
    });

    it(`leave what is said of other rows as it was, by ${solver}`, () => {
      assert.ok(asked);
      const soFar = analysisSoFar(analysis, asked, foldInRows(asked));
      assert.equal(soFar.predictions.length, analysis.predictions.length);
      for (const prediction of soFar.predictions) {
        const before = analysis.predictions.find(
          (one) => one.row === prediction.row && one.column === prediction.column,
        );
        assert.ok(before);
        if (prediction.row !== row) assert.deepEqual(prediction, { ...before, soFar: 'before-edit' });
      }
    });
  }

  for (const bias of [true, false])
    it(`whose only known cell was deleted are what the columns say of any row, and cells nothing connects stay open, ${bias ? 'with' : 'without'} biases`, () => {
      const alone = label(
        fromRows([...Array.from({ length: 6 }, (_, i) => [i, 2 * i + 1, 3, null]), [4, null, null, null]]),
      );
      const analysis = complete(completeRequest(alone, { solver: 'bayes', rank: 1, bias }), quiet);
      const asked = foldInRequest(analysis, edited(alone, 6, 0, Number.NaN));
      assert.ok(asked);
      const folded = foldInRows(asked);
      assert.deepEqual(
        folded.map(({ certainty }) => certainty),
        [undefined, undefined, undefined, 'undetermined'],
      );
      assert.match(folded[0]!.reason ?? '', /has no known cell/);
    });

  it('are not folded in where nothing changed, the shape did, or the solver has no such row solve', () => {
    const analysis = complete(completeRequest(lectureRatings), quiet);
    assert.equal(foldInRequest(analysis, lectureRatings), null);
    const wider = label(fromRows([[5, 3, null, 1]]));
    assert.equal(foldInRequest(analysis, wider), null);
    const positive = complete(completeRequest(lectureRatings, { solver: 'nmf', rank: 1 }), quiet);
    assert.equal(foldInRequest(positive, edited(lectureRatings, 0, 0, 1)), null);
  });
});
