import { countMissing, type Matrix } from '../matrix/dense';
import {
  completionSolvers,
  decompositionsOf,
  methodTitles,
  type CompletionSolver,
  type DecompositionMethod,
} from '../protocol/methods';

/** One line on each method, for the menu that offers them. */
export const methodDescriptions: Readonly<Record<DecompositionMethod | CompletionSolver, string>> = {
  lu: 'PA = LU with row pivoting: solving and determinants; any shape',
  slu: 'LU that keeps a sparse matrix sparse; square matrices',
  cholesky: 'A = LLᵀ; symmetric positive definite matrices',
  ldl: 'A = LDLᵀ with pivoting; symmetric matrices',
  rref: 'A = CR, independent columns times the reduced row echelon form; any shape',
  solve: 'AX = B by what suits A; least squares where it is rectangular or singular',
  rrqr: 'AP = QR, the longest columns first: rank and independent columns; any shape',
  hessenberg: 'A = QHQᵀ, zeros below the first subdiagonal; square matrices',
  polar: 'A = UH, a turn and a stretch; any shape',
  pca: 'Principal components of the rows: scores, loadings, explained variance',
  nmf: 'A ≈ WH without cells below 0: parts that add up',
  approximate: 'A ≈ USVᵀ of the rank before the elbow, or of a chosen one',
  denoise: 'The singular values above the optimal hard threshold',
  orth: 'An orthonormal basis of all Ax; any shape',
  pinv: 'The inverse, or what comes closest to one; any shape',
  nullspace: 'A basis of all x with Ax = 0; any shape',
  properties: 'Rank, determinant, trace, norms, condition, definiteness; any shape',
  qr: 'A = QR, orthogonal times triangular: least squares; any shape',
  eigen: 'Eigenvalues and eigenvectors; square matrices',
  schur: 'A = QTQᵀ, orthogonal and quasi-triangular; square matrices',
  svd: 'A = USVᵀ: rank, conditioning, best low-rank approximation; any shape',
  gd: 'A ≈ WH of a chosen rank, by plain gradient descent',
  adam: 'A ≈ WH of a chosen rank, by gradient descent with adaptive steps',
  bayes: 'Averages over all models that fit: intervals, and nothing to tune',
  softimpute: 'The least sum of singular values that fits: convex, along a path over λ',
  als: 'Solves for rows and columns in turn: quick and steady',
  sgd: 'One known cell at a time: small steps in random order',
};

/** Methods that ask for a rank, a learning rate and a number of iterations. */
export function asksForNumbers(method: DecompositionMethod | CompletionSolver): boolean {
  return method === 'gd' || method === 'adam';
}

export interface MethodOffer {
  readonly id: DecompositionMethod | CompletionSolver;
  readonly title: string;
  readonly description: string;
}

/** Whether a method is one of a single matrix: nobody is asked for a second. */
const isOfOne = (method: DecompositionMethod): boolean => method !== 'solve';

/** The decompositions that a complete matrix of this shape has, or the solvers for one with missing cells. */
export function methodOffers(matrix: Matrix): readonly MethodOffer[] {
  return (countMissing(matrix) > 0 ? completionSolvers : decompositionsOf(matrix).filter(isOfOne)).map((id) => ({
    id,
    title: methodTitles[id],
    description: methodDescriptions[id],
  }));
}
