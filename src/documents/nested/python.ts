import type { MatrixBlock } from '../../matrix/block';
import { buildBlock, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { pythonCellReader, nestedDraft } from './draft';
import { NestedRows, type NestedMatrix } from './rows';

const interesting = /[[\],"'#]|\/\/|[^\s[\],"'#/]+|\//g;
const quotedText = /"[^"\\\n]{0,100}"|'[^'\\\n]{0,100}'/y;
const lookBack = 200;
const assignment =
  /([\p{L}_][\p{L}\p{N}_.]*)(?:\s*:\s*[\p{L}_][\p{L}\p{N}_.[\], ]*)?\s*(?:=|:=|<-|←)\s*(?:[\p{L}_][\p{L}\p{N}_.]*\s*\(\s*)*$/u;
const call = /[\p{L}\p{N}_]\s*\(\s*$/u;

/** Brackets of brackets in code and prose, and as Python, NumPy and PyTorch print them. */
export const pythonReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(true, (matrix) => {
      // A[[0, 1], [1, 0]] picks elements of A.
      if (/[\p{L}\p{N}_)\]]/u.test(text.charAt(matrix.start - 1))) return;
      const before = text.slice(Math.max(0, matrix.start - lookBack), matrix.start);
      const name = assignment.exec(before)?.[1] ?? null;
      if (isOneCell(matrix) && name === null && !call.test(before) && !isWhole(text, matrix)) return;
      const block = buildBlock(text, nestedDraft('python', { ...matrix, name }), readCell);
      if (block !== null) blocks.push(block);
    });
    tellBrackets(nested, text, 0, text.length);
    return blocks;
  },
};

/** Tells the brackets of text[start] … text[end] to a `NestedRows`. Comments and quoted brackets are passed over. */
function tellBrackets(nested: NestedRows, text: string, start: number, end: number): void {
  let at = start;
  while (at < end) {
    if (!nested.listens) {
      at = nextBracket(text, at, nested.isEmpty);
      if (at < 0 || at >= end) break;
    }
    interesting.lastIndex = at;
    const match = interesting.exec(text);
    if (match === null || match.index >= end) break;
    const from = match.index;
    at = interesting.lastIndex;
    switch (match[0]) {
      case '[':
        nested.open(from);
        break;
      case ']':
        nested.close(at);
        break;
      case ',':
        nested.comma(from);
        break;
      case '"':
      case "'":
        quotedText.lastIndex = from;
        if (quotedText.test(text)) at = quotedText.lastIndex;
        nested.word(from, at);
        break;
      case '#':
      case '//': {
        const newline = text.indexOf('\n', at);
        at = newline < 0 ? end : newline;
        break;
      }
      default:
        nested.word(from, at);
    }
  }
  nested.finish();
}

const bracket = /[[\]]/g;
function nextBracket(text: string, at: number, openOnly: boolean): number {
  if (openOnly) return text.indexOf('[', at);
  bracket.lastIndex = at;
  return bracket.exec(text)?.index ?? -1;
}

/** The rows of text[start] … text[end] that stand in brackets of their own, as if one more bracket were around them. */
export function scanRows(text: string, start: number, end: number): readonly RowSpan[] {
  let rows: readonly RowSpan[] = [];
  const nested = new NestedRows(true, (matrix) => (rows = matrix.rows));
  nested.open(start);
  tellBrackets(nested, text, start, end);
  return rows;
}

function isOneCell({ rows }: NestedMatrix): boolean {
  return rows.length === 1 && rows[0]!.cells.length === 1;
}

/** [[1]] in prose is a link or a citation, unless nothing else stands in the text. */
function isWhole(text: string, { start, end }: NestedMatrix): boolean {
  return text.length < lookBack && text.slice(0, start).trim() === '' && end !== null && text.slice(end).trim() === '';
}
