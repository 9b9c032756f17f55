import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices, printMatrix } from '../../../src/documents';
import { ownPlaces } from '../../../src/documents/places';
import { formats } from '../../../src/matrix/block';
import { labelledMatrices, languages, snippets } from './arbitrary';
import { alone, assertSound, content, numberAt, plainValue, runs } from './properties';

const pieces = [
  'np.matrix("1 2; 3 4")',
  'rbind(c(1, 2), c(3, 4))',
  'structure(c(1, 2), dim = c(1L, 2L))',
  "pd.DataFrame({'a': [1, 2], 'b': [3, 4]})",
  'np.array([1, 2]).reshape(1, 2)',
  '\n\na|b\n1|2\n3|4\n\n',
  '\n\n1,5;2\n3;4\n\n',
  '$vec(1, 2)$',
  'matrix(c(1,2,3,4), nrow = 2',
  'matrix(1:4, nrow = 2)',
  'A <- matrix(0, 2, 2)',
  'tribble(~a, ~b, 1, 2, 3, NA)',
  "A = [{'a': 1, 'b': 2}, {'a': 3, 'b': 4}]",
  'A = [(1, 2), (3, 4)]',
  'mat(1, 2; 3, 4)',
  '{{1, 2}, {3, 4}}',
  '{{',
  '}}',
  '[1 2; 3 4]',
  '[1, 2',
  '((1, 2), (3, 4))',
  '%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 5\n',
  '%%MatrixMarket matrix array real symmetric\n2 2\n',
  '\n1 2 3\n4 5 6\n',
  '     [,1] [,2]\n[1,]    1    2\n',
  '1.234,5;2\n',
  '"1,234.5",2\n',
  '12%;1 234,5\n',
  '```\n',
  '...',
  '\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}',
  '\\bordermatrix{',
  '\\[',
];
const words = '\n\nNothing but words, which say nothing.\n\n';

/** Pieces of every format in any order, up to whole matrices of one between halves of another. */
const soups = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pieces) }, { weight: 3, arbitrary: snippets }), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const anyLanguage = fc.constantFrom(...languages, 'matlab', 'julia', 'r', 'typst', 'spaced', 'mathematica', 'c');

/** The formats that stand in any text. Of the others, the whole of a document is one value or one table. */
const inProse = formats.filter((format) => !['csv', 'tsv', 'json'].includes(format));

describe('whatever the text, over all formats', function () {
  this.timeout(600_000);

  it('nothing throws, every offset is inside, blocks are sorted and apart, and a cell alone gives its value', () => {
    fc.assert(
      fc.property(soups, anyLanguage, (text, language) => {
        let end = 0;
        for (const block of findMatrices(text, { language })) {
          assert.ok(block.start >= end);
          end = block.end;
          assertSound(text, block);
          const isOwn = ownPlaces(block);
          block.values.forEach((value, at) => {
            if (Number.isNaN(value)) return;
            const cell = text.slice(block.cellStarts[at], block.cellEnds[at]);
            const plain = plainValue(cell);
            if (plain !== null && block.format !== 'csv' && block.format !== 'tsv') assert.equal(value, plain);
            // What R's 1:4 says is more than one number: nothing is written over it.
            if (block.format === 'r' && !isOwn({ row: Math.floor(at / block.columns), column: at % block.columns }))
              return;
            const read = alone(block.format, cell);
            if (read === null) return;
            const [found] = findMatrices(read.text, read);
            assert.ok(found, read.text);
            assert.deepEqual([found.columns, ...numberAt(found, 0)], [1, ...numberAt(block, at)], read.text);
          });
        }
      }),
      runs(60_000),
    );
  });

  it('matrices in paragraphs of their own are found whatever is spliced in between', () => {
    const printed = fc
      .tuple(labelledMatrices, fc.constantFrom(...inProse))
      .map(([matrix, format]) => printMatrix(matrix, format));
    fc.assert(
      fc.property(fc.array(printed, { minLength: 1, maxLength: 3 }), soups, fc.nat(), (matrices, splice, place) => {
        const before = matrices.slice(0, place % (matrices.length + 1));
        const text = [...before, splice, ...matrices.slice(before.length)].join('\n\n');
        const found = findMatrices(text, { language: 'markdown' });
        let from = 0;
        for (const [i, matrix] of matrices.entries()) {
          if (i === before.length) from += splice.length + 2;
          // Some, as [[1]], are a matrix only where nothing else stands in the text.
          const expected = findMatrices(`${words}${matrix}${words}`, { language: 'markdown' });
          for (const block of expected) {
            const there = found.find(({ start }) => start === from + block.start - words.length);
            assert.deepEqual(there === undefined ? null : content(there), content(block), text);
          }
          from += matrix.length + 2;
        }
      }),
      runs(10_000),
    );
  });
});
