import assert from 'node:assert/strict';
import { sampleOf, scenesOf } from '../../../src/webview/model/playback';
import { ask } from '../factorization/matrices';
import { fromRows } from '../../../src/matrix/dense';

const a = fromRows([
  [5, 3],
  [3, 2],
  [2, 1],
]);

describe('A run that is played back', () => {
  it('shows at each frame the factors of then, and what these add up to', async () => {
    const analysis = ask(a, 'adam', { rank: 1, iterations: 200, frames: true });
    const frames = analysis.frames ?? [];
    const scenes = await scenesOf(analysis, frames);
    assert.equal(scenes.length, frames.length);
    scenes.forEach(({ factors, product }, s) => {
      const [w, h] = frames[s]!.factors;
      assert.equal(factors[0]!.value(2, 0), w![2]);
      assert.equal(product!.value(1, 1), w![1]! * h![1]!);
    });
    assert.equal(scenes.at(-1)!.product!.value(0, 0), analysis.reconstruction!.values[0]);
  });

  it('is sampled evenly, with its first and its last frame', () => {
    assert.deepEqual(sampleOf([0, 1, 2, 3, 4, 5, 6, 7, 8], 3), [0, 4, 8]);
    assert.deepEqual(sampleOf([1, 2], 3), [1, 2]);
  });
});
