import type { MatrixBlock, Range } from '../../matrix/block';
import { commentMark, withoutCommentMarks } from '../code/comments';
import type { FindContext, FormatReader } from '../format';
import { shiftedBlock } from '../movedBlock';
import { readDelimited } from './delimited';
import { isRule } from './fields';
import { delimitersIn } from './markdown';

/**
 * Exports that stand in another text: lines of fields divided by bars or semicolons, set apart by blank lines, by a fence
 * or by the marks of a comment. Bars and semicolons are everywhere in code and prose, so that nobody can be asked to
 * mend such lines: two rows and two columns at least, all of them numbers or marks, below words and beside words.
 */
export const exportReader: FormatReader = {
  families: ['text'],
  find: (text, context) => [...findExports(text, '|', context), ...findExports(text, ';', context)],
};

function findExports(text: string, delimiter: '|' | ';', context: FindContext): MatrixBlock[] {
  const blocks: MatrixBlock[] = [];
  for (let at = text.indexOf(delimiter); at >= 0;) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) break;
    const following = text.indexOf(delimiter, newline);
    // Most lines with a delimiter stand alone.
    const below = text.indexOf('\n', newline + 1);
    const isAlone = below >= 0 && (following < 0 || following > below);
    if (isAlone && (delimiter === ';' || !isRule(text, newline + 1, below))) {
      at = following;
      continue;
    }
    const first = lineAt(text, at);
    const run = runOfLines(text, first, delimiter);
    const block = run === null ? null : readRun(text, run, delimiter, context);
    if (block !== null) blocks.push(block);
    at = text.indexOf(delimiter, run?.end ?? first.end);
  }
  return blocks;
}

const headLength = 40;
const fence = /^[ \t]*(?:`{3}|~{3}|<\/?pre>|"""|\'\'\'|\*\/|\/\*|=begin|=end|#\||\|#)/;
const footer = /^[ \t]*\(?\d+ rows?(?: in set|\))/;

function readRun(text: string, { start, end }: Range, delimiter: '|' | ';', context: FindContext): MatrixBlock | null {
  if (delimiter === '|' && hasDelimiterRow(text, start, end)) return null;
  const first = lineAt(text, start);
  const mark = markOf(text, first);
  if (!isSetApart(text, lineBefore(text, first), mark, /:[ \t\r]*$/)) return null;
  if (!isSetApart(text, lineAfter(text, lineAt(text, end)), mark, footer)) return null;
  const from = mark === null ? start : text.indexOf(mark, start) + mark.length;
  const body = withoutCommentMarks(text, from, end);
  if (body === null) return null;
  const block = readDelimited(body, 0, body.length, delimiter, context, true);
  return block === null || !isExport(block) ? null : shiftedBlock(block, from);
}

/** Nothing but numbers and marks, more numbers than marks; labels without a header say in letters what they are. */
function isExport({ rows, columns, missing, rowLabels, columnLabels, problems }: MatrixBlock): boolean {
  if (rows < 2 || columns < 2 || 2 * missing > rows * columns) return false;
  if (problems.some(({ code }) => code !== 'ambiguous' && code !== 'infinite')) return false;
  if (columnLabels?.includes('') === true) return false;
  return columnLabels !== null || rowLabels === null || rowLabels.every((label) => /\p{L}/u.test(label));
}

/** Whether a line above or below ends a run: there is none, it is blank, a fence or a rule, bears another mark, or says so. */
function isSetApart(text: string, line: Range | null, mark: string | null, says: RegExp): boolean {
  if (line === null) return true;
  const written = text.slice(line.start, Math.min(line.end, line.start + longestNeighbour));
  const content = mark === null ? written : written.replace(mark, '');
  if (content.trim() === '' || fence.test(content) || says.test(content)) return true;
  return markOf(text, line) !== mark || /^[ \t]*\+[-=+]+\+[ \t\r]*$/.test(content);
}

/** A row of dashes between pipes makes a table of Markdown of the lines around it. */
function hasDelimiterRow(text: string, start: number, end: number): boolean {
  const second = lineAfter(text, lineAt(text, start));
  if (second !== null && second.end <= end && delimitersIn(text, second) > 0) return true;
  for (let line: Range | null = lineAt(text, start); line !== null && line.end <= end; line = lineAfter(text, line))
    if (isRule(text, line.start, line.end) && !text.slice(line.start, line.end).includes('+')) return true;
  return false;
}

const longestNeighbour = 2000;

function lineAt(text: string, at: number): Range {
  const newline = text.indexOf('\n', at);
  return { start: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, end: newline < 0 ? text.length : newline };
}

function lineAfter(text: string, { end }: Range): Range | null {
  return end >= text.length ? null : lineAt(text, end + 1);
}

function lineBefore(text: string, { start }: Range): Range | null {
  return start === 0 ? null : lineAt(text, start - 1);
}

/** The mark that makes a line a comment; null where it is none. */
function markOf(text: string, { start, end }: Range): string | null {
  return commentMark(text, Math.min(end, start + headLength));
}

/** The lines from one on that may all be records; null where there is only one. */
function runOfLines(text: string, first: Range, delimiter: '|' | ';'): Range | null {
  let last = first;
  let mark: string | null = null;
  for (let next = lineAfter(text, last); next !== null; next = lineAfter(text, next)) {
    if (!mayBeRecord(text, next, delimiter)) break;
    if (last === first) {
      if (!mayBeRecord(text, first, delimiter)) return null;
      mark = markOf(text, first);
    }
    if (markOf(text, next) !== mark) break;
    last = next;
  }
  return last === first ? null : { start: first.start, end: last.end };
}

/** Most lines of code with a semicolon end with it. */
function mayBeRecord(text: string, { start, end }: Range, delimiter: '|' | ';'): boolean {
  const at = text.indexOf(delimiter, start);
  if (at < 0 || at >= end) return delimiter === '|' && isRule(text, start, end);
  return delimiter === '|' || firstContent(text, at + 1, end) < end;
}

/** Where something other than blanks stands from an offset on; `end` where nothing does. */
function firstContent(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) <= 32) at++;
  return at;
}
