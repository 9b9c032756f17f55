import type { DecompositionMethod } from './methods';
import type { AnalysisRequest } from './request';

const iterativeDecompositions: ReadonlySet<DecompositionMethod | 'auto'> = new Set(['nmf', 'gd', 'adam'] as const);

/** Whether work goes by iterations of ours, which can be held up and end with what there is: Spark cannot be asked. */
export function isIterative(request: AnalysisRequest): boolean {
  switch (request.kind) {
    case 'decompose':
      return iterativeDecompositions.has(request.method);
    case 'complete':
      return true;
    case 'train':
      return request.solver !== 'spark';
    case 'reconstruct':
      return false;
  }
}
