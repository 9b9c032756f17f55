import type { Matrix } from '../matrix/dense';
import type { DecompositionMethod } from '../protocol/methods';

/** A method and one sentence that says why it. */
export interface Choice {
  readonly method: DecompositionMethod;
  readonly why: string;
  /** What was tried before, and why it did not do. */
  readonly tried?: readonly string[];
  /** The rank that goes with it, where that is part of the choice. */
  readonly rank?: number;
}

/** The decomposition of a complete matrix in fractions, as it is done by hand. */
export function chooseExactMethod({ rows: m, columns: n }: Matrix): Choice {
  if (m > n)
    return {
      method: 'qr',
      why: `Taller than wide (${m}×${n}): QR gives an orthogonal basis of its columns, in fractions.`,
    };
  if (m < n)
    return { method: 'rref', why: `Wider than tall (${m}×${n}): the row echelon form shows what its columns share.` };
  return { method: 'lu', why: 'Square: LU is elimination, written down.' };
}

/** For a sparse matrix that turned out to be singular, which sparse LU cannot factor. */
export const insteadOfSparse: Choice = {
  method: 'lu',
  tried: ['Tried sparse LU: a column has no pivot that is not 0.'],
  why: 'Square, sparse and singular: LU allows a zero pivot, which sparse LU does not.',
};

/** Where a rank was given and no method. */
export function chosenRank(rank: number): Choice {
  return { method: 'approximate', why: `You gave a rank: no matrix of rank ${rank} comes closer than this one.` };
}

/** What a method that the person chose is good for. */
export function chosenMethod(method: DecompositionMethod): Choice {
  return { method, why: `You chose ${goodFor[method]}.` };
}

const goodFor: Readonly<Record<DecompositionMethod, string>> = {
  lu: 'LU: the cheapest way to solve with a matrix, or to get its determinant',
  slu: 'sparse LU: it keeps the factors of a sparse matrix sparse',
  cholesky: 'Cholesky: half the work of LU, and the test of positive definiteness',
  ldl: 'LDLᵀ: what Cholesky is to positive definite matrices, for every symmetric one',
  rref: 'the row echelon form: which columns are independent, and how the others follow from them',
  solve: 'solving AX = B: by whatever suits the matrix',
  rrqr: 'rank-revealing QR: which columns are independent, and the rank, without singular values',
  hessenberg: 'Hessenberg: the first half of every eigenvalue computation, by orthogonal factors',
  polar: 'polar: the turn and the stretch that make up a matrix',
  pca: 'PCA: the directions in which the rows differ most',
  nmf: 'NMF: parts that add up and never take away',
  approximate: 'rank-k approximation: the closest matrix of a small rank',
  denoise: 'denoising: what stands out of noise of one size in every cell',
  orth: 'the column space: all that Ax can be',
  pinv: 'the pseudo-inverse: the inverse where there is one, least squares where there is none',
  nullspace: 'the null space: what the matrix sends to 0',
  properties: 'properties: what is known of the matrix before it is factored',
  qr: 'QR: an orthonormal basis of the columns, the safe way to least squares',
  eigen: 'the eigendecomposition: the directions a matrix only stretches',
  schur: 'Schur: the eigenvalues by orthogonal factors, which every square matrix has',
  svd: 'SVD: the rank and the best approximation of every rank',
  gd: 'gradient descent: A ≈ WH of a small rank, every step of it in plain view',
  adam: 'Adam: A ≈ WH of a small rank, by gradient descent with a step size of its own for each number',
};
