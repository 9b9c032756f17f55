import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { decompose } from '../../../src/factorization';
import { fromRows } from '../../../src/matrix/dense';
import { quiet, type Control } from '../../../src/protocol/control';
import type { CompleteRequest, DecomposeRequest } from '../../../src/protocol/request';

const cells = (isKnown: (i: number, j: number) => boolean): CompleteRequest['matrix'] => ({
  ...fromRows(
    Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 6 }, (__, j) => (isKnown(i, j) ? 1 + ((i * i + 3 * j + i * j) % 7) : null)),
    ),
  ),
  ...{ name: 'R', rowLabels: null, columnLabels: null },
});

/** Asks to finish at the fifth look, and from then on. */
function finishing(): Control {
  let looks = 0;
  return { ...quiet, isFinishing: () => ++looks >= 5 };
}

describe('work that is asked to finish', () => {
  const completion = (solver: CompleteRequest['solver'], iterations: number): CompleteRequest => ({
    ...{ kind: 'complete', matrix: cells((i, j) => (i + 2 * j) % 5 !== 0), solver, rank: 2, regularization: 0.1 },
    ...{ bias: true, learningRate: null, iterations, seed: 2 },
  });
  for (const solver of ['als', 'gd', 'adam', 'softimpute', 'nmf'] as const)
    it(`is that of as many iterations, and so are its held-out error and intervals: ${solver}`, () => {
      const ended = complete(completion(solver, 1000), finishing());
      const iteration = ended.history.at(-1)!.iteration;
      assert.ok(iteration >= 5 && iteration < 10, String(iteration));
      const whole = complete(completion(solver, iteration), quiet);
      assert.deepEqual([ended.stop, whole.stop], ['interrupted', 'iterations']);
      assert.deepEqual(ended.model, whole.model);
      assert.deepEqual(ended.heldOut, whole.heldOut);
      assert.deepEqual(ended.predictions, whole.predictions);
      assert.match(ended.warnings.join(' '), new RegExp(`stopped after ${iteration} iterations`));
    });

  it('a sampler gives the mean over a few draws at least', () => {
    const { stop, history } = complete({ ...completion('bayes', 1000), regularization: 'auto' }, finishing());
    const sweeps = history.at(-1)!.iteration;
    assert.equal(stop, 'interrupted');
    // A fifth of the sweeps is not kept; then there are 20 draws, and four more looks.
    assert.equal(sweeps, 200 + 20 + 4);
  });

  const decomposition = (method: DecomposeRequest['method'], iterations: number): DecomposeRequest => ({
    ...{ kind: 'decompose', matrix: cells(() => true), method, rank: 3, learningRate: null, iterations, seed: 2 },
  });
  for (const method of ['gd', 'adam'] as const)
    it(`a decomposition is that of as many iterations: ${method}`, () => {
      const ended = decompose(decomposition(method, 1000), finishing());
      const whole = decompose(decomposition(method, 5), quiet);
      assert.equal(ended.stop, 'interrupted');
      assert.deepEqual(ended.factors, whole.factors);
      assert.deepEqual(ended.history, whole.history);
    });

  it('NMF begins from no other start, and says nothing of how starts agree', () => {
    const ended = decompose(decomposition('nmf', 1000), finishing());
    assert.deepEqual([ended.stop, ended.history.at(-1)!.iteration], ['interrupted', 5]);
    assert.doesNotMatch(JSON.stringify(ended.quantities), /starts/);
    assert.match(JSON.stringify(decompose(decomposition('nmf', 5), quiet).quantities), /5 starts/);
  });
});
