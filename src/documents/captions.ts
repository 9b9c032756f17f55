import type { MatrixBlock } from '../matrix/block';
import type { FindContext } from './format';

const lookAround = 300;
const longestHeading = 40;
const longestCaption = 60;
const markdownLanguages = new Set(['markdown', 'md', 'mdx', 'rmd', 'qmd', 'quarto', 'plaintext', 'txt']);

/** What may open on the line above a matrix and says nothing of it: a fence, or displayed mathematics. */
const opening = /(?:^|\n)[ \t]*(?:(?:`{3,}|~{3,})[^\n`]*|\$\$|\\\[)[ \t]*\r?\n?[ \t]*$/;
const alone = /^[ \t]*[,.;]?[ \t]*(?:\$\$|\\\]|\r?\n|$)/;
const caption = /^(?:table|tab\.|tabelle|tableau|tabla|matrix)\s*(?:\d+(?:\.\d+)*\s*[.:–—-]|:)\s*(\S.*)$/i;
const heading = /^#{1,6}[ \t]+(?:\d+(?:\.\d+)*\.?[ \t]+)?(\S.*?)(?:[ \t]+#+)?$/;
/** How a caption, a heading or a line in bold type begins, and a line under a heading. */
const titleBegins = /^[#*_=\-TtMm]/;
const bold = /^(\*\*|__)([^*_]+)\1:?$/;

/**
 * A block without a name of its own, named by what stands directly above it: a caption ("Table 1: Ratings"), a line in
 * bold type or a short heading of Markdown; or by pandoc's caption below (": Ratings").
 */
export function withCaption(text: string, block: MatrixBlock, { family, language }: FindContext): MatrixBlock {
  if (block.name !== null || family !== 'text' || !markdownLanguages.has(language)) return block;
  if (!alone.test(text.slice(block.end, block.end + 20))) return block;
  const name = nameAbove(text.slice(Math.max(0, block.start - lookAround), block.start)) ?? nameBelow(text, block);
  return name === null ? block : { ...block, name };
}

function nameAbove(before: string): string | null {
  const opened = withoutOpening(before);
  // What stands beside the matrix says more than what stands above it.
  const newline = opened.lastIndexOf('\n');
  if (newline < 0 || !/^[ \t>|]*$/.test(opened.slice(newline + 1))) return null;
  const above = opened.trimEnd();
  const lastStart = above.lastIndexOf('\n') + 1;
  const last = above.slice(lastStart).trimStart();
  if (!titleBegins.test(last)) return null;
  // A heading may be underlined.
  const isUnderlined = /^(?:={3,}|-{3,})$/.test(last);
  const title = isUnderlined ? titleIn(lineBefore(above, lastStart)) : (heading.exec(last)?.[1] ?? null);
  if (title !== null) return asName(title, longestHeading);
  return captionOf(last) ?? asName(bold.exec(last)?.[2] ?? '', longestHeading);
}

/** Without what opens on its last line, or on the one before a blank one. */
function withoutOpening(before: string): string {
  const newline = before.lastIndexOf('\n');
  const start = newline > 0 ? Math.max(0, before.lastIndexOf('\n', newline - 1)) : 0;
  const last = before.slice(start);
  return opening.test(last) ? before.slice(0, start) + last.replace(opening, '\n') : before;
}

function lineBefore(text: string, lineStart: number): string {
  return lineStart < 2 ? '' : text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1);
}

const titleIn = (line: string): string => (/[:|]/.test(line) ? '' : line);

function nameBelow(text: string, block: MatrixBlock): string | null {
  if (block.format !== 'markdown') return null;
  const below = /^[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]*((?:Table)?:[ \t]+[^\n]+)/.exec(
    text.slice(block.end, block.end + lookAround),
  );
  if (below === null) return null;
  const line = below[1]!.replace(/\{[^{}]*\}\s*$/, '').trim();
  return line.startsWith(':') ? asName(line.slice(1), longestCaption) : captionOf(line);
}

function captionOf(line: string): string | null {
  const said = caption.exec(line.replace(/\*\*|__|^[*_]+|[*_]+$/g, ''));
  return asName(said?.[1] ?? '', longestCaption);
}

/** Without marks of type, where it is short enough for a name and says something. */
function asName(written: string, longest: number): string | null {
  const name = written
    .replace(/[*_`]+/g, '')
    .trim()
    .replace(/[.:]$/, '');
  // What R prints above a table says how large it is, not what.
  if (/^A tibble:/.test(name)) return null;
  return name.length > 0 && name.length <= longest && /\p{L}/u.test(name) ? name : null;
}
