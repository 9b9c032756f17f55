import type { RowSpan } from '../draft';
import type { Range } from '../../matrix/block';

/**
 * The words of a matrix body, in the order they are tried. A row end is \\ with an optional length, \cr, or what a
 * Markdown round trip leaves of \\: a lone \ at the end of a line. (\\\\ is one row end: it is \\ escaped again.)
 */
const token = new RegExp(
  [
    String.raw`(?<rowEnd>(?:\\\\)+\*?(?:\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?|\\(?:cr|tabularnewline)(?![A-Za-z])|\\(?=[ \t]*(?:\r?\n|$)))`,
    String.raw`(?<skip>%[^\n]*|\s+|~|\\\s|\\(?:hline|Hline|hdashline|toprule|midrule|bottomrule|strut|mathstrut)(?![A-Za-z])|\\(?:cline|cmidrule(?:\([lr]+\))?|noalign|hhline)\s*\{[^{}]{0,40}\}|\\(?:row|cell|column)color\s*(?:\[[^\][]{0,20}\])?\s*\{[^{}]{0,40}\}|\\(?:begin|end)\s*\{\s*block\*?\s*\}(?:\{[^{}]{0,40}\})?)`,
    String.raw`(?<separator>&)`,
    String.raw`(?<open>\{)`,
    String.raw`(?<close>\})`,
    String.raw`(?<word>\\[A-Za-z]+|\\[^]?|[^\\%&{}\s]+)`,
  ].join('|'),
  'g',
);

/** The rows of a matrix body, which stands in the text at `start`; blank rows between others are spacing. */
export function splitLatexRows(text: string, start: number, body: string): RowSpan[] {
  const end = start + body.length;
  const rows: RowSpan[] = [];
  let cells: Range[] = [];
  let gap = start;
  let cellStart = -1;
  let cellEnd = -1;
  let depth = 0;

  const endCell = (at: number): void => {
    cells.push(cellStart < 0 ? emptyCell(text, gap, at, cells.length === 0) : { start: cellStart, end: cellEnd });
    cellStart = -1;
  };
  const endRow = (at: number): void => {
    endCell(at);
    rows.push({ start: cells[0]!.start, end: cells.at(-1)!.end, cells });
    cells = [];
  };

  for (const match of body.matchAll(token)) {
    const { rowEnd, skip, separator, open, close } = match.groups!;
    const from = start + match.index;
    const to = from + match[0].length;
    if (skip !== undefined) continue;
    if (depth === 0 && (rowEnd !== undefined || separator !== undefined)) {
      if (rowEnd === undefined) endCell(from);
      else endRow(from);
      gap = to;
      continue;
    }
    if (open !== undefined) depth++;
    if (close !== undefined) depth = Math.max(0, depth - 1);
    if (cellStart < 0) cellStart = from;
    cellEnd = to;
  }
  endRow(end);
  return withoutBlankRows(rows);
}

/** The last row is blank when \\ ends the body. A blank row of a column vector is a missing cell, any other is spacing. */
function withoutBlankRows(rows: readonly RowSpan[]): RowSpan[] {
  const isBlank = (row: RowSpan): boolean => row.cells.length === 1 && row.start === row.end;
  const wide = rows.some((row) => row.cells.length > 1);
  return rows.filter((row, i) => !isBlank(row) || (!wide && i < rows.length - 1));
}

/** Where the value of an empty cell belongs: inside the gap, a space away from the & before it (or after it). */
function emptyCell(text: string, gapStart: number, gapEnd: number, first: boolean): Range {
  const isSpace = (at: number): boolean => at >= gapStart && at < gapEnd && /[ \t]/.test(text.charAt(at));
  if (first && /\n/.test(text.slice(gapStart, gapEnd))) {
    const at = isSpace(gapEnd - 1) ? gapEnd - 1 : gapEnd;
    return { start: at, end: at };
  }
  const at = isSpace(gapStart) ? gapStart + 1 : gapStart;
  return { start: at, end: at };
}
