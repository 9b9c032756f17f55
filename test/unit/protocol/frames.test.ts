import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mostFrameNumbers, mostFrames, recordFrames } from '../../../src/protocol/frames';

/** The iterations kept of a run that ends at `last`. */
function kept(total: number, numbers: number, last = total): number[] {
  const frames = recordFrames<null>(true, total, numbers);
  for (let iteration = 0; iteration <= last; iteration++) frames.offer(iteration, 0, () => null);
  return frames.kept.map(({ iteration }) => iteration);
}

describe('Frames of a run', () => {
  it('are within their bounds, begin at the start, and lie ever farther apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 4000 }), (total, numbers) => {
        const iterations = kept(total, numbers);
        assert.ok(iterations.length < mostFrames && iterations.length * numbers < mostFrameNumbers);
        assert.equal(iterations[0], 0);
        const gaps = iterations.slice(1).map((t, i) => t - iterations[i]!);
        assert.ok(gaps.every((gap, i) => gap >= Math.max(1, gaps[i - 1] ?? 1)));
      }),
    );
  });

  it('are every iteration of a short run, and at least half of what there is room for of a long one', () => {
    assert.deepEqual(
      kept(50, 1),
      Array.from({ length: 51 }, (_, t) => t),
    );
    assert.ok(kept(100_000, 1).length >= mostFrames / 2);
  });

  it('are none where the factors are too large for a few', () => {
    assert.deepEqual(kept(100, mostFrameNumbers / 4), []);
    assert.equal(recordFrames(true, 100, mostFrameNumbers / 4).next, Number.POSITIVE_INFINITY);
  });
});
