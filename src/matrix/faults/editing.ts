import { fault } from './make';

/** In the editor. */
export const editingFaults = {
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
  workspaceNotTrusted: (what: string) =>
    fault(
      'usage',
      'workspace-not-trusted',
      `${what} only in a workspace that you trust.`,
      'Run Manage Workspace Trust first.',
    ),
  noResults: () => fault('input', 'no-results', 'There is no result yet.', 'Run Factorize on a matrix first.'),
  noModel: () =>
    fault(
      'input',
      'no-model',
      'No recommender has been trained yet.',
      'Run Train Recommender on a ratings file first.',
    ),
  notOfModel: () =>
    fault(
      'input',
      'not-of-model',
      "A model's file does not hold the ratings that it was trained on.",
      'Run Train Recommender on the ratings file to train again.',
    ),
  noEditor: () =>
    fault('input', 'no-editor', 'No text editor is open to insert into.', 'Open one, and put the cursor in it.'),
  noCell: (row: number, column: number) =>
    fault('input', 'no-cell', `The text has no cell in row ${row}, column ${column} any more.`, 'Run it again.'),
};
