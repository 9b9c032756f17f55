/** Decompositions of complete matrices. */
export const decompositionMethods = ['lu', 'slu', 'qr', 'eigen', 'schur', 'svd', 'gd', 'adam'] as const;
export type DecompositionMethod = (typeof decompositionMethods)[number];

/** Solvers for matrices with missing cells. */
export const completionSolvers = ['als', 'sgd', 'gd', 'adam'] as const;
export type CompletionSolver = (typeof completionSolvers)[number];

/** Solvers for ratings files. */
export const ratingsSolvers = ['als', 'sgd'] as const;
export type RatingsSolver = (typeof ratingsSolvers)[number];

/** How each is called in a sentence, a menu and a title. */
export const methodTitles: Readonly<Record<DecompositionMethod | CompletionSolver, string>> = {
  lu: 'LU',
  slu: 'Sparse LU',
  qr: 'QR',
  eigen: 'Eigendecomposition',
  schur: 'Schur',
  svd: 'SVD',
  gd: 'Gradient descent',
  adam: 'Adam',
  als: 'Alternating least squares',
  sgd: 'Stochastic gradient descent',
};
