import { fault } from './make';

/** Expressions over named matrices. */
export const expressionsFaults = {
  cannotParse: (at: number, reason: string) =>
    fault('usage', 'cannot-parse', `The expression cannot be read at character ${at}: ${reason}.`, ''),
  notInExpressions: (what: string, at: number, remedy: string) =>
    fault('usage', 'not-in-expressions', `${what}, at character ${at}, may not stand in an expression.`, remedy),
  unknownName: (name: string, at: number, matrices: readonly string[]) =>
    fault(
      'usage',
      'unknown-name',
      `Nothing is named ${name}, at character ${at} of the expression.`,
      matrices.length > 0 ? `The matrices here are ${matrices.join(', ')}.` : 'No matrix here has a name.',
    ),
  unknownFunction: (name: string, at: number, functions: readonly string[]) =>
    fault(
      'usage',
      'unknown-function',
      `There is no function ${name}, at character ${at} of the expression.`,
      `The functions are ${functions.join(', ')}.`,
    ),
  cannotCalculate: (part: string, reason: string) =>
    fault('input', 'cannot-calculate', `${part} cannot be calculated: ${reason}.`, ''),
  namedMissing: (name: string) =>
    fault(
      'input',
      'missing-not-allowed',
      `${name} has missing cells, which cannot be calculated with.`,
      'Fill them, or complete the matrix first.',
    ),
  notNumbers: () =>
    fault(
      'input',
      'not-numbers',
      'What should be a matrix is not one of numbers.',
      'Give rows of numbers, equally long.',
    ),
  noSquareRoot: () =>
    fault(
      'input',
      'no-square-root',
      'No square root of the matrix was found: it is singular, and has too few eigenvectors for the eigenvalue 0.',
      'Give a matrix that is not singular, or one that is symmetric.',
    ),
  exactAndPrecise: () =>
    fault('usage', 'exact-and-precise', 'Fractions have no number of digits.', 'Ask for fractions or for a precision.'),
  notANumber: () =>
    fault('work', 'not-a-number', 'What the expression comes to is not a number.', 'It divides 0 by 0, or ∞ by ∞.'),
  noValue: () =>
    fault(
      'usage',
      'no-value',
      'The expression comes to no number and no matrix.',
      'Let its last part be one, without a semicolon behind it.',
    ),
};
