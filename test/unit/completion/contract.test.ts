import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { als } from '../../../src/completion/als';
import { canonical } from '../../../src/completion/canonical';
import { residuals } from '../../../src/completion/model';
import { nonNegative } from '../../../src/completion/nonNegative';
import { gradient } from '../../../src/completion/objective';
import { copyModel } from '../../../src/completion/model';
import { softImpute } from '../../../src/completion/softImpute';
import { Fault } from '../../../src/matrix/fault';
import { pick, type Observations } from '../../../src/matrix/observations';
import { createRandom, shuffle } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers } from '../../../src/protocol/methods';
import { measureCoverage, small } from '../../bench/coverage';
import { assertClose, completeRequest, label, plant, randomObservations, solverDefaults } from './fixtures';

const signed = randomObservations(8, 6, 0.7, 12);
const known: Observations = { ...signed, values: signed.values.map(Math.abs) };

describe('Solvers by exact steps', () => {
  for (const [name, solve] of [
    ['als', als],
    ['softimpute', softImpute],
    ['nmf', nonNegative],
  ] as const) {
    it(`${name}: the objective never rises`, () => {
      for (const regularization of [0, 0.1, 2]) {
        const objectives: number[] = [];
        const options = { ...solverDefaults, regularization, bias: name !== 'nmf' };
        solve(known, { ...options, onStep: (_, { objective }) => objectives.push(objective) });
        objectives.slice(1).forEach((objective, step) => {
          assert.ok(objective <= objectives[step]! * (1 + 1e-12), `step ${step}: ${objectives[step]!} to ${objective}`);
        });
      }
    });

    it(`${name}: the order of the known cells does not matter`, () => {
      const order = shuffle(
        Uint32Array.from(known.values, (_, t) => t),
        createRandom(2),
      );
      const options = { ...solverDefaults, regularization: 0.5, iterations: 30, bias: name !== 'nmf' };
      const [plain, moved] = [known, pick(known, order)].map((cells) => solve(cells, options).model);
      plain!.row.values.forEach((value, at) => assertClose(moved!.row.values[at]!, value, 1e-8));
    });
  }

  it('softimpute ends at the optimum of the convex problem: EV = λU, and no singular value of E is above λ', () => {
    const lambda = 0.8;
    const options = {
      ...solverDefaults,
      rank: 6,
      bias: false,
      regularization: lambda,
      iterations: 20_000,
      tolerance: 0,
    };
    const model = canonical(softImpute(signed, options).model);
    const errors = residuals(model, signed);
    const times = (v: (column: number) => number): Float64Array => {
      const out = new Float64Array(8);
      errors.forEach((e, t) => (out[signed.rowIndex[t]!]! += e * v(signed.columnIndex[t]!)));
      return out;
    };
    for (let f = 0; f < 6; f++)
      times((j) => model.column.values[j * 6 + f]!).forEach((product, i) => {
        assertClose(product, lambda * model.row.values[i * 6 + f]!, 1e-5);
      });
    const random = createRandom(1);
    for (let trial = 0; trial < 200; trial++) {
      const direction = Float64Array.from({ length: 6 }, () => random.normal());
      const size = Math.hypot(...direction);
      assert.ok(Math.hypot(...times((j) => direction[j]! / size)) <= lambda * (1 + 1e-5));
    }
  });

  it('nmf ends where no factor above zero has a slope, and none at zero would fall by growing', () => {
    const options = { ...solverDefaults, bias: false, regularization: 0.2, iterations: 5000 };
    const { model } = nonNegative(known, options);
    const slopes = copyModel(model);
    gradient(model, known, 0.2, false, slopes);
    for (const side of ['row', 'column'] as const)
      model[side].values.forEach((value, at) => {
        const slope = slopes[side].values[at]!;
        assert.ok(value >= 0);
        assert.ok(value > 0 ? Math.abs(slope) < 1e-5 : slope > -1e-5, `${value}: ${slope}`);
      });
  });

  it('nmf refuses a cell below zero, and names it', () => {
    assert.throws(
      () => nonNegative({ ...known, values: known.values.map((value, t) => (t === 3 ? -1 : value)) }, solverDefaults),
      (error) => error instanceof Fault && error.data.code === 'negative-cell',
    );
  });
});

describe('Every way of completing', () => {
  const { truth, holed } = plant(16, 12, 1, { density: 0.75, noise: 0.05, bias: false }, createRandom(6));
  const positive = {
    truth: truth.values.map(Math.abs),
    holed: label({ ...holed, values: holed.values.map(Math.abs) }),
  };

  for (const solver of completionSolvers)
    it(`${solver}: recovers a planted matrix of rank 1, and says how far to trust it`, () => {
      const request = completeRequest(positive.holed, { solver, rank: 1, bias: false });
      const { predictions, heldOut } = complete(request, quiet);
      const squares = predictions.map(({ row, column, value }) => (value - positive.truth[row * 12 + column]!) ** 2);
      const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
      assert.ok(rmse < 0.2, `RMSE ${rmse}`);
      assert.ok(heldOut!.rmse < 0.3);
      for (const { lower, upper, intervals } of predictions) {
        assert.ok(lower! <= upper!);
        assert.equal(intervals!.length, 4);
      }
    });
});

describe('Intervals of the default', () => {
  it('hold about as often as they say on random matrices, and on small ones hardly less', function () {
    this.timeout(60_000);
    const { shares } = measureCoverage(40, small, 3);
    assert.ok(shares.get(0.9)! > 0.85 && shares.get(0.5)! > 0.45, JSON.stringify([...shares]));
  });
});
