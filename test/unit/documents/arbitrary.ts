import fc from 'fast-check';
import type { LabelledMatrix } from '../../../src/matrix/dense';

const value = fc.oneof(
  fc.integer({ min: -99, max: 99 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 })).map(([p, q]) => p / q),
  fc.constantFrom(
    1e308,
    -1e308,
    Number.MAX_VALUE,
    1e300,
    2.5e-310,
    5e-324,
    -5e-324,
    2 ** -1022,
    -0,
    Number.NaN,
    1e21,
    1.5e-7,
    123456789012345680000,
  ),
);
const awkward = [
  'a,b',
  '"q"',
  'x|y',
  'a & b',
  '1',
  '-2.5',
  '?',
  'NA',
  '**b**',
  'a\nb',
  '<br>',
  '#1',
  '\\',
  '$x$',
  '`c`',
  'id',
  'u/m',
  ';',
];
/** A label that is a number with a comma cannot be told from a number that is quoted for its comma: a thousand, say. */
const numberWithComma = /^[-+\d., %'eE]*,[-+\d., %'eE]*$/;
const label = fc
  .oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.constantFrom(...awkward))
  .map((text) => text.trim())
  .filter((text) => text !== '' && !numberWithComma.test(text));

/** Matrices up to 4 × 4 with any doubles, missing cells and awkward labels; at least one cell is known. */
export const labelledMatrices: fc.Arbitrary<LabelledMatrix> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      name: fc.constant(null),
      values: fc
        .array(value, { minLength: rows * columns, maxLength: rows * columns })
        .filter((values) => !values.every(Number.isNaN))
        .map((values) => Float64Array.from(values)),
      rowLabels: fc.option(fc.array(label, { minLength: rows, maxLength: rows })),
      columnLabels: fc.option(fc.array(label, { minLength: columns, maxLength: columns })),
    }),
  );

/** The same with any imaginary parts, at least one of them not 0. */
export const complexMatrices: fc.Arbitrary<LabelledMatrix> = labelledMatrices.chain((matrix) =>
  fc
    .array(
      value.map((part) => (Number.isNaN(part) ? 0 : part)),
      { minLength: matrix.values.length, maxLength: matrix.values.length },
    )
    .map((parts) => parts.map((part, at) => (Number.isNaN(matrix.values[at]!) ? 0 : part)))
    .filter((parts) => parts.some((part) => part !== 0))
    .map((parts) => ({ ...matrix, imaginary: Float64Array.from(parts) })),
);

const fragments = [
  '\\begin{bmatrix}',
  '\\end{bmatrix}',
  '\\begin{array}{cc',
  '}',
  '{',
  ' & ',
  ' \\\\ ',
  '\\',
  '\n',
  '\r\n',
  '\\frac{1}',
  '{,}',
  '\\hline',
  '[[',
  '[',
  ']',
  ']]',
  ', ',
  ' ',
  '5',
  '3.',
  '-',
  '?',
  'nan',
  'null',
  "float('nan')",
  'A = ',
  '| ',
  '|---|---|',
  '|',
  '"',
  "'",
  '""',
  ';',
  '\t',
  '#',
  '%',
  '$',
  ':',
  '{"a":',
  '1e999',
  'x',
  '\uFEFF',
  '\u{1F600}',
  '\\text{?}',
  '\\sqrt[3]{',
  '^{',
  '**',
];

/** Texts made of the pieces that mean something to one format or another. */
export const snippets: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fragments) }, fc.string({ maxLength: 3 })), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));

export const languages = ['markdown', 'latex', 'csv', 'tsv', 'json', 'jsonc', 'plaintext', '.py'] as const;
