import type { Range } from '../../matrix/block';

/** A word of a line and where it stands. */
export interface Word extends Range {
  readonly text: string;
}

/** The lines of a text from an offset on, without their ends. */
export function* linesOf(text: string, from = 0): Generator<Range> {
  for (let start = from; start <= text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    yield { start, end: text[next - 1] === '\r' && next > start ? next - 1 : next };
    start = next + 1;
  }
}

/** The words of a line, parted by blanks. */
export function wordsOf(text: string, { start, end }: Range): Word[] {
  return Array.from(text.slice(start, end).matchAll(/\S+/g), (match): Word => {
    const from = start + match.index;
    return { text: match[0], start: from, end: from + match[0].length };
  });
}

/** A line's words after the mark of its comment or output, such as # or #>. */
export interface Line extends Range {
  readonly mark: string;
  readonly words: readonly Word[];
}

const marks = /^[ \t]*(#>|##?|%+|\/\/|>|\*)[ \t]/;

export function readLine(text: string, range: Range): Line {
  const head = text.slice(range.start, Math.min(range.end, range.start + 40));
  const match = marks.exec(head);
  const start = range.start + (match?.[0].length ?? 0);
  return {
    start: range.start,
    end: range.end,
    mark: match?.[1] ?? '',
    words: wordsOf(text, { start, end: range.end }),
  };
}
