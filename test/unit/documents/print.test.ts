import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices, printMatrix } from '../../../src/documents';
import { formats, type Format } from '../../../src/matrix/block';
import { exactCell, exactCellsOf } from '../../../src/matrix/exact';
import { nearestDouble, rational } from '../../../src/matrix/rational';
import { complexMatrices, labelledMatrices } from './arbitrary';

describe('printing', () => {
  for (const format of formats)
    it(`then reading ${format} gives the same doubles and labels`, () => {
      fc.assert(
        fc.property(labelledMatrices, (matrix) => {
          const printed = printMatrix(matrix, format);
          const found = findMatrices(printed, { language: format });
          assert.equal(found.length, 1, printed);
          const read = found[0]!;
          assert.deepEqual([read.format, read.rows, read.columns], [format, matrix.rows, matrix.columns], printed);
          // −0 is printed as 0; + 0 makes them the same.
          matrix.values.forEach((value, at) => assert.ok(Object.is(read.values[at]! + 0, value + 0), printed));
          assert.deepEqual(read.problems, []);
          if (format !== 'markdown' && format !== 'csv' && format !== 'tsv' && format !== 'r') return;
          assert.deepEqual([read.rowLabels, read.columnLabels], [matrix.rowLabels, matrix.columnLabels], printed);
        }),
        { numRuns: 1500 },
      );
    });

  const nameless: ReadonlySet<Format> = new Set<Format>(['markdown', 'csv', 'tsv', 'json', 'matrixmarket', 'spaced']);
  for (const format of formats.filter((one) => !nameless.has(one)))
    it(`then reading ${format} gives the same name`, () => {
      fc.assert(
        fc.property(labelledMatrices, fc.constantFrom('A', 'B2', 'ratings', 'Sigma'), (matrix, name) => {
          // A = [5] and double A[1][1] = {{0}} are more often a number than a matrix.
          fc.pre(matrix.values.length > 1);
          const printed = printMatrix({ ...matrix, name }, format);
          const found = findMatrices(printed, { language: format });
          assert.deepEqual(
            found.map((block) => [block.name, block.rows, block.columns]),
            [[name, matrix.rows, matrix.columns]],
            printed,
          );
        }),
        { numRuns: 200 },
      );
    });

  for (const format of formats)
    it(`then reading ${format} gives the same complex numbers`, () => {
      fc.assert(
        fc.property(complexMatrices, (matrix) => {
          const printed = printMatrix(matrix, format);
          const found = findMatrices(printed, { language: format });
          assert.equal(found.length, 1, printed);
          const read = found[0]!;
          assert.deepEqual([read.format, read.rows, read.columns], [format, matrix.rows, matrix.columns], printed);
          for (const [at, value] of matrix.values.entries()) {
            assert.ok(Object.is(read.values[at]! + 0, value + 0), printed);
            assert.ok(Object.is((read.imaginary?.[at] ?? 0) + 0, matrix.imaginary![at]! + 0), printed);
          }
          assert.deepEqual(read.problems, []);
        }),
        { numRuns: 500 },
      );
    });

  const withoutFractions: ReadonlySet<Format> = new Set<Format>(['csv', 'tsv', 'json', 'c', 'matrixmarket', 'spaced']);
  const rationals = fc
    .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
    .map(([numerator, denominator]) => rational(numerator, denominator)!);
  for (const format of formats)
    it(`then reading ${format} gives the same ${withoutFractions.has(format) ? 'doubles of fractions' : 'fractions'}`, () => {
      fc.assert(
        fc.property(fc.array(rationals, { minLength: 4, maxLength: 4 }), (values) => {
          const fractions = {
            ...{ name: null, rows: 2, columns: 2, rowLabels: null, columnLabels: null },
            ...{ values: Float64Array.from(values, nearestDouble), exact: new Map(values.entries()) },
          };
          const printed = printMatrix(fractions, format);
          const [read] = findMatrices(printed, { language: format });
          assert.ok(read !== undefined, printed);
          assert.deepEqual([...read.values], [...fractions.values], printed);
          if (withoutFractions.has(format)) return;
          values.forEach((value, at) => {
            assert.deepEqual(exactCell(read, Math.floor(at / 2), at % 2), value, printed);
          });
        }),
        { numRuns: 300 },
      );
    });

  it('writes a fraction of exact arithmetic as the format does, and decimals where digits are asked for', () => {
    const exact = exactCellsOf(['3/5', '-1/3', '1234567890123456789', '2']);
    const values = Float64Array.of(3 / 5, -1 / 3, 1234567890123456789, 2);
    const fractions = { name: null, rows: 2, columns: 2, values, exact, rowLabels: null, columnLabels: null };
    assert.match(
      printMatrix(fractions, 'latex'),
      /^\\frac\{3\}\{5\} & -\\frac\{1\}\{3\} \\\\\n1234567890123456789 & 2$/m,
    );
    assert.match(printMatrix(fractions, 'python'), /\[3\/5, -1\/3\]/);
    assert.match(printMatrix(fractions, 'csv'), /^0\.6,-0\.3333333333333333\n/);
    assert.match(printMatrix(fractions, 'python', { digits: 3 }), /\[0\.6, -0\.333\]/);
  });

  it('writes a decimal that is longer than its double with all of its digits', () => {
    const [read] = findMatrices('0.12345678901234567891,2\n3,4\n', { language: 'csv' });
    assert.equal(printMatrix(read!, 'csv'), '0.12345678901234567891,2\n3,4\n');
  });

  const matrix = {
    name: 'A',
    rows: 2,
    columns: 2,
    values: Float64Array.of(1 / 3, 1.2e-7, Number.NaN, 2),
    rowLabels: null,
    columnLabels: null,
  };

  it('writes powers of ten as LaTeX does, keeps the name, and rounds to significant digits', () => {
    assert.equal(
      printMatrix(matrix, 'latex', { digits: 3 }),
      'A = \\begin{bmatrix}\n0.333 & 1.2 \\times 10^{-7} \\\\\n? & 2\n\\end{bmatrix}',
    );
    assert.equal(findMatrices(printMatrix(matrix, 'latex'), { language: 'latex' })[0]?.name, 'A');
    assert.equal(findMatrices(printMatrix(matrix, 'python'), { language: 'python' })[0]?.name, 'A');
  });

  it('writes complex cells as a + bi in the spelling of each format', () => {
    const complex = {
      ...matrix,
      values: Float64Array.of(1, 2, 3, Number.NaN),
      imaginary: Float64Array.of(-2, 0, 0.5, 0),
    };
    assert.equal(printMatrix(complex, 'latex'), 'A = \\begin{bmatrix}\n1 - 2i & 2 \\\\\n3 + 0.5i & ?\n\\end{bmatrix}');
    assert.equal(printMatrix(complex, 'python'), "A = [[1-2j, 2],\n     [3+0.5j, float('nan')]]");
    assert.equal(printMatrix(complex, 'csv'), '1-2i,2\n3+0.5i,NA\n');
    assert.deepEqual(JSON.parse(printMatrix(complex, 'json')), [
      [{ re: 1, im: -2 }, 2],
      [{ re: 3, im: 0.5 }, null],
    ]);
  });

  it('declares complex cells in C as complex: a plain double drops their imaginary parts', () => {
    const two = { rows: 1, columns: 2, values: Float64Array.of(1, 2), imaginary: Float64Array.of(2, 0) };
    const text = printMatrix({ ...matrix, ...two, name: 'Z' }, 'c');
    assert.equal(text, 'double complex Z[1][2] = {\n  {1 + 2 * I, 2}\n};');
    const [read] = findMatrices(text, { language: 'c' });
    assert.equal(read?.name, 'Z');
    assert.deepEqual([...(read.imaginary ?? [])], [2, 0]);
  });

  const named: [Format, string][] = [
    ['matlab', 'A = [0.3333333333333333, 1.2e-7;\n     NaN, 2]'],
    ['julia', 'A = Union{Missing, Float64}[0.3333333333333333 1.2e-7;\n                            missing 2]'],
    [
      'r',
      'A <- matrix(c(0.3333333333333333, 1.2e-7,\n              NA, 2), nrow = 2, byrow = TRUE, dimnames = list(c("u", "v"), NULL))',
    ],
    ['mathematica', 'A = {{0.3333333333333333, 1.2*^-7},\n     {Missing[], 2}}'],
    ['c', 'double A[2][2] = {\n  {0.3333333333333333, 1.2e-7},\n  {NAN, 2}\n};'],
    ['typst', '$ A = mat(\n  0.3333333333333333, 1.2 dot 10^(-7);\n  ?, 2\n) $'],
    ['matrixmarket', '%%MatrixMarket matrix array real general\n2 2\n0.3333333333333333\nNaN\n1.2e-7\n2\n'],
    ['spaced', '0.3333333333333333             1.2e-7\n                NA                  2\n'],
  ];
  for (const [format, text] of named)
    it(`writes ${format} as its language reads it`, () => {
      assert.equal(printMatrix({ ...matrix, rowLabels: ['u', 'v'] }, format), text);
      const name = format === 'matrixmarket' || format === 'spaced' ? null : 'A';
      assert.equal(findMatrices(text, { language: 'markdown' })[0]?.name, name);
    });
});
