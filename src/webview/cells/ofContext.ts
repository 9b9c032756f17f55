import type { ViewContext } from '../context';
import { cellsOf, type AnalysisCells } from './analysisCells';

/** The matrices of the result that is shown. */
export function cellsOfContext({ result, ask }: Pick<ViewContext, 'result' | 'ask'>): AnalysisCells {
  return cellsOf(result, (matrix, window) => ask({ ask: 'slice', matrix, window }));
}
