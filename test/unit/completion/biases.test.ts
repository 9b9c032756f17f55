import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { degreesOfFreedom } from '../../../src/completion/identifiability';
import { copyModel, randomModel } from '../../../src/completion/model';
import { gradient, measure } from '../../../src/completion/objective';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers } from '../../../src/protocol/methods';
import { assertClose, completeRequest, eps, plant, randomObservations } from './fixtures';

const { holed } = plant(12, 9, 1, { density: 0.75, noise: 0.1, bias: true }, createRandom(8));

describe('Biases of one side alone', () => {
  for (const solver of completionSolvers.filter((one) => one !== 'nmf'))
    for (const bias of ['rows', 'columns'] as const)
      it(`${solver}: those of the ${bias} are there, the others are zero, and the terms add up without them`, () => {
        const request = completeRequest(holed, { solver, bias, rank: 1, scale: 'none' });
        const { model, predictions, formula, factors } = complete(request, quiet);
        const [own, other] =
          bias === 'rows' ? (['rowBias', 'columnBias'] as const) : (['columnBias', 'rowBias'] as const);
        assert.ok(model[own].some((value) => Math.abs(value) > 1e-3));
        assert.ok(model[other].every((value) => value === 0));
        const name = bias === 'rows' ? 'b' : 'c';
        assert.equal(formula, `R ≈ mean + ${name} + UVᵀ`);
        assert.deepEqual(
          factors.map((factor) => factor.name),
          ['U', 'V', name],
        );
        for (const { row, column, value, terms } of predictions) {
          const line = bias === 'rows' ? `row ${row + 1}` : `column ${column + 1}`;
          assert.deepEqual(
            terms.map(({ label }) => label),
            ['mean', line, 'factor 1'],
          );
          assertClose(
            terms.reduce((sum, term) => sum + term.value, 0),
            value,
            10 * eps * Math.max(1, Math.abs(value)),
          );
        }
      });

  it('have the slope that finite differences have, and those of the other side none', () => {
    const known = randomObservations(6, 5, 0.7, 3);
    const model = randomModel(6, 5, 2, 0.5, createRandom(1));
    const [slopes, step] = [copyModel(model), 1e-6];
    gradient(model, known, 0.3, 'rows', slopes, 0.5);
    assert.ok(slopes.columnBias.every((slope) => slope === 0));
    const objective = (): number => measure(model, known, 0.3, 0, 0.5).objective;
    model.rowBias.forEach((value, i) => {
      const [high, low] = [step, -step].map((by) => {
        model.rowBias[i] = value + by;
        return objective();
      });
      model.rowBias[i] = value;
      assertClose((high! - low!) / (2 * step), slopes.rowBias[i]!, 1e-6);
    });
  });

  it('leave m + r (m + n − 1 − r) degrees of freedom with those of m rows, and all mn at full rank', () => {
    assert.equal(degreesOfFreedom(7, 5, 1, 'rows'), 7 + 10);
    assert.equal(degreesOfFreedom(7, 5, 1, 'columns'), 5 + 10);
    assert.equal(degreesOfFreedom(7, 5, 5, 'rows'), 35);
    assert.equal(degreesOfFreedom(5, 7, 7, 'columns'), 35);
  });
});
