const longestIndent = 200;
const mark = /^[ \t]*(\/\/[/!]?|#>|#+'?|\*|%+|--|;+|>)(?=[ \t]|$)/;

/** The mark that makes the line of an offset a comment or a quotation, such as // or %; null where it is none. */
export function commentMark(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - longestIndent), at);
  const newline = before.lastIndexOf('\n');
  if (newline < 0 && before.length < at) return null;
  return mark.exec(before.slice(newline + 1))?.[1] ?? null;
}

/**
 * text[start] … text[end] with the comment mark of its first line blanked out on every other, so that places stay
 * what they are. Null where a line lacks the mark: what began in a comment does not go on outside of it.
 */
export function withoutCommentMarks(text: string, start: number, end: number): string | null {
  const body = text.slice(start, end);
  if (!body.includes('\n')) return body;
  const prefix = commentMark(text, start);
  if (prefix === null) return body;
  const lines = body.split('\n');
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!;
    const at = line.length - line.trimStart().length;
    // A star or an angle may also begin a list or a quotation, which goes on without it.
    if (!line.startsWith(prefix, at)) return prefix === '*' || prefix === '>' ? body : null;
    lines[i] = ' '.repeat(at + prefix.length) + line.slice(at + prefix.length);
  }
  return lines.join('\n');
}
