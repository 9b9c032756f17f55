import type { CellRef } from '../../protocol/panel';
import type { MatrixGrid } from '../elements/matrixGrid';
import { highlights } from '../styles';
import type { Found } from './search';

/** Takes the marks from what was found. */
export function unmark(found: readonly Found[]): void {
  for (const name of Object.values(highlights)) CSS.highlights.delete(name);
  for (const grid of placesByGrid(found).keys()) grid.showFound(null);
}

/** Marks what was found, `current` of it more strongly, and brings that into view. */
export function mark(found: readonly Found[], current: Found | null): void {
  const ranges = found.flatMap((one) => (one.in === 'text' && one !== current ? one.range : []));
  CSS.highlights.set(highlights.found, new Highlight(...ranges));
  for (const [grid, places] of placesByGrid(found)) {
    const isHere = current?.in === 'grid' && current.grid === grid;
    grid.showFound({ places, current: isHere ? current.place : null });
  }
  if (current?.in === 'text') {
    CSS.highlights.set(highlights.current, new Highlight(current.range));
    current.range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else current?.grid.scrollIntoView({ block: 'nearest' });
}

function placesByGrid(found: readonly Found[]): ReadonlyMap<MatrixGrid, readonly CellRef[]> {
  const all = new Map<MatrixGrid, CellRef[]>();
  for (const one of found) {
    if (one.in === 'text') continue;
    const places = all.get(one.grid);
    if (places) places.push(one.place);
    else all.set(one.grid, [one.place]);
  }
  return all;
}
