import type { ViewContext } from '../context';
import type { Analysis } from '../../protocol/results';
import { wholeMatrix } from '../cells/analysisCells';
import { cellsOfContext } from '../cells/ofContext';
import { factorSum, type FactorSum } from './factorSum';

const sums = new WeakMap<Analysis, Promise<FactorSum | null>>();

/** The factors that add up to what is shown, read once a result; null where it is no such sum. Rejects with a `Fault`. */
export function sumOfContext(context: Pick<ViewContext, 'result' | 'ask'>): Promise<FactorSum | null> {
  const { analysis } = context.result;
  const known = sums.get(analysis);
  if (known !== undefined) return known;
  const cells = cellsOfContext(context);
  const sum = factorSum(analysis, (factor) => wholeMatrix(cells.factor(factor).cells));
  sums.set(analysis, sum);
  sum.catch(() => sums.delete(analysis));
  return sum;
}
