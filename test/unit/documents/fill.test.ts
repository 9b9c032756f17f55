import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillEdits, findMatrices, printMatrix } from '../../../src/documents';
import { formats } from '../../../src/matrix/block';
import { labelledMatrices } from './arbitrary';

/** The text after every cell of its first matrix is asked to be `value`. */
function filled(text: string, language: string, value: number): string {
  const block = findMatrices(text, { language })[0]!;
  const cells = Array.from(block.values, (_, at) => ({
    row: Math.floor(at / block.columns),
    column: at % block.columns,
    value,
  }));
  return fillEdits(text, block, cells).reduceRight(
    (out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end),
    text,
  );
}

describe('filling', () => {
  const examples: [string, string, number, string, string][] = [
    [
      'integers get two decimals',
      'latex',
      2.875,
      '\\begin{bmatrix} 5 & ? \\\\ 4 & 1 \\end{bmatrix}',
      '\\begin{bmatrix} 5 & 2.88 \\\\ 4 & 1 \\end{bmatrix}',
    ],
    [
      'regression: a point was written among the decimal commas of a LaTeX table',
      'latex',
      3.52,
      '\\begin{tabular}{rr} 1,5 & 2,5 \\\\ ? & 4,5 \\end{tabular}',
      '\\begin{tabular}{rr} 1,5 & 2,5 \\\\ 3,5 & 4,5 \\end{tabular}',
    ],
    [
      'regression: a single backslash was written into a string that doubles them',
      'python',
      2500,
      '"\\\\begin{pmatrix} 1.5 \\\\times 10^{3} & ? \\\\end{pmatrix}"',
      '"\\\\begin{pmatrix} 1.5 \\\\times 10^{3} & 2.5 \\\\times 10^{3} \\\\end{pmatrix}"',
    ],
    [
      'the most precise neighbour decides',
      'latex',
      2.875,
      '\\begin{bmatrix} 1.125 & 5 \\\\ \\square & 1 \\end{bmatrix}',
      '\\begin{bmatrix} 1.125 & 5 \\\\ 2.875 & 1 \\end{bmatrix}',
    ],
    [
      'one decimal is kept where the neighbours have one',
      'markdown',
      32.46,
      '| a    | b |\n|------|---|\n| 41.5 | 1 |\n| 28.0 | ? |\n| ?    | 4 |',
      '| a    | b |\n|------|---|\n| 41.5 | 1 |\n| 28.0 | 32.5 |\n| 32.5 | 4 |',
    ],
    ['a whole value gets the decimals of its column', 'csv', 3, 'u;a\nx;2,1\ny;?\n', 'u;a\nx;2,1\ny;3,0\n'],
    [
      'the own column decides before the matrix',
      'python',
      2.875,
      '[[1.5, 1.25], [None, 2.0]]',
      '[[1.5, 1.25], [2.9, 2.0]]',
    ],
    [
      'an empty cell keeps its spaces',
      'latex',
      2,
      '\\begin{bmatrix} 5 &  & 1 \\\\ 1 & & 3 \\end{bmatrix}',
      '\\begin{bmatrix} 5 & 2.00 & 1 \\\\ 1 & 2.00 & 3 \\end{bmatrix}',
    ],
    ['a decimal comma stays one', 'csv', 2.5, 'u;a;b\nx;1,5;?\ny;;2\n', 'u;a;b\nx;1,5;2,5\ny;2,5;2\n'],
    [
      'braces around a decimal comma stay',
      'latex',
      2.5,
      '\\begin{pmatrix} 1{,}5 & ? \\end{pmatrix}',
      '\\begin{pmatrix} 1{,}5 & 2{,}5 \\end{pmatrix}',
    ],
    ['a quoted mark in JSON becomes a bare number', 'json', -0.001, '[[1, "?"], [null, 2]]', '[[1, 0.00], [0.00, 2]]'],
    ['powers of ten stay powers of ten', 'python', 3e-8, '[[1.25e-7, None]]', '[[1.25e-7, 3.00e-8]]'],
    [
      'a wide table keeps its width',
      'markdown',
      2.5,
      '| a    |    b |\n|------|-----:|\n| ?    |    4 |\n| 5    |    ? |',
      '| a    |    b |\n|------|-----:|\n| 2.50 |    4 |\n| 5    | 2.50 |',
    ],
    ['a narrow table grows', 'markdown', 2.5, '|a|b|\n|-|-|\n|?|4|', '|a|b|\n|-|-|\n|2.50|4|'],
  ];
  for (const [law, language, value, before, after] of examples)
    it(law, () => {
      assert.equal(filled(before, language, value), after);
    });

  it('changes no known cell and leaves none missing, in every format', () => {
    fc.assert(
      fc.property(labelledMatrices, fc.constantFrom(...formats), (matrix, format) => {
        const text = printMatrix(matrix, format);
        const after = findMatrices(filled(text, format, 2.5), { language: format })[0];
        assert.deepEqual([after?.rows, after?.columns, after?.missing], [matrix.rows, matrix.columns, 0]);
        matrix.values.forEach((value, at) =>
          assert.equal(after!.values[at]! + 0, (Number.isNaN(value) ? 2.5 : value) + 0),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('writes nothing where a value is not finite or a row is ragged', () => {
    const text = '[[1, ?], [2]]';
    const block = findMatrices(text, { language: 'python' })[0]!;
    assert.deepEqual(
      fillEdits(text, block, [
        { row: 0, column: 1, value: Number.NaN },
        { row: 1, column: 1, value: 3 },
      ]),
      [],
    );
  });
});
