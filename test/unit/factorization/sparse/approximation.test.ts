import assert from 'node:assert/strict';
import { createMatrix, frobeniusNorm, subtract } from '../../../../src/matrix/dense';
import { createRandom } from '../../../../src/matrix/random';
import { suitsLanczos } from '../../../../src/factorization/sparse/approximation';
import { ask, labelled, singularValues } from '../matrices';

const seed = Number(process.env['PROPERTY_SEED'] ?? 1);

describe(`rank-k approximation of a large sparse matrix (seed ${seed})`, () => {
  const random = createRandom(seed);
  const a = createMatrix(500, 460);
  for (let at = 0; at < a.values.length; at++) if (random.uniform() < 0.01) a.values[at] = random.normal();

  it('is of the largest singular values, and leaves the norm of the others', () => {
    const k = 5;
    const analysis = ask(a, 'approximate', { rank: k });
    const expected = singularValues(a);
    const tolerance = 1e-11 * expected[0]!;
    assert.match(analysis.spectrum!.rule, /Lanczos/);
    assert.deepEqual(analysis.diagnostics.iteration?.converged, true);
    assert.ok(analysis.diagnostics.backwardError!.ratio < 50);
    analysis.spectrum!.singularValues.forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]!) <= tolerance);
    });
    const left = Math.hypot(...expected.subarray(k));
    assert.ok(Math.abs(frobeniusNorm(subtract(a, analysis.reconstruction!)) - left) <= tolerance);
    assert.ok(Math.abs(analysis.spectrum!.errors[k - 1]! - left / frobeniusNorm(a)) <= 1e-11);
  });

  it('is what a rank without a method asks for', () => {
    assert.match(ask(a, 'auto', { rank: 2 }).spectrum!.rule, /Lanczos/);
  });

  it('a dense, a small matrix and one of a large part of its rank are decomposed whole', () => {
    assert.equal(suitsLanczos(labelled(a), 5), true);
    assert.equal(suitsLanczos(labelled(a), 100), false);
    assert.equal(suitsLanczos(labelled(createMatrix(500, 460, 1)), 5), false);
    assert.equal(suitsLanczos(labelled(createMatrix(50, 46)), 1), false);
  });
});
