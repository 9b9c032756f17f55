import assert from 'node:assert/strict';
import { als } from '../../../src/completion/als';
import { adam, gd } from '../../../src/completion/gradientDescent';
import { sgd } from '../../../src/completion/sgd';
import type { Fit, SolverOptions } from '../../../src/completion/solver';
import { measure } from '../../../src/completion/objective';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { Observations } from '../../../src/matrix/observations';
import { assertClose, randomObservations, solverDefaults } from './fixtures';

type Solver = (known: Observations, options: SolverOptions) => Fit;
const solvers: readonly (readonly [string, Solver])[] = [
  ['als', als],
  ['sgd', sgd],
  ['gd', gd],
  ['adam', adam],
];
const known = randomObservations(8, 6, 0.7, 12);
const objectiveOf = (fit: Fit, regularization: number): number =>
  measure(fit.model, known, regularization, 0).objective;

describe('Every solver', () => {
  for (const [name, solve] of solvers) {
    it(`${name}: the same seed gives the same numbers, another seed other ones`, () => {
      const [a, b, c] = [0, 0, 1].map((seed) => solve(known, { ...solverDefaults, seed, iterations: 5 }).model);
      assert.deepEqual(a, b);
      assert.notDeepEqual(a!.row, c!.row);
    });

    it(`${name}: without biases, the biases stay zero`, () => {
      const { model } = solve(known, { ...solverDefaults, bias: false, iterations: 5 });
      assert.ok([...model.rowBias, ...model.columnBias].every((bias) => bias === 0));
    });

    it(`${name}: reports the objective before the first step and after each`, () => {
      const steps: number[] = [];
      solve(known, { ...solverDefaults, iterations: 4, onStep: (_, point) => steps.push(point.iteration) });
      assert.deepEqual(steps, [0, 1, 2, 3, 4]);
    });

    it(`${name}: ends with the cancelled fault at the first look after cancelling`, () => {
      let epochs = 0;
      const control = {
        report: () => undefined,
        checkpoint: () => {
          if (epochs >= 3) throw faults.cancelled();
        },
      };
      const run = (): Fit =>
        solve(known, { ...solverDefaults, control, onStep: (_, { iteration }) => (epochs = iteration) });
      assert.throws(run, (error) => error instanceof Fault && error.data.kind === 'cancelled');
      assert.equal(epochs, 3);
    });
  }

  it('reaches the objective of least squares where λ makes the optimum plain', () => {
    const options = { ...solverDefaults, rank: 1, regularization: 1, tolerance: 1e-12 };
    const start = als(known, { ...options, iterations: 3 }).model;
    const reached = (solve: Solver, iterations: number): number =>
      objectiveOf(solve(known, { ...options, start, iterations }), 1);
    const best = reached(als, 2000);
    assertClose(reached(gd, 5000), best, 1e-6 * best);
    assertClose(reached(adam, 5000), best, 1e-6 * best);
    assertClose(reached(sgd, 3000), best, 1e-3 * best);
  });

  it('says so when a learning rate is too large, and names it', () => {
    for (const solve of [sgd, gd])
      assert.throws(
        () => solve(known, { ...solverDefaults, learningRate: 50 }),
        (error) => error instanceof Fault && error.data.code === 'diverged' && error.message.includes('50'),
      );
  });

  it('stops by the tolerance before the iterations are used up', () => {
    const fit = als(known, { ...solverDefaults, regularization: 1, iterations: 5000, tolerance: 1e-6 });
    assert.equal(fit.stop, 'tolerance');
    assert.equal(als(known, { ...solverDefaults, iterations: 2, tolerance: 0 }).stop, 'iterations');
  });
});
