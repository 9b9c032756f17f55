/** Where a matrix is inserted: the text before and after the place, and the language of the document. */
export interface InsertionPlace {
  readonly before: string;
  readonly after: string;
  readonly language: string;
}

const markdownLanguages = new Set(['markdown', 'quarto', 'rmd']);

/**
 * LaTeX as it is to stand at a place: in Markdown, where it would be prose, as a display with its `$$` on lines of
 * their own; as it is inside a formula or a code fence, and in any other language.
 */
export function latexAt({ before, after, language }: InsertionPlace, latex: string): string {
  if (!markdownLanguages.has(language) || isInsideFence(before) || isInsideFormula(before)) return latex;
  const isLineBegun = /[^\s][^\n]*$/.test(before.slice(before.lastIndexOf('\n') + 1));
  const isLineContinued = /^[^\S\r\n]*[^\s]/.test(after);
  return `${isLineBegun ? '\n' : ''}$$\n${latex}\n$$${isLineContinued ? '\n' : ''}`;
}

function isInsideFence(before: string): boolean {
  return (before.match(/^ {0,3}(?:```|~~~)/gm) ?? []).length % 2 === 1;
}

/** By the dollars before the place: an open `$$`, or an open `$` in the same paragraph. */
function isInsideFormula(before: string): boolean {
  const marks = withoutCode(before).replace(/\\[^]/g, '').split('$$');
  if (marks.length % 2 === 0) return true;
  const paragraph = marks
    .at(-1)!
    .split(/\n[^\S\n]*\n/)
    .at(-1)!;
  return (paragraph.match(/\$/g) ?? []).length % 2 === 1;
}

function withoutCode(text: string): string {
  return text.replace(/^ {0,3}(```|~~~)[^]*?^ {0,3}\1/gm, '').replace(/`[^`\n]*`/g, '');
}
