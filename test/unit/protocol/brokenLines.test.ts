import assert from 'node:assert/strict';
import { faults } from '../../../src/matrix/faults';
import { skippedLineMessages } from '../../../src/protocol/brokenLines';
import type { BrokenLines } from '../../../src/protocol/results';

function broken(count: number): BrokenLines {
  const first = Array.from(
    { length: Math.min(count, 10) },
    (_, i) => faults.ratingsLine('ratings.csv', i + 2, 1, `Line ${i + 2} is broken.`, '').data,
  );
  return { count, first };
}

describe('lines that were skipped', () => {
  it('are listed where there are more than the warning names', () => {
    assert.deepEqual(skippedLineMessages(undefined), []);
    assert.deepEqual(skippedLineMessages(broken(1)), []);
    assert.deepEqual(skippedLineMessages(broken(2)), ['Line 2 is broken.', 'Line 3 is broken.']);
  });

  it('are counted beyond those that are described', () => {
    assert.equal(skippedLineMessages(broken(10)).length, 10);
    assert.equal(skippedLineMessages(broken(13)).at(-1), 'and 3 more.');
  });
});
