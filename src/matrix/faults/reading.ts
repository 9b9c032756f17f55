import type { Place } from '../fault';
import { fault } from './make';

/** Finding and reading matrices. */
export const readingFaults = {
  noMatrixHere: () =>
    fault('input', 'no-matrix-here', 'There is no matrix at the cursor.', 'Put the cursor in a matrix, or select one.'),
  noMatrixInSelection: () =>
    fault(
      'input',
      'no-matrix-in-selection',
      'The selection holds no matrix.',
      'Select at least one whole row of numbers.',
    ),
  noMatrixInDocument: (place: Place) =>
    fault(
      'input',
      'no-matrix-in-document',
      'The document holds no matrix.',
      'Matrices in LaTeX, tables, JSON and MatrixMarket are found, and those in code and output of Python, MATLAB, Julia, R and others.',
      place,
    ),
  noMatrixAfterLine: (file: string, line: number) =>
    fault(
      'input',
      'no-matrix-after-line',
      `The document holds no matrix on line ${line} or after it.`,
      'See factorize find for those it holds.',
      {
        file,
        line,
        column: 1,
      },
    ),
  noMatrixNamed: (name: string, known: readonly string[], place: Place) =>
    fault(
      'input',
      'no-matrix-named',
      `No matrix here is named ${name}.`,
      known.length > 0 ? `The names here are ${known.join(', ')}.` : 'None of the matrices has a name.',
      place,
    ),
  blockHasProblem: (message: string, place: Place | null) => fault('input', 'block-has-problem', message, '', place),
  cannotReplace: (place: Place | null) =>
    fault(
      'input',
      'cannot-replace',
      'Numbers in this matrix stand for several of its cells, or for none: other values have no place there.',
      'Write the matrix out cell by cell, or copy the result.',
      place,
    ),
  complexNotWritten: (place: Place | null) =>
    fault(
      'input',
      'complex-not-written',
      'Complex numbers are not written back into the cells of a matrix.',
      'Leave out --write, and take the approximation from the result.',
      place,
    ),
  binaryFile: (file: string) => fault('input', 'binary-file', `${file} is not text.`, 'Give a document in UTF-8 text.'),
  cannotRead: (file: string, reason: string) =>
    fault('input', 'cannot-read', `${file} could not be read: ${reason}.`, 'Check the path and its permissions.'),

  cannotWrite: (file: string, reason: string) =>
    fault('work', 'cannot-write', `${file} could not be written: ${reason}.`, 'Nothing was changed.'),
  cannotPrint: (reason: string) =>
    fault('work', 'cannot-print', `The result could not be printed: ${reason}.`, 'Make room, or print it elsewhere.'),
};
