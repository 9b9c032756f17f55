import { refuseProblems } from '../analyse';
import { checkRequest } from '../requests';
import type { Services } from '../services';
import { readOptions } from '../settings';
import { textSource } from '../textSource';
import { findTarget } from './target';

/** Check Cells: marks the cells of a matrix that the others make all but impossible, as slips of the pen are. */
export async function checkCells({ runner, ...services }: Services, argument: unknown): Promise<void> {
  const target = await findTarget({ runner, ...services }, argument);
  const block = target?.meant[0];
  if (target === null || block === undefined) return;
  const { document, blocks } = target;
  await refuseProblems(document, block);
  const request = checkRequest(block, readOptions(document.uri));
  await runner.run(textSource(document, blocks, [block], 0), request, { replaces: null, shown: true });
}
