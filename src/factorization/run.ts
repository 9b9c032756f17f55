import { faults } from '../matrix/faults';
import type { Control } from '../protocol/control';
import { isExactMethod, methodTitles, type DecompositionMethod } from '../protocol/methods';
import { inFractions } from '../protocol/options';
import type { DecomposeRequest } from '../protocol/request';
import type { HistoryPoint, StopReason } from '../protocol/results';
import { approximate, denoise } from './approximate';
import { cholesky } from './cholesky';
import { descentAnalysis } from './descentAnalysis';
import { eigen } from './eigen';
import { decomposeExactly } from './exact/decompose';
import type { Decomposition } from './factor';
import { hessenberg } from './hessenberg';
import { ldl } from './ldl';
import { lu } from './lu';
import { nmf } from './nmf';
import { pca } from './pca';
import { rankRevealingQr } from './pivotedQr';
import { polar } from './polar';
import { properties } from './properties';
import { qr } from './qr';
import { schur } from './schur';
import { slu } from './slu';
import { solve } from './solve';
import { columnSpace, nullSpace, pseudoInverse } from './subspaces';
import { svdDecomposition } from './svdDecomposition';

/** What any method answers with: direct ones with no history. */
export interface MethodResult extends Decomposition {
  readonly history?: readonly HistoryPoint[];
  readonly stop?: StopReason;
}

/**
 * One method on a request that has been checked. `singular` are the singular values of the scaled matrix, null where it
 * is large.
 */
export function runMethod(
  method: DecompositionMethod,
  request: DecomposeRequest,
  singular: Float64Array | null,
  control: Control,
): MethodResult {
  const { matrix: a, rank } = request;
  const checkpoint = (): void => control.checkpoint();
  if (inFractions(method, request)) {
    if (!isExactMethod(method)) throw faults.notExact(methodTitles[method], []);
    return decomposeExactly(method, request, checkpoint);
  }
  switch (method) {
    case 'lu':
      return lu(a);
    case 'slu':
      return slu(a);
    case 'cholesky':
      return cholesky(a, checkpoint);
    case 'ldl':
      return ldl(a, checkpoint);
    case 'qr':
      return qr(a, checkpoint);
    case 'eigen':
      return eigen(a, checkpoint);
    case 'schur':
      return schur(a, checkpoint);
    case 'svd':
      return svdDecomposition(a, checkpoint);
    case 'rref':
      return decomposeExactly(method, request, checkpoint);
    case 'solve':
      return solve(a, request.rightSide ?? null, checkpoint);
    case 'rrqr':
      return rankRevealingQr(a, checkpoint);
    case 'hessenberg':
      return hessenberg(a, checkpoint);
    case 'polar':
      return polar(a, checkpoint);
    case 'pca':
      return pca(a, { rank, center: request.center ?? true, scale: request.scale ?? false }, checkpoint);
    case 'nmf':
      return nmf(
        a,
        {
          rank,
          loss: request.loss ?? 'frobenius',
          iterations: request.iterations,
          seed: request.seed,
          frames: request.frames ?? false,
        },
        control,
      );
    case 'approximate':
      return approximate(a, rank, checkpoint);
    case 'denoise':
      return denoise(a, checkpoint);
    case 'orth':
      return columnSpace(a, checkpoint);
    case 'pinv':
      return pseudoInverse(a, checkpoint);
    case 'nullspace':
      return nullSpace(a, checkpoint);
    case 'properties':
      return properties(a, singular, checkpoint);
    case 'gd':
    case 'adam':
      return descentAnalysis(method, request, singular, control);
  }
}
