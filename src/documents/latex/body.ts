import { withoutCommentMarks } from '../code/comments';

/** Where a matrix's body is written. */
export interface Writing {
  /** In a string, where every backslash is doubled. */
  readonly escaped: boolean;
  /** In a text whose comments may hold LaTeX, and whose lines then begin with their marks. */
  readonly commented: boolean;
}

/** text[start] … text[end] as LaTeX reads it, every character at its place; null where it leaves the comment it began in. */
export function latexBody(text: string, start: number, end: number, { escaped, commented }: Writing): string | null {
  const body = commented ? withoutCommentMarks(text, start, end) : text.slice(start, end);
  if (body === null || !escaped) return body;
  return body.replace(/\\{4}|\\\\|\\[nt](?![A-Za-z])/g, (word) =>
    word.length === 4 ? '  \\\\' : word === '\\\\' ? ' \\' : '  ',
  );
}

/** The text that a string with doubled backslashes stands for. */
export function unescaped(text: string): string {
  return text.replace(/\\\\/g, '\\').trim();
}

/** Whether the backslash at an offset is one that a string doubles: one of an even number in a row. */
export function isDoubled(text: string, backslash: number): boolean {
  let [start, end] = [backslash, backslash];
  while (text[start - 1] === '\\') start--;
  while (text[end] === '\\') end++;
  return end > start && (end - start) % 2 === 0;
}
