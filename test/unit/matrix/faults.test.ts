import assert from 'node:assert/strict';
import { toFaultData } from '../../../src/matrix/faults';

describe('What is thrown', () => {
  const thrownBy = (work: () => unknown): unknown => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return assert.fail('nothing was thrown');
  };

  it('regression: arrays that do not fit in memory were unexpected: they say what to take less of', () => {
    for (const work of [() => new ArrayBuffer(2 ** 52), () => new Float64Array(2 ** 50)])
      assert.equal(toFaultData(thrownBy(work)).code, 'out-of-memory');
  });

  it('other errors of range are unexpected still', () => {
    assert.equal(toFaultData(thrownBy(() => 'x'.repeat(-1))).code, 'unexpected');
  });
});
