import assert from 'node:assert/strict';
import { findMatrices } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

const only = (text: string, language = 'python'): MatrixBlock => {
  const blocks = findMatrices(text, { language });
  assert.equal(blocks.length, 1, text);
  return blocks[0]!;
};
const cellsOf = (text: string): string[] => {
  const { cellStarts, cellEnds } = only(text);
  return Array.from(cellStarts, (start, at) => text.slice(start, cellEnds[at]));
};

describe('brackets of brackets', () => {
  it('hold a cell a word, until a comma makes all words before it one cell', () => {
    assert.deepEqual(cellsOf('[[1 2 3]\n [4 5 6]]'), ['1', '2', '3', '4', '5', '6']);
    assert.deepEqual(cellsOf('[[1 - 2, 3], [4, 5]]'), ['1 - 2', '3', '4', '5']);
    assert.deepEqual(cellsOf('[[1, 2 + 3], [4, 5]]'), ['1', '2 + 3', '4', '5']);
  });

  it('are read past comments of Mathematica and Maple', () => {
    assert.deepEqual(cellsOf('A := [[1, (* one, two *) 2], [3, 4]]'), ['1', '2', '3', '4']);
  });

  it('keep the rows before one that breaks off', () => {
    const block = only('A = [[1, 2], [3, 4], [5,');
    assert.deepEqual([block.rows, block.columns, [...block.values]], [2, 2, [1, 2, 3, 4]]);
    assert.deepEqual(
      block.problems.map(({ code }) => code),
      ['unclosed'],
    );
  });

  it('keep no cells of rows that turned out to be none', () => {
    assert.deepEqual(cellsOf('[[[9, 9], x], [1, 2], y]\n[[1, 2], [3, 4]]'), ['1', '2', '3', '4']);
    assert.deepEqual([...only('{"a": [[5, {"b": 6}], [7, 8]], "c": [[1, 2], [3, 4]]}', 'json').values], [1, 2, 3, 4]);
  });

  it('set what a ragged row lacks at its end', () => {
    const text = 'A = [[1, 2, 3], [4], [5, 6, 7]]';
    const { cellStarts, cellEnds, problems } = only(text);
    assert.deepEqual([cellStarts[4], cellEnds[4], cellStarts[5]], [text.indexOf(', [5'), text.indexOf(', [5'), 19]);
    assert.deepEqual(problems[0]?.row, { index: 1, cells: 1 });
  });

  it('of 100,000 cells take 16 bytes a cell, each at its place', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => ((i * 7919) % 10_007) / 8);
    const text = `[[${numbers.join(', ')}]]`;
    const { values, cellStarts, cellEnds } = only(text);
    assert.deepEqual([...values], numbers);
    assert.ok(numbers.every((value, at) => text.slice(cellStarts[at], cellEnds[at]) === String(value)));
    const bytes = [values, cellStarts, cellEnds].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    assert.equal(bytes, 16 * numbers.length);
  });
});
