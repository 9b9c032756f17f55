import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices, packBlocks, printMatrix, unpackBlocks } from '../../../src/documents';
import { formats, type MatrixBlock } from '../../../src/matrix/block';
import { labelledMatrices } from './arbitrary';

/** The blocks after their way through a message, and in how many steps they were taken apart. */
function sent(blocks: readonly MatrixBlock[]): { blocks: MatrixBlock[]; steps: number } {
  const unpacking = unpackBlocks(structuredClone(packBlocks(blocks)));
  for (let steps = 1; ; steps++) {
    const step = unpacking.next();
    if (step.done === true) return { blocks: step.value, steps };
  }
}

describe('packed blocks', () => {
  it('are the blocks again when they are taken apart, in every format', () => {
    fc.assert(
      fc.property(fc.array(labelledMatrices, { maxLength: 4 }), fc.constantFrom(...formats), (matrices, format) => {
        const blocks = matrices.flatMap((matrix) => findMatrices(printMatrix(matrix, format), { language: format }));
        assert.deepEqual(sent(blocks).blocks, blocks);
      }),
      { numRuns: 500 },
    );
  });

  it('keep problems, and labels of any characters', () => {
    const text = '[[1, 2], [3]]\n\n| "é, \ud83d\ude00" | b |\n|---|---|\n| 1 | ? |\n| 2 | x |\n| 3 | 4 |\n';
    const blocks = findMatrices(text, { language: 'markdown' });
    assert.equal(blocks.length, 2);
    assert.ok(blocks.every(({ problems }) => problems.length > 0));
    assert.deepEqual(sent(blocks).blocks, blocks);
  });

  it('keep what doubles do not say', () => {
    const text = 'A = [[1/3, 2+3i], [9007199254740993, 1]]\n\nB = [[1, 2], [3, 2/3]]\n';
    const blocks = findMatrices(text, { language: 'python' });
    assert.ok(blocks.some(({ imaginary }) => imaginary !== null));
    assert.ok(blocks.some(({ exact }) => exact !== null));
    assert.deepEqual(sent(blocks).blocks, blocks);
  });

  it('are many small ones in few parts, of which each has memory of its own again', () => {
    const blocks = findMatrices('[[1, 2], [3, 4]]\n\n'.repeat(1000), { language: 'markdown' });
    assert.ok(packBlocks(blocks).length <= 10);
    const { blocks: again, steps } = sent(blocks);
    assert.deepEqual(again, blocks);
    assert.ok(steps >= 1000, 'others may have the thread between any two');
    assert.ok(again.every(({ values }) => values.buffer.byteLength === 4 * 8));
  });

  it('are taken apart in steps where one has very many labels', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `name ${i},${i},2`);
    const blocks = findMatrices(`who,a,b\n${rows.join('\n')}\n`, { language: 'csv' });
    const { blocks: again, steps } = sent(blocks);
    assert.deepEqual(again, blocks);
    assert.ok(steps > 20);
  });
});
