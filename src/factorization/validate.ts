import { countMissing, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { exactMethods, isExactMethod, methodTitles, type DecompositionMethod } from '../protocol/methods';
import { methodOptionNames, optionMethods, takesOption, type MethodOption } from '../protocol/options';
import type { DecomposeRequest } from '../protocol/request';

/** Throws the fault of the first thing that keeps a request from being computed, whatever the method. */
export function checkRequest(request: DecomposeRequest): void {
  const { matrix, method } = request;
  checkCells(matrix, method === 'auto' ? 'A decomposition' : methodTitles[method]);
  checkOptions(request);
}

const optionTitles: Readonly<Record<MethodOption, string>> = {
  rank: 'rank',
  learningRate: 'learning rate',
  iterations: 'number of iterations',
  center: 'centering of its columns',
  scale: 'scaling of its columns',
  loss: 'loss',
  rightSide: 'right side',
  exact: 'fractions',
  steps: 'steps',
};

/** An option that is not the method's own would be passed over in silence. */
function checkOptions(request: DecomposeRequest): void {
  const { method } = request;
  const given = methodOptionNames.filter((option) => isGiven(request, option));
  const stray = given.find((option) => (method === 'auto' ? option !== 'rank' : !takesOption(method, option)));
  if (stray === undefined) return;
  const able = optionMethods[stray].map((one) => methodTitles[one]);
  const title = method === 'auto' ? 'The automatic choice' : methodTitles[method];
  throw faults.optionNotTaken(title, optionTitles[stray], able);
}

function isGiven(request: DecomposeRequest, option: MethodOption): boolean {
  switch (option) {
    case 'center':
      return request.center === false;
    case 'scale':
      return request.scale === true;
    case 'exact':
    case 'steps':
      // their own faults say more
      return false;
    case 'rank':
    case 'learningRate':
    case 'iterations':
    case 'loss':
    case 'rightSide':
      return (request[option] ?? null) !== null;
  }
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
