import { countMissing, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { exactMethods, isExactMethod, methodTitles, type DecompositionMethod } from '../protocol/methods';
import type { DecomposeRequest } from '../protocol/request';

/** Throws the fault of the first thing that keeps a request from being computed, whatever the method. */
export function checkRequest(request: DecomposeRequest): void {
  const { matrix, method } = request;
  checkCells(matrix, method === 'auto' ? 'A decomposition' : methodTitles[method]);
}

function checkCells(matrix: Matrix, title: string): void {
  if (matrix.rows < 1 || matrix.columns < 1) throw faults.emptyMatrix();
  const infinite = matrix.values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite >= 0) throw faults.notFinite(Math.floor(infinite / matrix.columns) + 1, (infinite % matrix.columns) + 1);
  if (countMissing(matrix) > 0) throw faults.missingNotAllowed(title);
}

/** Throws the fault of a shape or an option that this method cannot have. */
export function checkMethod(method: DecompositionMethod, request: DecomposeRequest): void {
  const inFractions = exactMethods.map((one) => methodTitles[one]);
  if (request.exact === true && !isExactMethod(method)) throw faults.notExact(methodTitles[method], inFractions);
  if (request.steps === true && !isExactMethod(method)) throw faults.noSteps(methodTitles[method], inFractions);
  switch (method) {
    case 'slu':
    case 'hessenberg':
    case 'eigen':
    case 'schur':
      checkSquare(method, request.matrix);
      return;
    case 'gd':
    case 'adam':
      checkDescent(request);
      return;
    case 'pca':
    case 'approximate':
      checkRank(request);
      return;
    case 'nmf':
      checkRank(request);
      checkIterations(request);
      return;
    case 'rrqr':
    case 'polar':
    case 'denoise':
    case 'orth':
    case 'properties':
    case 'cholesky':
    case 'ldl':
    case 'rref':
    case 'pinv':
    case 'nullspace':
    case 'lu':
    case 'qr':
    case 'svd':
      return;
    case 'solve':
      checkRightSide(request);
      return;
  }
}

function checkRightSide({ matrix, rightSide }: DecomposeRequest): void {
  if (rightSide === undefined) throw faults.noRightSide();
  if (rightSide.rows !== matrix.rows) throw faults.rightSideDiffers(rightSide.rows, matrix.rows);
  checkCells(rightSide, 'The right side');
}

function checkSquare(method: DecompositionMethod, { rows, columns }: Matrix): void {
  if (rows !== columns) throw faults.mustBeSquare(methodTitles[method], rows, columns);
}

function checkRank({ matrix: { rows, columns }, rank }: DecomposeRequest): void {
  if (rank !== null && !(Number.isInteger(rank) && rank >= 1 && rank <= Math.min(rows, columns)))
    throw faults.rankOutOfRange(rank, rows, columns);
}

function checkDescent(request: DecomposeRequest): void {
  const { learningRate } = request;
  checkRank(request);
  if (learningRate !== null && !(Number.isFinite(learningRate) && learningRate > 0))
    throw faults.outOfRange('The learning rate', 'a number above 0', String(learningRate));
  checkIterations(request);
}

function checkIterations({ iterations }: DecomposeRequest): void {
  if (iterations !== null && !(Number.isSafeInteger(iterations) && iterations >= 1))
    throw faults.outOfRange('The number of iterations', 'a whole number of at least 1', String(iterations));
}
