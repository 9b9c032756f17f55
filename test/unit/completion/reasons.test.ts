import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { solveSide } from '../../../src/completion/als';
import { plainBaselines } from '../../../src/completion/baselines';
import { createFolds } from '../../../src/completion/folds';
import { conformalIntervals } from '../../../src/completion/heldOut';
import { createHistory } from '../../../src/completion/history';
import { fitLine, fittedPenalty, ridgePenalty } from '../../../src/completion/lineSystem';
import { randomModel } from '../../../src/completion/model';
import { readScale } from '../../../src/completion/scale';
import { fromRows } from '../../../src/matrix/dense';
import { group, observed } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { assertClose, completeRequest, eps, label, lectureRatings, randomObservations } from './fixtures';

const lineOf = (known: ReturnType<typeof randomObservations>, row: number) => {
  const { starts, others, values } = group(known, 'row');
  return { others: others.slice(starts[row], starts[row + 1]), values: values.slice(starts[row], starts[row + 1]) };
};

describe('A row folded in', () => {
  const known = randomObservations(6, 5, 0.8, 2);
  const model = randomModel(6, 5, 2, 0.7, createRandom(3));

  it('gets the vector that a step of alternating least squares gives it', () => {
    const stepped = { bias: new Float64Array(6), factors: new Float64Array(12) };
    solveSide(
      group(known, 'row'),
      stepped,
      { bias: model.columnBias, factors: model.column.values },
      { rank: 2, bias: true, regularization: 0.4, biasShare: 0.5, control: quiet },
    );
    for (let row = 0; row < 6; row++) {
      const { vector } = fitLine(lineOf(known, row), model, ridgePenalty(2, true, 0.4, 0.2));
      assertClose(vector[0]!, stepped.bias[row]!, 1e3 * eps);
      assertClose(vector[1]!, stepped.factors[2 * row]!, 1e3 * eps);
      assertClose(vector[2]!, stepped.factors[2 * row + 1]!, 1e3 * eps);
    }
  });

  it('is predicted by its known cells’ shares, which add up to the prediction', () => {
    for (const bias of [true, false]) {
      const fit = fitLine(lineOf(known, 1), model, ridgePenalty(2, bias, 0.3, 0.3));
      for (let column = 0; column < 5; column++) {
        const shares = fit.shares(column).reduce((sum, share) => sum + share, 0);
        assertClose(model.mean + model.columnBias[column]! + shares, fit.predict(column), 1e3 * eps);
      }
    }
  });

  it('shares what the prediction loses where a cell is as its column alone says', () => {
    const line = lineOf(known, 1);
    const penalty = ridgePenalty(2, true, 0.3, 0.3);
    const values = line.values.slice();
    values[1] = model.mean + model.columnBias[line.others[1]!]!;
    const without = fitLine({ ...line, values }, model, penalty);
    const fit = fitLine(line, model, penalty);
    assertClose(fit.predict(3) - without.predict(3), fit.shares(3)[1]!, 1e3 * eps);
  });

  it('keeps to the middle of the others where it has no known cell', () => {
    const fit = fitLine({ others: [], values: [] }, model, fittedPenalty(model, true, 0.5));
    assert.deepEqual(Array.from(fit.vector), [0, 0, 0]);
  });
});

describe('A scale of ratings', () => {
  it('is read off whole and half numbers from 1 to 5, and of nothing else', () => {
    assert.deepEqual(readScale(observed(lectureRatings)), { low: 1, high: 5 });
    const scaleOf = (...values: number[]) => readScale(observed(fromRows([values])));
    assert.deepEqual(scaleOf(0.5, 5, 3.5, 4, 4, 2), { low: 0.5, high: 5 });
    assert.equal(scaleOf(1, 5, 3.2, 4, 4, 2), null);
    assert.equal(scaleOf(1, 7, 3, 4, 4, 2), null);
    assert.equal(scaleOf(1, 5, 3, 3), null);
  });

  it('keeps predictions and their intervals within, and the cut is a term of the sum', () => {
    const request = completeRequest(lectureRatings, { scale: { low: 2, high: 3 } });
    const { predictions, scale, why } = complete(request, quiet);
    assert.deepEqual(scale, { low: 2, high: 3 });
    assert.match(why, /kept within 2 to 3/);
    for (const { value, terms, intervals } of predictions) {
      assert.ok(value >= 2 && value <= 3);
      assertClose(
        terms.reduce((sum, term) => sum + term.value, 0),
        value,
        10 * eps,
      );
      for (const { lower, upper } of intervals!) assert.ok(lower >= 2 && upper <= 3);
    }
    assert.ok(predictions.some(({ terms }) => terms.at(-1)!.label === 'kept within 2 to 3'));
    assert.equal(complete(completeRequest(lectureRatings, { scale: 'none' }), quiet).scale, null);
  });
});

describe('Beside a prediction', () => {
  it('stand the known cells of its row and column that moved it most, the largest first, and what is most alike', () => {
    const { predictions, factorNotes, rank } = complete(completeRequest(lectureRatings, { rank: 2 }), quiet);
    assert.equal(factorNotes.length, rank);
    for (const { row, column, influences, alikeRows } of predictions) {
      const shifts = influences!.map(({ shift }) => Math.abs(shift));
      assert.deepEqual(
        shifts,
        [...shifts].sort((a, b) => b - a),
      );
      for (const one of influences!) assert.ok(one.row === row || one.column === column);
      assert.equal(alikeRows!.length, 2);
      for (const { cosine } of alikeRows!) assert.ok(cosine >= -1 && cosine <= 1);
    }
  });

  it('stand the errors of plain means at the same cells', () => {
    const known = observed(
      label(
        fromRows([
          [1, 2],
          [3, null],
        ]),
      ),
    );
    const [mean, rows, columns] = plainBaselines(known, createFolds(3, 60, 0)).map(({ rmse }) => rmse ** 2);
    // Left out one by one: 1 from (2, 3), 2 from (1, 3), 3 from (1, 2).
    assertClose(mean!, (1.5 ** 2 + 0 + 1.5 ** 2) / 3, 10 * eps);
    assertClose(rows!, (1 + 1 + 1.5 ** 2) / 3, 10 * eps);
    assertClose(columns!, (2 ** 2 + 0 + 2 ** 2) / 3, 10 * eps);
  });
});

describe('Split conformal intervals', () => {
  it('leave out the levels that there are too few residuals for, and widen with the level', () => {
    assert.deepEqual(
      conformalIntervals(Float64Array.of(1, -2, 3, Number.NaN, 4))(10).map(({ level, lower }) => [level, lower]),
      [
        [0.5, 7],
        [0.8, 6],
      ],
    );
    const levels = conformalIntervals(Float64Array.from({ length: 30 }, (_, t) => t))(0);
    assert.deepEqual(
      levels.map(({ upper }) => upper),
      [15, 24, 27, 29],
    );
  });
});

describe('A training curve', () => {
  it('is kept to a thousand points, with the first and the last: it grew without bound', () => {
    const history = createHistory();
    for (let iteration = 0; iteration <= 10_000; iteration++)
      history.add({ iteration, objective: 1, rmse: null, holdoutRmse: null });
    const points = history.points();
    assert.ok(points.length <= 1000);
    assert.equal(points[0]!.iteration, 0);
    assert.equal(points.at(-1)!.iteration, 10_000);
  });
});
