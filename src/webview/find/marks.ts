import { highlights } from '../styles';
import type { Found } from './search';

/** Takes the marks from what was found. */
export function unmark(found: readonly Found[]): void {
  for (const name of Object.values(highlights)) CSS.highlights.delete(name);
  for (const grid of new Set(found.flatMap((one) => (one.in === 'grid' ? one.grid : [])))) grid.showFound(null);
}

/** Marks what was found, `current` of it otherwise, and brings that into view; in grids the current one alone is marked. */
export function mark(found: readonly Found[], current: Found | null): void {
  const ranges = found.flatMap((one) => (one.in === 'text' && one !== current ? one.range : []));
  CSS.highlights.set(highlights.found, new Highlight(...ranges));
  if (current?.in === 'text') {
    CSS.highlights.set(highlights.current, new Highlight(current.range));
    current.range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else if (current !== null) {
    current.grid.showFound(current.place);
    current.grid.scrollIntoView({ block: 'nearest' });
  }
}
