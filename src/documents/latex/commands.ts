import type { MatrixBlock } from '../../matrix/block';
import { buildBlock } from '../draft';
import type { FindContext, FormatReader } from '../format';
import { takeBorder } from './border';
import { latexBody } from './body';
import { latexCellReader } from './cell';
import { isOperand, nameBefore } from './name';
import { splitLatexRows } from './rows';

const command = String.raw`\\(k?bordermatrix\*?|[pbvBV]?matrix)\s*(?:\[[^\][\n]{0,10}\])?\s*\{`;
const anywhere = new RegExp(command, 'g');
const inTex = new RegExp(String.raw`\\[\\%]|%[^\n]*|${command}`, 'g');

/** Matrices that are arguments, as in plain TeX: \pmatrix{1 & 2 \cr 3 & 4}, and \bordermatrix with its labels. */
export const latexCommandReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, context) {
    const blocks: MatrixBlock[] = [];
    let open: RegExpExecArray | null = null;
    const read = (limit: number): void => {
      const block = open === null ? null : readCommand(text, open, limit, context);
      if (block !== null) blocks.push(block);
    };
    for (const match of text.matchAll(context.family === 'tex' ? inTex : anywhere)) {
      if (match[1] === undefined) continue;
      read(match.index);
      open = match;
    }
    read(text.length);
    return blocks;
  },
};

/** What is read between the braces, where they close before `limit`. */
function readCommand(
  text: string,
  match: RegExpExecArray,
  limit: number,
  { family, isMissing }: FindContext,
): MatrixBlock | null {
  const start = match.index + match[0].length;
  const end = closingBrace(text, start, limit);
  const body = end === null ? null : latexBody(text, start, end, { escaped: false, commented: family !== 'tex' });
  if (end === null || body === null) return null;
  const rows = splitLatexRows(text, start, body);
  const labelled = match[1]!.includes('border')
    ? takeBorder(text, rows)
    : { rows, rowLabels: null, columnLabels: null };
  if (labelled === null) return null;
  const block = buildBlock(
    text,
    { format: 'latex', start: match.index, end: end + 1, name: null, ...labelled, problems: [] },
    latexCellReader(isMissing),
  );
  if (block === null || isOperand(text, end + 1)) return block;
  return { ...block, name: nameBefore(text, match.index) };
}

function closingBrace(text: string, start: number, limit: number): number | null {
  let depth = 1;
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  return null;
}
