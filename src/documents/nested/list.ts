import type { Label, Range } from '../../matrix/block';
import { unquote } from '../cells/reading';
import { scanRows } from './scanRows';

/** The elements of a list without lists in it, and where its bracket closes. */
export interface FlatList {
  readonly cells: readonly Range[];
  readonly end: number;
}

const bracket = /[[\]]/g;

/** The list whose bracket stands at `open`; null where it has none, lists in it, or no element. */
export function flatList(text: string, open: number): FlatList | null {
  if (text[open] !== '[') return null;
  bracket.lastIndex = open + 1;
  const close = bracket.exec(text)?.index ?? -1;
  if (text[close] !== ']') return null;
  const cells = scanRows(text, open, close + 1)[0]?.cells;
  return cells === undefined ? null : { cells, end: close + 1 };
}

/** An element of a list as a label: what a string says, or anything else as it is written. */
export function labelAt(text: string, { start, end }: Range): Label {
  return { text: unquote(text.slice(start, end)), start, end };
}
