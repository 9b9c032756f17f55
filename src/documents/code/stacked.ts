import type { RowSpan } from '../draft';
import { isWhiteSpace } from '../whiteSpace';
import { splitLiteralRows } from './rows';

/** Rows in brackets of their own, one above the other: [[1, 2]; [3, 4]]. */
export interface Stacked {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly RowSpan[];
}

const longestGap = 200;
/** Alone on a line, ... stands for rows that NumPy left out; after something else, the line goes on. */
const continued = String.raw`(?<!\n[ \t]*)\.\.\.[^\n]*\n`;
const between = new RegExp(
  String.raw`(?:\s|${continued}|[%#][^\n]*\n)*(?:;|\n)(?:\s|;|${continued}|[%#][^\n]*\n)*(?=\[)`,
  'y',
);
const closing = /[\s;]{0,200}\]/y;

/**
 * What stands in the outer of two brackets, the inner of which opens at `first` and closes at `close`; null where that is
 * not rows parted by semicolons. Each bracket is read once, whatever the text.
 */
export function readStacked(text: string, first: number, close: number): Stacked | null {
  const start = bracketBefore(text, first);
  between.lastIndex = close + 1;
  if (start === null || !between.test(text)) return null;
  const rows: RowSpan[] = [];
  for (let [from, to] = [first, close]; ;) {
    const inner = splitLiteralRows(text.slice(from + 1, to), from + 1);
    if (inner.length !== 1) return null;
    rows.push(inner[0]!);
    between.lastIndex = closing.lastIndex = to + 1;
    if (!between.test(text)) break;
    from = between.lastIndex;
    to = text.indexOf(']', from);
    if (to < 0 || text.lastIndexOf('[', to) !== from) return null;
  }
  return rows.length > 1 && closing.test(text) ? { start, end: closing.lastIndex, rows } : null;
}

/** Where a bracket opens that has only white space between it and `at`. */
function bracketBefore(text: string, at: number): number | null {
  let before = at - 1;
  while (before >= at - longestGap && isWhiteSpace(text.charCodeAt(before))) before--;
  return before >= at - longestGap && text[before] === '[' ? before : null;
}
