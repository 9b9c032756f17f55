import assert from 'node:assert/strict';
import { findMatrices, shiftedBlock } from '../../../src/documents';
import { movedBlock } from '../../../src/documents/movedBlock';

const table = '|   | a | b |\n|---|---|---|\n| x | 1 | ? |\n| y | 5x | 4 |\n';

describe('A block that moved', () => {
  const [block] = findMatrices(table, { language: 'markdown' });
  const before = 'Words before it.\n\n';
  const [later] = findMatrices(before + table, { language: 'markdown' });

  it('is the one found in the text as it has become: its cells, labels and problems moved too', () => {
    assert.ok(block !== undefined && block.problems.length === 1 && block.rowLabelRanges !== null);
    assert.deepEqual(shiftedBlock(block, before.length), later);
    assert.deepEqual(shiftedBlock(shiftedBlock(block, before.length), -before.length), block);
  });

  it('is the same by a shift as by the place of each range', () => {
    assert.ok(block !== undefined);
    const by = before.length;
    assert.deepEqual(
      movedBlock(block, ({ start, end }) => ({ start: start + by, end: end + by })),
      shiftedBlock(block, by),
    );
  });
});
