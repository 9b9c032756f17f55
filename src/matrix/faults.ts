import { Fault, type FaultData, type FaultKind, type Place } from './fault';

/**
 * Every error a person can see, in one place: a code, what is wrong, and what to do. Rows and columns in the
 * sentences count from 1.
 */
function fault(kind: FaultKind, code: string, message: string, remedy: string, place: Place | null = null): Fault {
  return new Fault({ code, kind, message, remedy, place });
}

export const faults = {
  cancelled: () => fault('cancelled', 'cancelled', 'Cancelled.', ''),

  usage: (message: string, remedy: string) => fault('usage', 'usage', message, remedy),

  // Finding and reading
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
  binaryFile: (file: string) => fault('input', 'binary-file', `${file} is not text.`, 'Give a document in UTF-8 text.'),
  cannotRead: (file: string, reason: string) =>
    fault('input', 'cannot-read', `${file} could not be read: ${reason}.`, 'Check the path and its permissions.'),

  cannotWrite: (file: string, reason: string) =>
    fault('work', 'cannot-write', `${file} could not be written: ${reason}.`, 'Nothing was changed.'),

  // Shapes and options
  emptyMatrix: () =>
    fault('input', 'empty-matrix', 'The matrix has no cells.', 'Give at least one row and one column.'),
  notFinite: (row: number, column: number) =>
    fault(
      'input',
      'not-finite',
      `The cell in row ${row}, column ${column} is infinite.`,
      'Give a finite number, or ? for a missing cell.',
    ),
  allMissing: () =>
    fault(
      'input',
      'all-missing',
      'Every cell of the matrix is missing.',
      'Nothing can be predicted from nothing: give at least one known cell in each row and column.',
    ),
  rowUnknown: (row: number) =>
    fault('input', 'row-unknown', `Row ${row} has no known cell.`, 'Give it at least one value, or leave the row out.'),
  columnUnknown: (column: number) =>
    fault(
      'input',
      'column-unknown',
      `Column ${column} has no known cell.`,
      'Give it at least one value, or leave the column out.',
    ),
  missingNotAllowed: (method: string) =>
    fault(
      'input',
      'missing-not-allowed',
      `${method} needs every cell, and some are missing.`,
      'Fill them, or complete the matrix instead.',
    ),
  complexNotAllowed: () =>
    fault(
      'input',
      'complex-not-allowed',
      'The matrix has complex cells, and this works on real numbers alone.',
      'Give a matrix without imaginary parts.',
    ),
  notComplex: (method: string, complex: readonly string[]) =>
    fault(
      'input',
      'complex-not-allowed',
      `The matrix has complex cells, and ${method} works on real numbers alone.`,
      `These take complex matrices: ${complex.join(', ')}.`,
    ),
  tooLargeComplex: (largest: number) =>
    fault(
      'input',
      'too-large-complex',
      `Complex matrices are taken up to ${largest} rows and columns.`,
      'Take a smaller part of the matrix.',
    ),
  nothingMissing: () =>
    fault(
      'input',
      'nothing-missing',
      'No cell of the matrix is missing.',
      'Mark the cells to predict with ?, or decompose the matrix instead.',
    ),
  mustBeSquare: (method: string, rows: number, columns: number) =>
    fault(
      'input',
      'must-be-square',
      `${method} needs a square matrix, and this one is ${rows}×${columns}.`,
      'Choose QR or SVD for a rectangular one.',
    ),
  notSymmetric: (method: string) =>
    fault(
      'input',
      'not-symmetric',
      `${method} needs a symmetric matrix, and this one differs from its transpose.`,
      'Choose LU or QR, or check the cells on both sides of the diagonal.',
    ),
  notPositiveDefinite: (pivot: number, value: string) =>
    fault(
      'input',
      'not-positive-definite',
      `Cholesky needs a positive definite matrix: pivot ${pivot} is ${value}, so this one is not.`,
      'Choose LDLᵀ, which takes every symmetric matrix.',
    ),
  negativeCell: (method: string, row: number, column: number) =>
    fault(
      'input',
      'negative-cell',
      `${method} needs cells of at least 0, and the one in row ${row}, column ${column} is below.`,
      'Choose SVD, or add a constant to every cell.',
    ),
  nothingSpanned: () =>
    fault(
      'input',
      'nothing-spanned',
      'Every cell is 0, so the columns span nothing.',
      'Give a matrix with a cell that is not 0.',
    ),
  noRightSide: () =>
    fault(
      'input',
      'no-right-side',
      'Nothing says what AX should be equal to.',
      'Give a second matrix B with as many rows as A.',
    ),
  rightSideDiffers: (rows: number, expected: number) =>
    fault(
      'input',
      'right-side-differs',
      `The right side has ${rows} rows, and the matrix has ${expected}.`,
      'Give a right side B with as many rows as A.',
    ),
  noSolution: () =>
    fault(
      'input',
      'no-solution',
      'No X solves AX = B exactly: the right side lies outside the column space of A.',
      'Solve without exact for the X that comes closest.',
    ),
  notExact: (method: string, exact: readonly string[]) =>
    fault('usage', 'not-exact', `${method} cannot be written in fractions.`, `These can: ${exact.join(', ')}.`),
  tooLargeExact: (method: string, rows: number, columns: number, largest: number) =>
    fault(
      'input',
      'too-large-exact',
      `${method} in fractions is for matrices of up to ${largest} rows and columns, and this one is ${rows}×${columns}.`,
      'Run it without exact.',
    ),
  tooLargeForSteps: (largest: number) =>
    fault(
      'input',
      'too-large-for-steps',
      `Steps are shown of matrices of up to ${largest} rows and columns.`,
      'Run it without steps, or take a smaller part of the matrix.',
    ),
  tooTall: (method: string, rows: number, most: number) =>
    fault(
      'input',
      'too-tall',
      `${method} shows its permutation as a matrix, of ${rows} rows and columns here, and takes at most ${most}.`,
      'Choose QR, which needs none.',
    ),
  noSteps: (method: string, exact: readonly string[]) =>
    fault('usage', 'no-steps', `${method} is not done by hand, step by step.`, `These are: ${exact.join(', ')}.`),
  outOfRange: (option: string, rule: string, got: string) =>
    fault('usage', 'out-of-range', `${option} must be ${rule}. Got ${got}.`, ''),
  rankOutOfRange: (rank: number, rows: number, columns: number) =>
    fault(
      'usage',
      'rank-out-of-range',
      `The rank must be a whole number from 1 to ${Math.min(rows, columns)} for a ${rows}×${columns} matrix. Got ${rank}.`,
      '',
    ),
  factorsDoNotFit: (row: string, rowRank: number, column: string, columnRank: number) =>
    fault(
      'input',
      'factors-do-not-fit',
      `${row} has ${rowRank} columns and ${column} has ${columnRank}: their ranks differ.`,
      'Row factors are m×k and column factors n×k.',
    ),
  knownShapeDiffers: (known: string, product: string) =>
    fault(
      'input',
      'known-shape-differs',
      `The known matrix is ${known} and the product of the factors is ${product}.`,
      'Give a matrix of the shape of the product.',
    ),
  cellsOutOfScale: (largest: number) =>
    fault(
      'input',
      'cells-out-of-scale',
      `The largest known value is ${largest.toPrecision(3)}, and its square leaves the range of double precision.`,
      'Multiply the matrix by a constant that brings its values near 1.',
    ),

  noScript: (library: string, what: string, able: readonly string[], repeated: readonly string[]) =>
    fault(
      'usage',
      'no-script',
      `There is no program for ${library} that repeats this: ${what}.`,
      able.length > 0
        ? `There is one for ${able.join(', ')}.`
        : repeated.length > 0
          ? `Programs repeat ${repeated.join(', ')}.`
          : 'Programs are written for real matrices.',
    ),

  // In the editor
  matrixGone: (title: string, document: string) =>
    fault('input', 'matrix-gone', `${title} is no longer in ${document}.`, 'Run Factorize on what stands there now.'),
  documentGone: (document: string) =>
    fault('input', 'document-gone', `${document} can no longer be opened.`, 'Remove its results, or bring it back.'),
  cannotEdit: (document: string) =>
    fault('input', 'cannot-edit', `${document} could not be changed.`, 'It may be read-only: copy the values instead.'),
  noFactorPair: () =>
    fault(
      'input',
      'no-factor-pair',
      'No two matrices here multiply as row factors and column factors.',
      'Row factors are m×k and column factors n×k, and every cell of them is known.',
    ),
  noMissingCellHere: () =>
    fault('input', 'no-missing-cell', 'There is no missing cell to fill.', 'Put the cursor in a matrix with ? cells.'),
  nothingDetermined: () =>
    fault(
      'input',
      'nothing-determined',
      'The known cells determine none of the missing ones.',
      'Add a known cell to the rows and columns in question.',
    ),
  noIntervals: () =>
    fault(
      'input',
      'no-intervals',
      'These predictions have no intervals.',
      'Run Factorize on the matrix, which gives each an interval where enough cells are known.',
    ),
  noneWithin: (reach: number) =>
    fault('input', 'none-within', `No prediction is within ±${reach}.`, 'Allow more, or fill all of them.'),
  notOnDisk: (file: string) =>
    fault('input', 'not-on-disk', `${file} is not a file on this machine.`, 'Save it to disk first, then train on it.'),
  noResults: () => fault('input', 'no-results', 'There is no result yet.', 'Run Factorize on a matrix first.'),
  noModel: () =>
    fault(
      'input',
      'no-model',
      'No recommender has been trained yet.',
      'Run Train Recommender on a ratings file first.',
    ),
  noEditor: () =>
    fault('input', 'no-editor', 'No text editor is open to insert into.', 'Open one, and put the cursor in it.'),
  noCell: (row: number, column: number) =>
    fault('input', 'no-cell', `The text has no cell in row ${row}, column ${column} any more.`, 'Run it again.'),

  // Expressions
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
  notANumber: () =>
    fault('work', 'not-a-number', 'What the expression comes to is not a number.', 'It divides 0 by 0, or ∞ by ∞.'),
  noValue: () =>
    fault(
      'usage',
      'no-value',
      'The expression comes to no number and no matrix.',
      'Let its last part be one, without a semicolon behind it.',
    ),

  // The work itself
  didNotConverge: (method: string, detail: string) =>
    fault('work', 'did-not-converge', `${method} did not converge: ${detail}.`, 'Try another method.'),
  diverged: (solver: string, learningRate: number) =>
    fault(
      'work',
      'diverged',
      `${solver} diverged at a learning rate of ${learningRate}.`,
      'Try a smaller learning rate.',
    ),
  singular: (method: string) =>
    fault('work', 'singular', `${method} met a singular matrix.`, 'Choose a method that allows it, such as QR or SVD.'),
  resultNotFinite: () =>
    fault(
      'work',
      'result-not-finite',
      'A predicted value leaves the range of double precision.',
      'Multiply the matrix by a constant that brings its values near 1.',
    ),
  tooLarge: (method: string) =>
    fault(
      'input',
      'too-large',
      `The numbers of this matrix are too large for ${method}: what it computes exceeds the largest number there is.`,
      'Divide the matrix by a constant.',
    ),
  workerStopped: (detail: string) =>
    fault('work', 'worker-stopped', `The worker stopped: ${detail}.`, 'A new one has been started; run it again.'),
  outOfMemory: () =>
    fault(
      'work',
      'out-of-memory',
      'This matrix and its factors do not fit in memory.',
      'Take fewer rows or columns, or a lower rank.',
    ),
  trainingLost: () =>
    fault('work', 'training-lost', 'The training ended when the window was reloaded.', 'Train again.'),
  modelGone: () => fault('work', 'model-gone', 'The trained model is no longer in memory.', 'Train it again.'),
  unexpected: (detail: string) =>
    fault('work', 'unexpected', `Something went wrong that should not have: ${detail}.`, 'Please report it.'),

  // Ratings files
  ratingsLine: (file: string, line: number, column: number, what: string, remedy: string) =>
    fault('input', 'ratings-line', what, remedy, { file, line, column }),
  lineTooLong: (file: string, line: number) =>
    fault(
      'input',
      'line-too-long',
      `Line ${line} of ${file} is longer than a megabyte.`,
      'Give one record on a line.',
      {
        file,
        line,
        column: 1,
      },
    ),
  damagedFile: (file: string, format: string, what: string) =>
    fault('input', 'damaged-file', `${file} cannot be read as ${format}: ${what}.`, 'Give the whole file, undamaged.'),
  onlyBroken: (file: string, { message, place }: FaultData) =>
    fault('input', 'no-ratings', `${file} holds no ratings. ${message}`, 'Give lines of user, item and rating.', place),
  noRatings: (file: string) =>
    fault('input', 'no-ratings', `${file} holds no ratings.`, 'Give lines of user, item and rating.'),
  noTimes: (file: string) =>
    fault(
      'input',
      'no-times',
      `${file} does not say when its ratings were made.`,
      'Name the column of times timestamp, or hold ratings out at random.',
    ),
  unknownUser: (user: string) =>
    fault('input', 'unknown-user', `No user ${user} is in the ratings.`, 'Give an id as it stands in the file.'),
  unknownItem: (item: string) =>
    fault('input', 'unknown-item', `No item ${item} is in the ratings.`, 'Give an id as it stands in the file.'),
  itemWithoutFactors: (item: string) =>
    fault(
      'input',
      'item-without-factors',
      `The model has no factors for item ${item}, so nothing can be called like it.`,
      'Train with a rating of it that is not held out, or with less regularization.',
    ),

  // Model files
  cannotOpenModel: (file: string, what: string) =>
    fault(
      'input',
      'cannot-open-model',
      `${file} cannot be opened as a model: ${what}.`,
      'Give an undamaged file that factorize train --model has written.',
    ),
} as const;

/** Any thrown value as a fault's data: faults as they are, anything else as an unexpected one. */
export function toFaultData(error: unknown): FaultData {
  if (error instanceof Fault) return error.data;
  return faults.unexpected(error instanceof Error ? error.message : String(error)).data;
}
