import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { als, solveSide } from '../../../src/completion/als';
import { penalty } from '../../../src/completion/objective';
import { sgd } from '../../../src/completion/sgd';
import { residuals } from '../../../src/completion/model';
import { sumOfSquares } from '../../../src/completion/objective';
import { Fault } from '../../../src/matrix/fault';
import { group } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { stepRules } from '../../../src/protocol/methods';
import type { CompleteRequest } from '../../../src/protocol/request';
import { readLimits } from '../../../src/protocol/limits';
import {
  assertClose,
  completeRequest,
  label,
  lectureRatings,
  plant,
  randomObservations,
  solverDefaults,
} from './fixtures';

const known = randomObservations(8, 6, 0.7, 12);

describe('λ weighted by known cells', () => {
  const counts = (indices: Uint32Array, count: number): number[] =>
    Array.from({ length: count }, (_, index) => indices.filter((one) => one === index).length);
  const weights = { row: counts(known.rowIndex, 8), column: counts(known.columnIndex, 6) };
  const options = { ...solverDefaults, regularization: 0.05, weighted: true, iterations: 3000 };

  it('never raises its objective, Σ e² + λ (Σ nᵢ ‖xᵢ‖² + Σ nⱼ ‖yⱼ‖²), which is the one it reports', () => {
    const objectives: number[] = [];
    const { model } = als(known, {
      ...options,
      iterations: 40,
      onStep: (_, { objective }) => objectives.push(objective),
    });
    objectives.slice(1).forEach((objective, step) => assert.ok(objective <= objectives[step]! * (1 + 1e-12)));
    const own = sumOfSquares(residuals(model, known)) + penalty(model, 0.05, 1, weights);
    assertClose(objectives.at(-1)!, own, 1e-12 * own);
  });

  it('ends where no small step lowers the objective', () => {
    const { model } = als(known, options);
    const objective = (): number => sumOfSquares(residuals(model, known)) + penalty(model, 0.05, 1, weights);
    const least = objective();
    for (const values of [model.rowBias, model.columnBias, model.row.values, model.column.values])
      values.forEach((value, at) => {
        for (const step of [1e-4, -1e-4]) {
          values[at] = value + step;
          assert.ok(objective() >= least - 1e-10, `${objective() - least}`);
        }
        values[at] = value;
      });
  });

  it('of one row is λ times its number of cells, not weighted', () => {
    const { model } = als(known, { ...options, iterations: 3 });
    const own = { bias: model.rowBias.slice(), factors: model.row.values.slice() };
    const other = { bias: model.columnBias, factors: model.column.values };
    solveSide(group(known, 'row'), own, other, { ...options, bias: true });
    const plain = { bias: model.rowBias.slice(), factors: model.row.values.slice() };
    solveSide(group(known, 'row'), plain, other, {
      ...options,
      bias: true,
      weighted: false,
      regularization: 0.05 * weights.row[3]!,
    });
    assertClose(own.bias[3]!, plain.bias[3]!, 1e-14);
    for (let f = 0; f < 2; f++) assertClose(own.factors[6 + f]!, plain.factors[6 + f]!, 1e-14);
  });

  it('is chosen, fitted and told by the request that asks for it', () => {
    const { holed } = plant(14, 9, 1, { density: 0.7, noise: 0.3, bias: true }, createRandom(3));
    const analysis = complete(completeRequest(holed, { weighted: true }), quiet);
    assert.equal(analysis.solver, 'als');
    assert.match(analysis.objectiveFormula!, /Σ nᵢ ‖uᵢ‖²/);
    assert.ok(analysis.heldOut!.rmse < analysis.heldOut!.baselineRmse * 1.05);
  });
});

describe('Steps of stochastic gradient descent', () => {
  for (const stepRule of stepRules)
    it(`${stepRule}: come near the optimum of least squares, and the same seed gives the same numbers`, () => {
      const options = { ...solverDefaults, rank: 1, regularization: 1, tolerance: 0 };
      const start = als(known, { ...options, iterations: 3 }).model;
      const objective = (solve: typeof als, iterations: number): number => {
        const { model } = solve(known, { ...options, stepRule, start, iterations });
        return sumOfSquares(residuals(model, known)) + penalty(model, 1, 1);
      };
      const best = objective(als, 2000);
      assertClose(objective(sgd, 3000), best, 2e-3 * best);
      assert.equal(objective(sgd, 20), objective(sgd, 20));
    });

  it('differ by their rule', () => {
    const [plain, adagrad, adam] = stepRules.map(
      (stepRule) => sgd(known, { ...solverDefaults, stepRule, iterations: 5 }).model.row.values,
    );
    assert.notDeepEqual(plain, adagrad);
    assert.notDeepEqual(adagrad, adam);
  });
});

describe('An option of another solver', () => {
  const stray: readonly Partial<CompleteRequest>[] = [
    { solver: 'bayes', regularization: 0.1 },
    { solver: 'als', learningRate: 0.1 },
    { learningRate: 0.1 },
    { solver: 'sgd', weighted: true },
    { solver: 'gd', stepRule: 'adam' },
  ];
  for (const changes of stray)
    it(`is refused with those that take it: ${JSON.stringify(changes)}`, () => {
      assert.throws(
        () => complete(completeRequest(lectureRatings, changes), quiet),
        (error) => error instanceof Fault && error.data.code === 'option-not-taken',
      );
    });
});

describe('Limits of predictions', () => {
  it('are kept, in order, and read as a person writes them', () => {
    const { predictions } = complete(completeRequest(lectureRatings, { scale: { low: 2.5, high: 3 } }), quiet);
    for (const { value, lower, upper } of predictions)
      for (const number of [value, lower!, upper!]) assert.ok(number >= 2.5 && number <= 3);
    assert.throws(
      () => complete(completeRequest(label(lectureRatings), { scale: { low: 5, high: 1 } }), quiet),
      (error) => error instanceof Fault && error.data.code === 'out-of-range',
    );
    assert.deepEqual(readLimits('1, 5'), { low: 1, high: 5 });
    assert.deepEqual(readLimits('-1 to 2.5'), { low: -1, high: 2.5 });
    for (const text of ['', '5,1', '1', '1,2,3', 'a,b', '1,']) assert.equal(readLimits(text), null);
  });
});
