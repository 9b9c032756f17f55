import { MatrixGrid } from '../elements/matrixGrid';
import { eachOf, type Pause } from '../model/stretches';
import type { CellRef } from '../../protocol/panel';
import { linesOf, rangeIn } from './lines';

/** A place in the page, or in a grid, where row −1 is that of the column labels, and column −1 that of the row labels. */
export type Found =
  | { readonly in: 'text'; readonly range: Range }
  | { readonly in: 'grid'; readonly grid: MatrixGrid; readonly place: CellRef };

/** What a search found, in the order of the page. */
export interface Search {
  readonly found: readonly Found[];
  /** Whether there may be more: beyond the most that are gathered, or in cells that the page has not been sent yet. */
  readonly mayBeMore: boolean;
}

/** What is gathered at most: a few more than the editor gathers. */
const mostFound = 20_000;

/** Every place beneath a node that has the pattern; of grids also what is not in sight. */
export async function findAll(node: Node, pattern: RegExp, pause: Pause): Promise<Search> {
  const found: Found[] = [];
  const partial: MatrixGrid[] = [];
  await eachOf(linesOf(node), pause, async (one) => {
    const left = mostFound + 1 - found.length;
    if (left <= 0) return;
    if (one instanceof MatrixGrid) {
      if (!one.cells.isWhole) partial.push(one);
      for (const place of await one.find((text) => text.search(pattern) >= 0, left, pause))
        found.push({ in: 'grid', grid: one, place });
    } else
      for (const { index, 0: text } of one.text.matchAll(pattern))
        found.push({ in: 'text', range: rangeIn(one, index, text.length) });
  });
  return { found: found.slice(0, mostFound), mayBeMore: partial.length > 0 || found.length > mostFound };
}
