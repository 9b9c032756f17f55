import type { Matrix } from '../matrix/dense';

/** Decompositions of complete matrices. */
export const decompositionMethods = [
  'lu',
  'slu',
  'cholesky',
  'ldl',
  'qr',
  'rrqr',
  'eigen',
  'schur',
  'hessenberg',
  'svd',
  'polar',
  'pca',
  'nmf',
  'approximate',
  'denoise',
  'rref',
  'solve',
  'pinv',
  'nullspace',
  'orth',
  'properties',
  'gd',
  'adam',
] as const;
export type DecompositionMethod = (typeof decompositionMethods)[number];

/** Those that are computed in fractions where asked. */
export const exactMethods = [
  'lu',
  'cholesky',
  'ldl',
  'qr',
  'eigen',
  'rref',
  'solve',
  'pinv',
  'nullspace',
  'properties',
] as const;
export type ExactMethod = (typeof exactMethods)[number];

/** Whether a method can be done in fractions. */
export function isExactMethod(method: DecompositionMethod): method is ExactMethod {
  return exactMethods.some((one) => one === method);
}

/** What non-negative factors are made to come close in. */
export const nmfLosses = ['frobenius', 'kullback-leibler'] as const;
export type NmfLoss = (typeof nmfLosses)[number];

/** Those that only a square matrix has. */
const squareMethods: ReadonlySet<string> = new Set<DecompositionMethod>([
  'slu',
  'cholesky',
  'ldl',
  'eigen',
  'schur',
  'hessenberg',
]);

/** The decompositions that a matrix of this shape has. */
export function decompositionsOf({ rows, columns }: Pick<Matrix, 'rows' | 'columns'>): readonly DecompositionMethod[] {
  return decompositionMethods.filter((method) => rows === columns || !squareMethods.has(method));
}

/** Solvers for matrices with missing cells. */
export const completionSolvers = ['bayes', 'als', 'sgd', 'gd', 'adam', 'softimpute', 'nmf'] as const;
export type CompletionSolver = (typeof completionSolvers)[number];

/** Solvers for ratings files that run on this machine, in our own code. */
export const localRatingsSolvers = ['als', 'sgd', 'bayes', 'implicit-als'] as const;
export type LocalRatingsSolver = (typeof localRatingsSolvers)[number];

/** How stochastic gradient descent steps: along the gradient, or by its history. */
/** Which lines of a completed matrix have a bias of their own: all, those of one side, or none. */
export const biasedSides = ['rows', 'columns'] as const;
export type Biases = boolean | (typeof biasedSides)[number];

export const stepRules = ['plain', 'adagrad', 'adam'] as const;
export type StepRule = (typeof stepRules)[number];

/** Solvers for ratings files. */
export const ratingsSolvers = [...localRatingsSolvers, 'spark'] as const;
export type RatingsSolver = (typeof ratingsSolvers)[number];

/** How each is called in a sentence, a menu and a title. */
export const methodTitles: Readonly<Record<DecompositionMethod | CompletionSolver | RatingsSolver, string>> = {
  lu: 'LU',
  slu: 'Sparse LU',
  cholesky: 'Cholesky',
  ldl: 'LDLᵀ',
  rref: 'Row echelon form',
  solve: 'Solve',
  rrqr: 'Rank-revealing QR',
  hessenberg: 'Hessenberg',
  polar: 'Polar',
  pca: 'PCA',
  nmf: 'NMF',
  approximate: 'Rank-k approximation',
  denoise: 'Denoise',
  orth: 'Column space',
  pinv: 'Pseudo-inverse',
  nullspace: 'Null space',
  properties: 'Properties',
  qr: 'QR',
  eigen: 'Eigendecomposition',
  schur: 'Schur',
  svd: 'SVD',
  gd: 'Gradient descent',
  adam: 'Adam',
  bayes: 'Bayesian factorization',
  als: 'Alternating least squares',
  softimpute: 'Nuclear norm (softImpute)',
  sgd: 'Stochastic gradient descent',
  'implicit-als': 'Alternating least squares on counts',
  spark: 'Alternating least squares on Spark',
};
