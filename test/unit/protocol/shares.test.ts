import assert from 'node:assert/strict';
import { formatPercent } from '../../../src/protocol/quantities';

describe('shares', () => {
  it('regression: 99.998 % of what there is was written as all of it', () => {
    assert.equal(formatPercent(0.99998, 4), '99.998%');
    assert.equal(formatPercent(0.996), '99.6%');
    assert.equal(formatPercent(1 - 1e-9), 'more than 99.999%');
  });
  it('what is all of it but for rounding is 100 %', () => {
    assert.equal(formatPercent(1), '100%');
    assert.equal(formatPercent(1 - 2 ** -50), '100%');
  });
  it('others keep two digits, or as many as are asked for', () => {
    assert.deepEqual(
      [0.123, 0.0035, 0, 0.0001].map((share) => formatPercent(share)),
      ['12%', '0.35%', '0%', 'less than 0.1%'],
    );
    assert.equal(formatPercent(0.98765, 4), '98.77%');
  });
});
