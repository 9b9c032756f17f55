import type { Place } from '../fault';
import { fault } from './make';

/** Shapes and options that do not go together. */
export const askingFaults = {
  emptyMatrix: () =>
    fault('input', 'empty-matrix', 'The matrix has no cells.', 'Give at least one row and one column.'),
  notFinite: (row: number, column: number) =>
    fault(
      'input',
      'not-finite',
      `The cell in row ${row}, column ${column} is infinite.`,
      'Give a finite number, or ? for a missing cell.',
    ),
  allMissing: (place: Place | null = null) =>
    fault(
      'input',
      'all-missing',
      'Every cell of the matrix is missing.',
      'Nothing can be predicted from nothing: give some of its cells a number.',
      place,
    ),
  tooFewKnown: (known: number) =>
    fault(
      'input',
      'too-few-known',
      known === 1
        ? 'A single cell is known, which says nothing of the others.'
        : 'The known cells are too few and all equal, so nothing says how far the others differ from them.',
      'Give more of its cells a number.',
    ),
  tooFewToCheck: (fewest: number) =>
    fault(
      'input',
      'too-few-to-check',
      `A matrix is checked from ${fewest}×${fewest} known cells on: with fewer, no cell says what another should be.`,
      'Check a larger matrix.',
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
  notHermitian: (method: string) =>
    fault(
      'input',
      'not-hermitian',
      `${method} needs a Hermitian matrix, and this one differs from its conjugate transpose.`,
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
  fractionsTooLong: (method: string, digits: number, most: number) =>
    fault(
      'input',
      'fractions-too-long',
      `${method} in fractions would take numbers of up to ${digits} digits here, and works with up to ${most}.`,
      'Run it without exact, or give cells of fewer digits.',
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
  optionNotTaken: (method: string, option: string, able: readonly string[]) =>
    fault(
      'usage',
      'option-not-taken',
      `${method} takes no ${option}.`,
      able.length === 1
        ? `Leave it out, or choose ${able.join()}.`
        : `Leave it out, or choose one of ${able.join(', ')}.`,
    ),
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
      'Multiply the matrix by a constant that brings its largest values near 1.',
    ),
  countsOutOfScale: (largest: number, most: number) =>
    fault(
      'input',
      'counts-out-of-scale',
      `The largest count is ${largest.toPrecision(3)}, and beside counts above ${most.toPrecision(3)} single precision loses the others.`,
      'Divide the counts by a constant, as for hours in place of milliseconds, or train with another solver if they are ratings.',
    ),

  noScript: (library: string, what: string, able: readonly string[], repeated: readonly string[]) =>
    fault(
      'usage',
      'no-script',
      able.length > 0
        ? `There is no program for ${library} that repeats this: ${what}.`
        : `There is no program that repeats this: ${what}.`,
      able.length > 0
        ? `There is one for ${able.join(', ')}.`
        : repeated.length > 0
          ? `There are programs for ${repeated.join(', ')}.`
          : 'Programs are written for real matrices.',
    ),
  noScriptOfModel: () =>
    fault(
      'usage',
      'no-script',
      'The file of a model does not say how its ratings were read, so no program repeats its training.',
      'Train on the ratings file again, and take the program from there.',
    ),
  noScriptWithoutLines: () =>
    fault(
      'usage',
      'no-script',
      'Programs read ratings from lines of text, which this file does not have.',
      'Save the ratings as CSV, and train on these.',
    ),
  noScriptWithoutHoldOut: () =>
    fault(
      'usage',
      'no-script',
      'Programs measure the error on ratings held out of the file, and this training held none out of it.',
      'Train with a share of the ratings held out.',
    ),
  scriptTooLarge: (most: number) =>
    fault(
      'input',
      'script-too-large',
      `A program with this matrix in it would be too long to read: it is written for up to ${most} cells.`,
      'Write it to a file with factorize export in a terminal.',
    ),
};
