import type { Range } from '../../matrix/block';
import type { RowSpan } from '../draft';
import { RowBuilder } from '../rowBuilder';
import { isWhiteSpace } from '../whiteSpace';

/**
 * A row end is \\ with an optional length, \cr, or what a Markdown round trip leaves of \\: a lone \ at the end of a
 * line. (\\\\ is one row end: it is \\ escaped again.)
 */
const rowEnd =
  /(?:\\\\)+\*?(?:\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?|\\(?:cr|tabularnewline)(?![A-Za-z])|\\(?=[ \t]*(?:\r?\n|$))/y;
/** Commands that set nothing in a cell. */
const spacing =
  /\\(?:\s|(?:hline|Hline|hdashline|toprule|midrule|bottomrule|strut|mathstrut)(?![A-Za-z])|(?:cline|cmidrule(?:\([lr]+\))?|noalign|hhline)\s*\{[^{}]{0,40}\}|(?:row|cell|column)color\s*(?:\[[^\][]{0,20}\])?\s*\{[^{}]{0,40}\}|(?:begin|end)\s*\{\s*block\*?\s*\}(?:\{[^{}]{0,40}\})?)/y;
const command = /\\(?:[A-Za-z]+|[^]?)/y;
const word = /[^\\%&{}\s]+/y;
const [percent, ampersand, openBrace, closeBrace, backslash, tilde] = [37, 38, 123, 125, 92, 126] as const;

/** The rows of a matrix body, which stands in the text at `start`; blank rows between others are spacing. */
export function splitLatexRows(text: string, start: number, body: string): RowSpan[] {
  const rows = new RowBuilder(start, (gap, isFirst) => emptyCell(text, gap, isFirst));
  for (let at = 0, next = 0; at < body.length; at = next) {
    const code = body.charCodeAt(at);
    if (isWhiteSpace(code) || code === tilde) {
      next = at + 1;
      continue;
    }
    if (code === percent) {
      const newline = body.indexOf('\n', at);
      next = newline < 0 ? body.length : newline;
      continue;
    }
    if (code === backslash) {
      next = endOf(rowEnd, body, at);
      const endsRow = next > at;
      if (!endsRow) {
        next = endOf(spacing, body, at);
        if (next > at) continue;
        next = endOf(command, body, at);
      }
      if (endsRow && rows.isOutside) rows.endRow(start + at, start + next);
      else rows.word(start + at, start + next);
      continue;
    }
    next = at + 1;
    if (code === openBrace) rows.open(start + at, start + next);
    else if (code === closeBrace) rows.close(start + at, start + next);
    else if (code === ampersand) {
      if (rows.isOutside) rows.endCell(start + at, start + next);
      else rows.word(start + at, start + next);
    } else {
      next = endOf(word, body, at);
      rows.word(start + at, start + next);
    }
  }
  rows.endRow(start + body.length, start + body.length);
  return withoutBlankRows(rows.rows);
}

/** Where a sticky expression ends that is tried at an offset; the offset itself where it does not match. */
function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

/** The last row is blank when \\ ends the body. A blank row of a column vector is a missing cell, any other is spacing. */
function withoutBlankRows(rows: readonly RowSpan[]): RowSpan[] {
  const isBlank = (row: RowSpan): boolean => row.cells.length === 1 && row.start === row.end;
  const wide = rows.some((row) => row.cells.length > 1);
  return rows.filter((row, i) => !isBlank(row) || (!wide && i < rows.length - 1));
}

/** Where the value of an empty cell belongs: inside the gap, a space away from the & before it (or after it). */
function emptyCell(text: string, gap: Range, isFirst: boolean): Range {
  const isSpace = (at: number): boolean => at >= gap.start && at < gap.end && /[ \t]/.test(text.charAt(at));
  if (isFirst && text.slice(gap.start, gap.end).includes('\n')) {
    const at = isSpace(gap.end - 1) ? gap.end - 1 : gap.end;
    return { start: at, end: at };
  }
  const at = isSpace(gap.start) ? gap.start + 1 : gap.start;
  return { start: at, end: at };
}
