import { commentMark } from '../code/comments';
import { isWhiteSpace } from '../whiteSpace';
import type { NestedRows } from './rows';

/** The brackets and comments of a notation. */
export interface Brackets {
  readonly open: string;
  readonly close: string;
  readonly bracket: RegExp;
  /** Of each character of ASCII, 1 where it is no part of a word: brackets, commas, quotation and comment marks, and blanks. */
  readonly endsWord: Uint8Array;
  /** What opens comments within a line: those of C and Java, and of Mathematica and Maple. */
  readonly blockComments: readonly ('/*' | '(*')[];
  /** Whether parentheses may stand within a cell, as of Rational(1, 3). */
  readonly calls: boolean;
}

const codesOf = (characters: RegExp): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));

export const squareBrackets: Brackets = {
  open: '[',
  close: ']',
  bracket: /[[\]]/g,
  endsWord: codesOf(/[\s[\],"'#/]/),
  blockComments: ['(*'],
  calls: true,
};
export const braces: Brackets = {
  open: '{',
  close: '}',
  bracket: /[{}]/g,
  endsWord: codesOf(/[\s{},"'#/(]/),
  blockComments: ['/*', '(*'],
  calls: false,
};
export const parentheses: Brackets = {
  open: '(',
  close: ')',
  bracket: /[()]/g,
  endsWord: codesOf(/[\s(),"'#/]/),
  blockComments: [],
  calls: false,
};

const [openParenthesis, closeParenthesis, star] = [40, 41, 42] as const;
const quotedText = /"[^"\\\n]{0,100}"|'[^'\\\n]{0,100}'/y;

/**
 * Tells the brackets of text[start] … text[end] to a `NestedRows`. Comments and quoted brackets are passed over;
 * brackets that open in a comment are read in it, over all of its lines, and close in it.
 */
export function tellBrackets(nested: NestedRows, text: string, start: number, end: number, brackets: Brackets): void {
  const { open, close, calls } = brackets;
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
    while (isWhiteSpace(text.charCodeAt(at))) at++;
    if (at >= end) break;
    const from = at;
    at = wordEnd(text, from, brackets);
    if (isContinuation(text, from, at)) continue;
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
    const commentOpens = text.charCodeAt(from + 1) === star ? blockCommentAt(text, from, brackets) : null;
    if (commentOpens !== null) {
      const closed: number = neverCloses ? -1 : text.indexOf(commentOpens === '/*' ? '*/' : '*)', from + 2);
      neverCloses = closed < 0;
      at = closed < 0 ? from + 2 : closed + 2;
      if (closed < 0) nested.word(from, at);
      continue;
    }
    if (at > from) {
      nested.word(from, at);
      if (calls) parenthesized = Math.max(0, parenthesized + openedBetween(text, from, at));
      continue;
    }
    const character = text.charAt(at++);
    switch (character) {
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
        at = endOfLine(text, at, end);
        break;
      default:
        if (character === '/' && text.charAt(at) === '/') at = endOfLine(text, at, end);
        else nested.word(from, at);
    }
  }
  nested.finish();
}

/** Whether a word is the prompt by which an example of Python goes on, `...` at the beginning of a line. */
function isContinuation(text: string, from: number, to: number): boolean {
  if (to - from !== 3 || !text.startsWith('...', from)) return false;
  let at = from;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return (
    text[at - 1] === '\n' &&
    text[to] === ' ' &&
    /[[(]/.test(
      text
        .slice(to, to + 60)
        .trimStart()
        .charAt(0),
    )
  );
}

/** What opens a comment at an offset; null where nothing does. In Mathematica a product may begin with a star. */
function blockCommentAt(text: string, at: number, { blockComments }: Brackets): '/*' | '(*' | null {
  const opens = blockComments.find((mark) => text.startsWith(mark, at));
  return opens === undefined || (opens === '(*' && !isWhiteSpace(text.charCodeAt(at + 2))) ? null : opens;
}

/** Where the word at an offset ends; the offset itself where none begins. */
function wordEnd(text: string, start: number, { endsWord }: Brackets): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 ? endsWord[code] === 1 : isWhiteSpace(code)) break;
  }
  return at;
}

/** How many more parentheses a word opens than it closes. */
function openedBetween(text: string, start: number, end: number): number {
  let opened = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === openParenthesis) opened++;
    else if (code === closeParenthesis) opened--;
  }
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
