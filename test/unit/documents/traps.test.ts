import assert from 'node:assert/strict';
import { fillEdits, findMatrices } from '../../../src/documents';
import { brackets } from './openings';

/** What makes a reader that goes back over its steps take minutes; none of these may take a moment. */
describe('texts made to be slow', function () {
  this.timeout(20_000);
  const after = '\n\nA = [[1, 2], [3, 4]] and $B = \\begin{bmatrix} 5 \\\\ 6 \\end{bmatrix}$';

  for (const opening of [...brackets, '"', '$', '\\[', '| a |\n|', '1 ', '\\begin{bmatrix} 1 \\\\ ', '%%MatrixMarket '])
    it(`100,000 times ${JSON.stringify(opening)}`, () => {
      const text = opening.repeat(100_000);
      for (const language of ['latex', 'json', 'csv']) findMatrices(text, { language });
      for (const block of findMatrices(text + after, { language: 'markdown' }))
        assert.ok(block.end <= text.length + after.length);
    });

  it('one matrix on one line of five megabytes', () => {
    const cells = 700_000;
    const [block, ...others] = findMatrices(`[[${'1.25, '.repeat(cells)}7]]`, { language: 'python' });
    assert.deepEqual([block?.columns, others.length], [cells + 1, 0]);
    const csv = findMatrices(`${'1.25,'.repeat(cells)}7`, { language: 'csv' });
    assert.deepEqual([csv[0]?.columns, csv.length], [cells + 1, 1]);
  });

  for (const part of ['word ', 'a[1] = f(x, "y"); ', '\\alpha & ', 'x | y ', '1.2.3, ', '{"a":[1,"b"]},'])
    it(`one line of five megabytes of ${JSON.stringify(part)}`, () => {
      const found = (bytes: number, language: string): number =>
        findMatrices(part.repeat(bytes / part.length), { language }).length;
      assert.deepEqual([found(5e6, 'markdown'), found(5e6, 'latex'), found(1e6, 'json')], [0, 0, 0]);
    });

  it('ten thousand small matrices, each found', () => {
    const count = 10_000;
    for (const one of [
      '$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$',
      'A = [[1, 2], [3, 4]]',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '\\pmatrix{1 & 2 \\cr 3 & 4}',
      "np.matrix('1 2; 3 4')",
      '[1 2; 3 4]',
      'Float64[1 2; 3 4]',
      'rbind(c(1, 2), c(3, 4))',
      '{{1, 2}, {3, 4}}',
      'double A[2][2] = {{1, 2}, {3, 4}};',
      'mat(1, 2; 3, 4)',
      'A = ((1, 2), (3, 4))',
      '%%MatrixMarket matrix array real general\n2 1\n1\n2',
      '1 2\n3 4',
      '     [,1] [,2]\n[1,]    1    2',
    ])
      assert.equal(findMatrices(`${one}\n\n`.repeat(count), { language: 'markdown' }).length, count, one);
  });

  it('quotation marks in delimited text that open and never close', () => {
    for (const part of ['"', '",', 'a"', '"a,', '"""', '"",', '\n"', ',"x""'])
      for (const language of ['csv', 'tsv']) findMatrices(part.repeat(300_000), { language });
  });

  it('a fill of every tenth cell of a thousand columns, in tables of every kind', () => {
    for (const [language, between, rows] of [
      ['csv', ',', 300],
      ['csv', ';', 300],
      ['markdown', '|', 100],
    ] as const) {
      const [start, end] = language === 'markdown' ? ['|', '|'] : ['', ''];
      const line = (i: number): string =>
        start + Array.from({ length: 1000 }, (_, j) => ((i + j) % 10 === 0 ? '?' : (i * j) % 97)).join(between) + end;
      const rule = language === 'markdown' ? [`|${'-|'.repeat(1000)}`] : [];
      const text = [line(1), ...rule, ...Array.from({ length: rows }, (_, i) => line(i + 1))].join('\n');
      const block = findMatrices(text, { language })[0]!;
      const cells = Array.from(block.values, (_, at) => ({
        row: Math.floor(at / block.columns),
        column: at % block.columns,
        value: 2.5,
      }));
      const edits = fillEdits(text, block, cells);
      assert.equal(edits.length, block.missing);
      assert.ok(block.missing >= rows * 100);
      assert.ok(edits.every((edit) => edit.text.includes('2.50') || edit.text.includes('2,50')));
    }
  });
});
