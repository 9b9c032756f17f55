import type { ViewContext } from '../context';
import type { Analysis } from '../../protocol/results';
import { wholeMatrix } from '../cells/analysisCells';
import { cellsOfContext } from '../cells/ofContext';
import { factorSum, type FactorSum } from './factorSum';
import { addsUp, rankErrors } from './rankErrors';
import type { Pause } from './stretches';

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

/** Cells times factors up to which errors are worked out: about a second of work, in stretches. */
const mostWork = 500_000_000;

/**
 * The relative error of what is shown with each number of factors, from 0: see `rankErrors`. Empty where the original is
 * not here, the work is too much, or the factors do not add up to the reconstruction.
 */
export async function errorsOfContext(
  context: Pick<ViewContext, 'result' | 'ask'>,
  sum: FactorSum,
  pause: Pause,
): Promise<Float64Array> {
  const { original, reconstruction, largest } = cellsOfContext(context);
  const work = sum.row.rows * sum.column.rows * sum.row.columns;
  const isKnown = original?.isWhole === true && reconstruction !== null && work <= mostWork;
  if (!isKnown || !addsUp(sum, reconstruction, largest)) return new Float64Array();
  return rankErrors(original, sum, largest, pause);
}
