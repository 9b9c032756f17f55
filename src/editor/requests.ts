import { matrixOf, type MatrixBlock } from '../matrix/block';
import { completionSolvers, decompositionMethods } from '../protocol/methods';
import { bySolver } from '../protocol/options';
import type {
  AnalysisRequest,
  CompleteRequest,
  DecomposeRequest,
  ReconstructRequest,
  TrainRequest,
} from '../protocol/request';
import type { MethodAsked, Options } from './options';
import { asFactors, columnFactors, type FactorPair } from './pairs';

/** Completes a matrix with missing cells and decomposes one without, by the method asked for or the automatic one. */
export function requestFor(
  block: MatrixBlock,
  options: Options,
  asked: MethodAsked | null = null,
): DecomposeRequest | CompleteRequest {
  const matrix = matrixOf(block);
  const [learningRate, iterations] = [asked?.learningRate ?? null, asked?.iterations ?? null];
  if (block.missing === 0)
    return {
      kind: 'decompose',
      matrix,
      method: decompositionMethods.find((method) => method === asked?.method) ?? 'auto',
      rank: asked?.rank ?? null,
      learningRate,
      iterations,
      seed: options.seed,
    };
  const solver = completionSolvers.find((one) => one === asked?.method) ?? options.solver;
  const request: CompleteRequest = {
    kind: 'complete',
    matrix,
    solver,
    rank: asked?.rank ?? options.rank,
    regularization: options.regularization,
    bias: options.bias,
    scale: options.scale,
    interval: options.interval,
    seconds: options.seconds === 'auto' ? null : options.seconds,
    learningRate,
    iterations,
    seed: options.seed,
  };
  // A setting is for whichever solver takes it.
  return solver === 'auto' ? request : bySolver(request, solver);
}

/** Predicts every known cell of a matrix from the others. */
export function checkRequest(block: MatrixBlock, { rank, bias, scale, interval, seed }: Options): CompleteRequest {
  return {
    kind: 'complete',
    check: true,
    matrix: matrixOf(block),
    solver: 'auto',
    // A rank that a setting asks for may be more than this matrix has.
    rank: rank === 'auto' || rank > Math.min(block.rows, block.columns) ? 'auto' : rank,
    regularization: 'auto',
    bias,
    scale,
    interval,
    learningRate: null,
    iterations: null,
    seed,
  };
}

/** UVᵀ, and the missing cells of `known` with it where there is one. */
export function reconstructionRequest(pair: FactorPair, known: MatrixBlock | null): ReconstructRequest {
  return {
    kind: 'reconstruct',
    rowFactors: matrixOf(pair.row),
    columnFactors: columnFactors(pair),
    known: known === null ? null : matrixOf(known),
  };
}

/** A training on the file at a path as the settings ask for it, with nothing kept or named yet. */
export function trainingRequest(path: string, { train, seed, cluster }: Options): TrainRequest {
  return {
    kind: 'train',
    path,
    solver: train.solver,
    cluster,
    rank: train.rank === 'auto' ? null : train.rank,
    regularization: null,
    learningRate: null,
    iterations: null,
    holdout: train.holdout,
    testPath: null,
    modelPath: null,
    seed,
  };
}

/**
 * The same work on the cells that stand there now. A matrix that has gained or lost its missing cells cannot be
 * worked on in the same way: null.
 */
export function sameRequestOn(request: AnalysisRequest, blocks: readonly MatrixBlock[]): AnalysisRequest | null {
  const [first, second, third] = blocks;
  if (first === undefined || blocks.some((block) => block.problems.length > 0)) return null;
  switch (request.kind) {
    case 'decompose':
      if (first.missing > 0) return null;
      return second === undefined || request.rightSide === undefined
        ? { ...request, matrix: matrixOf(first) }
        : { ...request, matrix: matrixOf(first), rightSide: matrixOf(second) };
    case 'complete':
      return first.missing > 0 || request.check === true ? { ...request, matrix: matrixOf(first) } : null;
    case 'reconstruct': {
      const pair = second === undefined ? null : asFactors(first, second);
      return pair === null ? null : reconstructionRequest(pair, third ?? null);
    }
    case 'train':
      return null;
  }
}
