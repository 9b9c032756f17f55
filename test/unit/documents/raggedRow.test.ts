import assert from 'node:assert/strict';
import { fillUpRow, findMatrices } from '../../../src/documents';

/** The text after its first ragged row is filled up; null where nothing plain would mend it. */
function mended(text: string, language: string): string | null {
  const block = findMatrices(text, { language })[0]!;
  const problem = block.problems.find(({ code }) => code === 'ragged-row')!;
  const edit = fillUpRow(text, block, problem);
  return edit === null ? null : text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

describe('a row with too few cells', () => {
  const examples: [string, string, string][] = [
    [
      'latex',
      '\\begin{bmatrix} 5 & 3 & 1 \\\\ 4 & 1 \\\\ 2 & 2 & 5 \\end{bmatrix}',
      '\\begin{bmatrix} 5 & 3 & 1 \\\\ 4 & 1 & ? \\\\ 2 & 2 & 5 \\end{bmatrix}',
    ],
    [
      'latex',
      '\\begin{pmatrix}1&2&\\square\\\\3\\end{pmatrix}',
      '\\begin{pmatrix}1&2&\\square\\\\3&\\square&\\square\\end{pmatrix}',
    ],
    ['csv', 'a;b;c\n1;2;3\n4;5\n7;8;9\n', 'a;b;c\n1;2;3\n4;5;\n7;8;9\n'],
    ['csv', 'a,b,c\n1,NA,3\n4\n7,8,9\n', 'a,b,c\n1,NA,3\n4,NA,NA\n7,8,9\n'],
    ['json', '[[1, 2, 3], [4, 5], [7, 8, 9]]', '[[1, 2, 3], [4, 5, null], [7, 8, 9]]'],
  ];
  for (const [language, before, after] of examples)
    it(`is filled up in its own dialect: ${after.trim()}`, () => {
      assert.equal(mended(before, language), after);
      const [block] = findMatrices(after, { language });
      assert.deepEqual(block?.problems, []);
    });

  it('with too many cells is left to the person', () => {
    assert.equal(mended('[[1, 2], [3, 4, 5], [6, 7]]', 'json'), null);
  });
});
