import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices, readSelections } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';
import { languages, snippets } from './arbitrary';

function assertInside(text: string, block: MatrixBlock): void {
  const ranges = [block, ...block.problems, ...(block.rowLabelRanges ?? []), ...(block.columnLabelRanges ?? [])];
  block.cellStarts.forEach((start, at) => ranges.push({ ...block, start, end: block.cellEnds[at]! }));
  for (const { start, end } of ranges) assert.ok(0 <= start && start <= end && end <= text.length);
  assert.equal(block.values.length, block.rows * block.columns);
  assert.ok(block.values.every((value) => Number.isNaN(value) || Number.isFinite(value)));
  for (const at of block.cellStarts.keys()) {
    assert.ok(block.start <= block.cellStarts[at]! && block.cellEnds[at]! <= block.end);
    const cell = text.slice(block.cellStarts[at], block.cellEnds[at]);
    // The space after a backslash is LaTeX's control space, and no end of a cell.
    assert.equal(cell, cell.trim() + (/\\\s$/.test(cell) ? cell.at(-1)! : ''), 'a cell is trimmed');
  }
}

describe('whatever the text', () => {
  it('nothing throws, every offset is inside, and blocks are sorted and apart', () => {
    fc.assert(
      fc.property(snippets, fc.constantFrom(...languages), (text, language) => {
        let end = 0;
        for (const block of findMatrices(text, { language })) {
          assert.ok(block.start >= end);
          end = block.end;
          assertInside(text, block);
        }
      }),
      { numRuns: 4000 },
    );
  });

  it('any selection is read without throwing, with every offset inside', () => {
    fc.assert(
      fc.property(snippets, fc.constantFrom(...languages), fc.nat(), fc.nat(), (text, language, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)];
        for (const block of readSelections(text, [{ start, end }], { language })) assertInside(text, block);
      }),
      { numRuns: 4000 },
    );
  });

  it('a cell of a LaTeX matrix read alone gives its value', () => {
    fc.assert(
      fc.property(snippets, (text) => {
        for (const block of findMatrices(text, { language: 'latex' }).filter(({ format }) => format === 'latex'))
          block.values.forEach((value, at) => {
            if (Number.isNaN(value)) return;
            const alone = `\\begin{matrix}${text.slice(block.cellStarts[at], block.cellEnds[at])}\n\\end{matrix}`;
            assert.deepEqual([...(findMatrices(alone, { language: 'latex' })[0]?.values ?? [])], [value]);
          });
      }),
      { numRuns: 4000 },
    );
  });

  it('brackets and environments nested 100,000 deep neither overflow nor hide the matrix after them', () => {
    const after = '\n\nA = [[1, 2], [3, 4]] and $B = \\begin{bmatrix} 5 \\\\ 6 \\end{bmatrix}$';
    for (const opening of ['[', '\\begin{pmatrix}', '\\begin{array}{', '[1, ', '{', '"', '| '])
      assert.deepEqual(
        findMatrices(opening.repeat(100_000) + after, { language: 'markdown' }).map(({ name }) => name),
        ['A', 'B'],
        opening,
      );
  });

  it('a cell of 50,000 digits is one problem with one short sentence', () => {
    const digits = '9'.repeat(50_000);
    const block = findMatrices(`[[1, ${digits}], [2, 3]]`, { language: 'python' })[0];
    assert.deepEqual(
      block?.problems.map(({ message }) => message),
      ['Row 1, column 2 is 50,000 characters long. Write a number of at most 1,000 characters.'],
    );
    assert.ok(Number.isNaN(block.values[1]));
    assert.equal(block.missing, 0);
  });
});
