import { commentMark } from '../code/comments';
import type { NestedRows } from './rows';

/** The brackets and comments of a notation. */
export interface Brackets {
  readonly open: string;
  readonly close: string;
  /** Every bracket, comma, quotation mark, comment mark, and word between them. */
  readonly interesting: RegExp;
  readonly bracket: RegExp;
}

export const squareBrackets: Brackets = {
  open: '[',
  close: ']',
  interesting: /[[\],"'#]|\/\/|[^\s[\],"'#/]+|\//g,
  bracket: /[[\]]/g,
};
export const braces: Brackets = {
  open: '{',
  close: '}',
  interesting: /[{},"'#]|\/\/|\/\*|\(\*(?=\s)|[^\s{},"'#/(]+|[/(]/g,
  bracket: /[{}]/g,
};
export const parentheses: Brackets = {
  open: '(',
  close: ')',
  interesting: /[(),"'#]|\/\/|[^\s(),"'#/]+|\//g,
  bracket: /[()]/g,
};

const quotedText = /"[^"\\\n]{0,100}"|'[^'\\\n]{0,100}'/y;

/**
 * Tells the brackets of text[start] … text[end] to a `NestedRows`. Comments and quoted brackets are passed over;
 * brackets that open in a comment are read in it, over all of its lines, and close in it.
 */
export function tellBrackets(nested: NestedRows, text: string, start: number, end: number, brackets: Brackets): void {
  const { open, close, interesting } = brackets;
  let at = start;
  /** The comment the brackets opened in: its mark, and where the line ends that it was last seen on. */
  let comment: string | null = null;
  let lineEnd = -1;
  let neverCloses = false;
  /** Parentheses that are open within a cell, as of Rational(1, 3): their commas part no cells. */
  let parenthesized = 0;
  while (at < end) {
    if (!nested.listens) {
      at = nextBracket(text, at, nested.isEmpty, brackets);
      if (at < 0 || at >= end) break;
    }
    interesting.lastIndex = at;
    const match = interesting.exec(text);
    if (match === null || match.index >= end) break;
    const from = match.index;
    at = interesting.lastIndex;
    if (comment !== null && !nested.isEmpty && from > lineEnd) {
      const lineStart = text.lastIndexOf('\n', from) + 1;
      const content = lineStart + /^[ \t]*/.exec(text.slice(lineStart, from + 1))![0].length;
      if (text.startsWith(comment, content)) {
        at = content + comment.length;
        lineEnd = endOfLine(text, at, end);
        continue;
      }
      // A star or an angle may also begin a list or a quotation, which goes on without it.
      if (comment !== '*' && comment !== '>') nested.abandon();
      comment = null;
    }
    switch (match[0]) {
      case open:
        if (nested.isEmpty) {
          comment = commentMark(text, from);
          if (comment !== null && from > lineEnd) lineEnd = endOfLine(text, from, end);
        }
        parenthesized = 0;
        nested.open(from);
        break;
      case close:
        parenthesized = 0;
        nested.close(at);
        break;
      case ',':
        if (parenthesized > 0) nested.word(from, at);
        else nested.comma(from);
        break;
      case '"':
      case "'":
        quotedText.lastIndex = from;
        if (quotedText.test(text)) at = quotedText.lastIndex;
        nested.word(from, at);
        break;
      case '#':
      case '//':
        at = endOfLine(text, at, end);
        break;
      case '/*':
      case '(*': {
        const closed: number = neverCloses ? -1 : text.indexOf(match[0] === '/*' ? '*/' : '*)', at);
        neverCloses = closed < 0;
        if (closed < 0) nested.word(from, at);
        else at = closed + 2;
        break;
      }
      default:
        nested.word(from, at);
        if (open === '[') parenthesized = Math.max(0, parenthesized + openedBy(match[0]));
    }
  }
  nested.finish();
}

/** How many more parentheses a word opens than it closes. */
function openedBy(word: string): number {
  if (!word.includes('(') && !word.includes(')')) return 0;
  let opened = 0;
  for (const character of word) opened += character === '(' ? 1 : character === ')' ? -1 : 0;
  return opened;
}

function endOfLine(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? end : Math.min(newline, end);
}

function nextBracket(text: string, at: number, openOnly: boolean, brackets: Brackets): number {
  const { open, bracket } = brackets;
  if (openOnly) {
    let opening = text.indexOf(open, at);
    while (opening >= 0 && holdsWord(text, opening + 1, brackets)) opening = text.indexOf(open, opening + 1);
    return opening;
  }
  bracket.lastIndex = at;
  return bracket.exec(text)?.index ?? -1;
}

/** Whether brackets begin with a word, as those of prose do: they are neither rows nor a matrix. */
function holdsWord(text: string, start: number, { open, close }: Brackets): boolean {
  let at = start;
  while (text.charAt(at) === ' ') at++;
  const first = text.charAt(at);
  return first > ' ' && first !== open && first !== close && !',#/('.includes(first);
}
