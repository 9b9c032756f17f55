import type { Problem, Range } from '../matrix/block';
import { unquote, type Reading } from './cells/reading';
import { parameterIn } from './cells/symbols';

/** A cell longer than this is not read; no number needs as much. */
export const longestCell = 1000;
/** A matrix with more faults than this lists the first ones only. */
export const mostProblems = 100;
const longestQuote = 40;

const quoted = (written: string): string => {
  const text = unquote(written);
  const oneLine = text.slice(0, longestQuote + 1).replace(/\s+/g, ' ');
  return text.length > longestQuote ? `"${oneLine.slice(0, longestQuote)}…"` : `"${oneLine}"`;
};
const describedParameter = (text: string): string => {
  const name = parameterIn(text) ?? text;
  const isAlone = name === text.replace(/^[+-]\s*/, '');
  return isAlone ? `the parameter ${quoted(text).slice(1, -1)}` : `${quoted(text)}, which has the parameter ${name}`;
};
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
const cells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

/** Every sentence about a matrix that cannot be used as it stands. Rows and columns count from 0 here, from 1 in them. */
export const problems = {
  cell(code: (Reading & { kind: 'fault' })['code'], row: number, column: number, text: string, range: Range): Problem {
    const place = `Row ${row + 1}, column ${column + 1}`;
    const remedy = 'or ? for a missing cell.';
    switch (code) {
      case 'not-a-number':
        return {
          ...range,
          code,
          message: `${place} is ${quoted(text)}, which is not a number. Write a number, ${remedy}`,
        };
      case 'ambiguous':
        return {
          ...range,
          code,
          message: `${place} is ${quoted(text)}, where the mark may group thousands or begin the decimals. Write it without groups, with a point.`,
        };
      case 'infinite':
        return {
          ...range,
          code,
          message: `${place} is ${quoted(text)}, which is infinite or too large. Write a finite number, ${remedy}`,
        };
      case 'parameter':
        return {
          ...range,
          code,
          message: `${place} is ${describedParameter(text)}. Write a number in its place, ${remedy}`,
        };
    }
  },
  tooLong: (row: number, column: number, range: Range): Problem => ({
    ...range,
    code: 'too-long',
    message:
      `Row ${row + 1}, column ${column + 1} is ${grouped(range.end - range.start)} characters long. ` +
      `Write a number of at most ${grouped(longestCell)} characters.`,
  }),
  raggedRow: (row: number, found: number, expected: number, range: Range): Problem => ({
    ...range,
    code: 'ragged-row',
    message: `Row ${row + 1} has ${cells(found)}, and the first row has ${expected}. Give it ${expected}.`,
    row: { index: row, cells: found },
  }),
  unclosedEnvironment: (environment: string, range: Range): Problem => ({
    ...range,
    code: 'unclosed',
    message: `\\begin{${environment}} is not closed. Write \\end{${environment}} after its last row.`,
  }),
  unclosedBracket: (range: Range): Problem => ({
    ...range,
    code: 'unclosed',
    message: 'The bracket that opens the matrix is not closed. Write ] after its last row.',
  }),
  commonFactor: (factor: string, range: Range): Problem => ({
    ...range,
    code: 'syntax',
    message: `All of the matrix is printed with the common factor ${factor}. Print it without one, as with format long g.`,
  }),
  notInTriangle: (symmetry: 'skew-symmetric' | 'hermitian', range: Range): Problem => ({
    ...range,
    code: 'syntax',
    message:
      symmetry === 'hermitian'
        ? 'The cells above the diagonal of a Hermitian matrix follow from those below it. Give this value below the diagonal.'
        : 'The cells above the diagonal of a skew-symmetric matrix follow from those below it, and the diagonal is 0. Give this value below the diagonal, or leave it out.',
  }),
  notRealDiagonal: (row: number, range: Range): Problem => ({
    ...range,
    code: 'syntax',
    message: `Row ${row + 1} of a Hermitian matrix has a diagonal that is not real. Write 0 for its imaginary part.`,
  }),
  someColumns: (range: Range): Problem => ({
    ...range,
    code: 'syntax',
    message: 'These are only some columns of a wider matrix. Print it on wider lines, so that each row is on one.',
  }),
} as const;
