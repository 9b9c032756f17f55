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

/** A line without the mark of a comment or a quotation, as words. */
export function readLine(text: string, range: Range): Line {
  const head = text.slice(range.start, Math.min(range.end, range.start + 40));
  const match = marks.exec(head);
  const start = range.start + (match?.[0].length ?? 0);
  return {
    start: range.start,
    end: range.end,
    mark: match?.[1] ?? '',
    words: joinComplex(text, wordsOf(text, { start, end: range.end })),
  };
}

/** The words of 1.0 + 2.0i as the one number they are. */
function joinComplex(text: string, words: Word[]): readonly Word[] {
  if (!words.some((word) => word.text === '+' || word.text === '-')) return words;
  const joined: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const [first, sign, last] = [words[i]!, words[i + 1], words[i + 2]];
    const isComplex =
      last !== undefined &&
      (sign?.text === '+' || sign?.text === '-') &&
      /^[+-]?[\d.]/.test(first.text) &&
      /^[\d.][\d.eE+-]*(?:[ij]|im)$/.test(last.text);
    joined.push(isComplex ? { text: text.slice(first.start, last.end), start: first.start, end: last.end } : first);
    if (isComplex) i += 2;
  }
  return joined;
}
