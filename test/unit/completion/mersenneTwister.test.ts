import assert from 'node:assert/strict';
import { numpyShuffle } from '../../bench/mersenneTwister';

describe('The shuffle of the benchmark', () => {
  it("is NumPy's: RandomState(0).shuffle(arange(10))", () => {
    const order = numpyShuffle(
      Uint32Array.from({ length: 10 }, (_, i) => i),
      0,
    );
    assert.deepEqual(Array.from(order), [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]);
  });
});
