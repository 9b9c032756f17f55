import assert from 'node:assert/strict';
import { runFrom } from '../../../src/factorization/nmfRun';
import { randomStart } from '../../../src/factorization/nmfStart';
import { nmfObjective } from '../../../src/factorization/nmfUpdates';
import { nonnegative } from '../../../src/kernels';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { uniform } from './matrices';

const seed = 43;
const rank = 10;

describe(`non-negative factors of a large matrix, seed ${seed}`, () => {
  const random = createRandom(seed);
  const signed = uniform(600, 400, random);
  const a = { ...signed, values: signed.values.map(Math.abs) };
  const start = randomStart(a, rank, random);
  // more than are done in one call of the kernels
  const iterations = 120;

  it('many calls of the kernels are as one', () => {
    const { factors, history, stop, objective } = runFrom(
      a,
      start,
      { loss: 'frobenius', iterations, frames: false },
      quiet,
    );
    const whole = nonnegative(a, start.w, start.h, iterations, 0);
    assert.equal(stop, 'iterations');
    assert.deepEqual(
      history.map((point) => point.iteration),
      Array.from({ length: iterations }, (_, i) => i + 1),
    );
    assert.deepEqual(factors, { w: whole.w, h: whole.h });
    history.forEach((point, i) => {
      const expected = (2 * whole.objective[i]!) / a.values.length;
      assert.ok(Math.abs(point.objective - expected) <= 1e-12 * expected);
    });
    assert.equal(objective, nmfObjective(a, factors, 'frobenius'));
  });

  it('is left between two calls when it is cancelled, and leaves its start as it was', () => {
    const before = start.w.values.slice();
    let looks = 0;
    const control = {
      ...quiet,
      checkpoint: () => {
        if (++looks > 1) throw new Error('cancelled');
      },
    };
    assert.throws(() => runFrom(a, start, { loss: 'frobenius', iterations, frames: false }, control), /cancelled/);
    assert.equal(looks, 2);
    assert.deepEqual(start.w.values, before);
  });
});
