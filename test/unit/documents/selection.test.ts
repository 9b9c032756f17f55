import assert from 'node:assert/strict';
import { blockAt, findMatrices, readSelections } from '../../../src/documents';

const text = [
  'Measured: 1 2 3',
  '4 5 6',
  '$R = \\begin{bmatrix} 5 & 3 & ? \\\\ 4 & ? & 1 \\end{bmatrix}$ and $U = \\begin{bmatrix} 7 \\\\ 8 \\end{bmatrix}$',
  'rows 7 & 8 \\\\ 9 & 1 alone; [1, 2], [3, 4]; 1.5;2.5 and 1\t2',
  '| who | a | b |',
  '|-----|---|---|',
  '| Ada | 5 | ? |',
  '| Bob | 2 | 1 |',
].join('\n');

function select(selected: string): unknown[] {
  const start = text.indexOf(selected);
  assert.ok(start >= 0);
  return readSelections(text, [{ start, end: start + selected.length }], { language: 'markdown' }).map((block) => ({
    name: block.name,
    rows: Array.from({ length: block.rows }, (_, i) => [
      ...block.values.subarray(i * block.columns, (i + 1) * block.columns),
    ]),
    missing: block.missing,
    labels: [block.rowLabels, block.columnLabels],
  }));
}
const plain = (rows: number[][], missing = 0, name: string | null = null): unknown => ({
  name,
  rows,
  missing,
  labels: [null, null],
});
const whole = plain(
  [
    [5, 3, Number.NaN],
    [4, Number.NaN, 1],
  ],
  2,
  'R',
);

describe('a selection', () => {
  const examples: [string, string, unknown[]][] = [
    ['of every cell is the whole matrix', '5 & 3 & ? \\\\ 4 & ? & 1', [whole]],
    ['of several matrices is those matrices', text.split('\n')[2]!, [whole, plain([[7], [8]], 0, 'U')]],
    ['of some cells is the part they span', '3 & ?', [plain([[3, Number.NaN]], 1)]],
    ['over a row end takes whole rows', '3 & ? \\\\ 4', [whole]],
    ['inside one cell or on the frame is the whole matrix', 'gin{bmatri', [whole]],
    [
      'of spaced numbers is read as rows',
      '1 2 3\n4 5 6',
      [
        plain([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ],
    ],
    [
      'of LaTeX rows is read without their environment',
      '7 & 8 \\\\ 9 & 1',
      [
        plain([
          [7, 8],
          [9, 1],
        ]),
      ],
    ],
    [
      'of bracketed rows is read without the outer bracket',
      '[1, 2], [3, 4]',
      [
        plain([
          [1, 2],
          [3, 4],
        ]),
      ],
    ],
    ['of delimited numbers is read', '1.5;2.5', [plain([[1.5, 2.5]])]],
    ['of tabbed numbers is read', '1\t2', [plain([[1, 2]])]],
    ['of prose is no matrix', 'rows', []],
    ['of one number is no matrix', '4', []],
    [
      'of part of a table keeps the labels',
      '5 | ? |\n| Bob | 2',
      [
        {
          name: null,
          rows: [
            [5, Number.NaN],
            [2, 1],
          ],
          missing: 1,
          labels: [
            ['Ada', 'Bob'],
            ['a', 'b'],
          ],
        },
      ],
    ],
  ];
  for (const [law, selected, expected] of examples)
    it(law, () => {
      assert.deepEqual(select(selected), expected);
    });

  it('without length is the block around the cursor', () => {
    const inside = text.indexOf('7 \\\\');
    const at = (offset: number): (string | null)[] =>
      readSelections(text, [{ start: offset, end: offset }], { language: 'markdown' }).map(({ name }) => name);
    assert.deepEqual(at(inside), ['U']);
    assert.deepEqual(at(0), []);
  });

  it('has its cells at their places in the whole document', () => {
    const start = text.indexOf('9 & 1');
    const block = readSelections(text, [{ start, end: start + 5 }], { language: 'markdown' })[0]!;
    assert.deepEqual([block.start, block.end, ...block.cellStarts], [start, start + 5, start, start + 4]);
  });

  it('of a whole matrix drops no problem, and of a part keeps those of its cells only', () => {
    const faulty = '[[1, abc, 3], [4, 5, 6], [7, 8, 9]]';
    const part = (selected: string): number => {
      const start = faulty.indexOf(selected);
      return readSelections(faulty, [{ start, end: start + selected.length }], { language: 'python' })[0]!.problems
        .length;
    };
    assert.deepEqual([part(faulty), part('abc, 3'), part('5, 6')], [1, 1, 0]);
  });
});

describe('places', () => {
  it('directly after a block belong to it, unless another begins there', () => {
    const blocks = findMatrices('[[1,2],[3,4]] [[5,6],[7,8]]', { language: 'text' });
    assert.equal(blockAt(blocks, 13), blocks[0]);
    assert.equal(blockAt(blocks, 14), blocks[1]);
    assert.equal(blockAt([], 3), null);
  });
});
