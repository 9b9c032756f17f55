import type { Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

/** Words of a bracketed literal, in the order they are tried. */
const token =
  /(?<skip>\.\.\.[^\n]*\n?|[%#][^\n]*|[^\S\n]+)|(?<rowEnd>;|\n)|(?<comma>,)|(?<open>\()|(?<close>\))|(?<string>"[^"\n]*")|(?<sign>[+-])|(?<operator>\.?[*/^\\])|(?<word>[^\s;,()%#"+\-*/^\\]+)/g;

/**
 * The rows of a MATLAB, Octave or Julia literal: rows end with ; or with the line, cells with a comma or a blank.
 * As there, [1 -2] has two cells and [1 - 2] has one. `body` stands at `start`.
 */
export function splitLiteralRows(body: string, start: number): RowSpan[] {
  const rows: RowSpan[] = [];
  let cells: Range[] = [];
  let cellStart = -1;
  let cellEnd = -1;
  let depth = 0;
  /** Whether the last thing was a sign or an operator that the next word belongs to. */
  let joins = false;

  const endCell = (): void => {
    if (cellStart >= 0) cells.push({ start: cellStart, end: cellEnd });
    cellStart = -1;
    joins = false;
  };
  const endRow = (): void => {
    endCell();
    if (cells.length > 0) rows.push({ start: cells[0]!.start, end: cells.at(-1)!.end, cells });
    cells = [];
  };

  for (const match of body.matchAll(token)) {
    const { skip, rowEnd, comma, open, close, sign, operator } = match.groups!;
    const from = start + match.index;
    const to = from + match[0].length;
    if (skip !== undefined) continue;
    if (depth === 0 && rowEnd !== undefined) {
      endRow();
      continue;
    }
    if (depth === 0 && comma !== undefined) {
      endCell();
      continue;
    }
    const touches = cellStart >= 0 && cellEnd === from;
    const binary = sign !== undefined && /^\s/.test(body.slice(match.index + 1, match.index + 2));
    const goesOn = touches || joins || depth > 0 || operator !== undefined || binary;
    if (cellStart >= 0 && !goesOn) endCell();
    if (cellStart < 0) cellStart = from;
    cellEnd = to;
    joins = operator !== undefined || (sign !== undefined && (binary || !touches));
    if (open !== undefined) depth++;
    if (close !== undefined) depth = Math.max(0, depth - 1);
  }
  endRow();
  return rows;
}
