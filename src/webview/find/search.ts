import { MatrixGrid } from '../elements/matrixGrid';
import { eachOf, type Pause } from '../model/stretches';
import type { CellRef } from '../../protocol/panel';
import { linesOf, rangeIn } from './lines';

/** A place in the page, or in a grid, where row −1 is that of the column labels, and column −1 that of the row labels. */
export type Found =
  | { readonly in: 'text'; readonly range: Range }
  | { readonly in: 'grid'; readonly grid: MatrixGrid; readonly place: CellRef };

/** What is gathered at most. */
export const mostFound = 1_000;

/** Every place beneath a node that has the pattern, in the order of the page; of grids also what is not in sight. */
export async function findAll(node: Node, pattern: RegExp, pause: Pause): Promise<readonly Found[]> {
  const found: Found[] = [];
  await eachOf(linesOf(node), pause, async (one) => {
    if (found.length >= mostFound) return;
    if (one instanceof MatrixGrid)
      for (const place of await one.find((text) => text.search(pattern) >= 0, pause))
        found.push({ in: 'grid', grid: one, place });
    else
      for (const { index, 0: text } of one.text.matchAll(pattern))
        found.push({ in: 'text', range: rangeIn(one, index, text.length) });
  });
  return found.slice(0, mostFound);
}
