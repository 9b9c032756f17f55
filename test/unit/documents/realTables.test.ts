import assert from 'node:assert/strict';
import { fillEdits, fillUpRow, findMatrices } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

interface Read {
  readonly values: (number | null)[][];
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
}

const rowsOf = ({ rows, columns, values }: MatrixBlock): (number | null)[][] =>
  Array.from({ length: rows }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns), (value) => (Number.isNaN(value) ? null : value)),
  );

/** The one matrix of a text, which has no problems. */
function read(text: string, language: string): Read {
  const blocks = findMatrices(text, { language });
  assert.equal(blocks.length, 1, text);
  const [block] = blocks;
  assert.deepEqual(block!.problems, []);
  return { values: rowsOf(block!), rowLabels: block!.rowLabels, columnLabels: block!.columnLabels };
}

describe('columns of words in a table', () => {
  it('regression: every word beside the numbers of a CSV was a fault, and nothing could be computed', () => {
    assert.deepEqual(read('city,land,2020 in,out\nUlm,de,1,2.5\nGraz,at,?,4\nBern,ch,5,6\n', 'csv'), {
      values: [
        [1, 2.5],
        [null, 4],
        [5, 6],
      ],
      rowLabels: ['Ulm', 'Graz', 'Bern'],
      columnLabels: ['2020 in', 'out'],
    });
  });

  it('are left out of tables of Markdown and of TeX', () => {
    const expected = {
      values: [
        [1, 2],
        [3, 4],
      ],
      rowLabels: ['a', 'b'],
      columnLabels: ['p', 'q'],
    };
    assert.deepEqual(
      read('| run | kind | p | q |\n|---|---|---|---|\n| a | x y | 1 | 2 |\n| b | z | 3 | 4 |\n', 'md'),
      expected,
    );
    const rows = String.raw`run & kind & p & q \\ a & x y & 1 & 2 \\ b & z & 3 & 4`;
    assert.deepEqual(read(String.raw`\begin{tabular}{llrr} ${rows} \end{tabular}`, 'tex'), expected);
  });

  it('name the rows where nothing before them does, and each row otherwise', () => {
    assert.deepEqual(read('rank,team,won,lost\n7,Ulm,3,1\n9,Graz,2,2\n', 'csv').rowLabels, ['Ulm', 'Graz']);
    assert.equal(read('5.1,3.5,0.2,setosa\n4.9,3.0,0.2,setosa\n', 'csv').rowLabels, null);
  });

  it('count against a table: more words than numbers are no matrix', () => {
    assert.deepEqual(findMatrices('id,name,town,score\n1,Ann,Ulm,3\n2,Bob,Graz,4\n', { language: 'csv' }), []);
  });

  it('stay as they are when a missing cell is filled', () => {
    const text = 'city,land,in,out\nUlm,de,1,2\nGraz,at,?,4\n';
    const [block] = findMatrices(text, { language: 'csv' });
    const [edit] = fillEdits(text, block!, [{ row: 1, column: 0, value: 3.25 }]);
    assert.equal(text.slice(0, edit!.start) + edit!.text + text.slice(edit!.end), text.replace('?', '3.25'));
  });

  it('keep a short row from being filled up with words', () => {
    const text = 'city,in,land,out\nUlm,1,de,2\nGraz,3\nBern,4,ch,5\nBonn,6,de,7\n';
    const [block] = findMatrices(text, { language: 'csv' });
    const problem = block!.problems.find(({ code }) => code === 'ragged-row');
    assert.ok(problem !== undefined);
    assert.equal(fillUpRow(text, block!, problem), null);
  });
});

describe('what statistical offices write around a table', () => {
  const values = [
    [1.5, null],
    [2.5, 4],
  ];

  it('regression: a title above the header made one column of a table of three', () => {
    assert.deepEqual(read('Mean temperature\nYear,Jan,Feb\n1990,-.5,***\n1991,2.5,4\n', 'csv'), {
      values: [
        [1990, -0.5, null],
        [1991, 2.5, 4],
      ],
      rowLabels: null,
      columnLabels: ['Year', 'Jan', 'Feb'],
    });
  });

  it('regression: the source below the last row was a row without cells', () => {
    const text =
      'Report;;;\nUpdated;2020-01-31;;\n\nland;in;out;net\nUlm;1,5;..;1\nGraz;2,5;4,0;2\n\nSource: the office\n';
    assert.deepEqual(read(text, 'csv'), {
      values: [
        [1.5, null, 1],
        [2.5, 4, 2],
      ],
      rowLabels: ['Ulm', 'Graz'],
      columnLabels: ['in', 'out', 'net'],
    });
  });

  it('regression: the units below the header were faults of the first row', () => {
    assert.deepEqual(read('land,in,out\n,kg,m/s\nUlm,1.5,:\nGraz,2.5,4\n', 'csv'), {
      values,
      rowLabels: ['Ulm', 'Graz'],
      columnLabels: ['in', 'out'],
    });
  });

  it('regression: years above the columns were read as the first row', () => {
    const years = { values, rowLabels: ['Ulm', 'Graz'], columnLabels: ['1990', '1995'] };
    assert.deepEqual(read('land,1990,1995\nUlm,1.5,\nGraz,2.5,4\n', 'csv'), years);
    assert.deepEqual(read('land,code,1990,1995\nUlm,U,1.5,\nGraz,G,2.5,4\n', 'csv'), years);
    assert.deepEqual(read(',1990,1995\nUlm,1.5,\nGraz,2.5,4\n', 'csv'), years);
  });

  it('counts are a header only below a corner that says what they are of', () => {
    assert.deepEqual(read('userId,1,2,3\nann,4,5,1\nbob,2,2,5\n', 'csv').columnLabels, ['1', '2', '3']);
    assert.equal(read('ann,1,2,3\nbob,2,2,5\n', 'csv').columnLabels, null);
  });

  it('words around an export in another text belong to that', () => {
    assert.deepEqual(findMatrices('Title;\n1;2\n3;4\n', { language: 'txt' }), []);
  });
});

describe('a table of TeX', () => {
  it('regression: 18-24 and 2024-01-02 were read as differences', () => {
    const text = String.raw`\begin{tabular}{lrr} n & a & b \\ x & 18-24 & 2 \\ y & 3 & 1 \\ z & 5 & 2024-01-02 \\ u & 6 & 7 \end{tabular}`;
    const [block] = findMatrices(text, { language: 'tex' });
    assert.deepEqual(rowsOf(block!), [
      [null, 2],
      [3, 1],
      [5, null],
      [6, 7],
    ]);
    assert.deepEqual(
      block!.problems.map(({ code }) => code),
      ['not-a-number', 'not-a-number'],
    );
  });
});

describe('a file of MatrixMarket', () => {
  it('regression: entries below a blank line were taken for a matrix of their own', () => {
    const text = '%%MatrixMarket matrix coordinate real general\n3 3 4\n1 1 5\n\n2 2 6.5\n3 1 7\n3 3 8\n';
    assert.deepEqual(read(text, 'mtx').values, [
      [5, 0, 0],
      [0, 6.5, 0],
      [7, 0, 8],
    ]);
  });
});
