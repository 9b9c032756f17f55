import assert from 'node:assert/strict';
import fc from 'fast-check';
import { counted, formatCount, formatPercent, formatSeconds } from '../../../src/protocol/quantities';

describe('words for sizes', () => {
  it('counts with thousands apart and the right number of the noun', () => {
    assert.equal(counted(1, 'row'), '1 row');
    assert.equal(counted(9724, 'row'), '9,724 rows');
  });

  it('writes whole numbers as American English does', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (count) => assert.equal(formatCount(count), count.toLocaleString('en-US'))),
    );
  });

  it('gives shares in percent, and tiny ones as a bound', () => {
    assert.equal(formatPercent(0.0714), '7.1%');
    assert.equal(formatPercent(3.4e-8), 'less than 0.1%');
    assert.equal(formatPercent(0), '0%');
    assert.equal(formatPercent(1), '100%');
  });

  it('gives durations in the unit that fits', () => {
    assert.deepEqual([4e-4, 0.0123, 1.34, 185].map(formatSeconds), ['under 1 ms', '12 ms', '1.3 s', '3 min 5 s']);
  });
});
