import type { MatrixBlock } from '../../matrix/block';
import { mapleLanguages } from '../code/maple';
import { assignedName, isArgument, isOperandInPython, isWhole } from '../code/names';
import type { FormatReader } from '../format';
import { labelTexts } from '../labelTexts';
import { squareBrackets, tellBrackets } from './brackets';
import { pythonCellReader, readNested } from './draft';
import { frameLabels } from './frames';
import { NestedRows, type NestedMatrix } from './rows';

const scripts = new Set(
  'javascript javascriptreact typescript typescriptreact js cjs mjs jsx ts cts mts tsx html'.split(' '),
);
/** Nobody writes a line as long as this by hand, but for a matrix that takes most of it. */
const longestLine = 500;

/** Brackets of brackets in code and prose, and as Python, NumPy and PyTorch print them. */
export const pythonReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { language, isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const format = mapleLanguages.has(language) ? 'maple' : 'python';
    const isScript = scripts.has(language);
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(true, (matrix) => {
      // A[[0, 1], [1, 0]] picks elements of A.
      if (/[\p{L}\p{N}_)\]]/u.test(text.charAt(matrix.start - 1))) return;
      const assigned = assignedName(text, matrix.start);
      const isOperand = assigned !== null && matrix.end !== null && isOperandInPython(text, matrix.end);
      const name = isOperand ? null : assigned;
      if (isOneCell(matrix) && name === null && !isArgument(text, matrix.start) && !isAll(text, matrix)) return;
      const block = readNested(text, format, { ...matrix, name }, readCell);
      if (block !== null && !(isScript && isMinified(text, block))) blocks.push(withFrameLabels(text, block));
    });
    tellBrackets(nested, text, 0, text.length, squareBrackets);
    return blocks;
  },
};

/** Whether a matrix is a small part of a long line, as the tables of minified code are. */
function isMinified(text: string, { start, end }: MatrixBlock): boolean {
  const length = end - start;
  const before = text.slice(Math.max(0, start - longestLine), start);
  const after = text.slice(end, end + longestLine);
  const newline = after.indexOf('\n');
  const around = before.length - 1 - before.lastIndexOf('\n') + (newline < 0 ? after.length : newline);
  return around >= longestLine && around > length;
}

/** The rows of a frame have the names that stand beside them, where there are as many. */
function withFrameLabels(text: string, block: MatrixBlock): MatrixBlock {
  const { columns, index } = frameLabels(text, block);
  if (columns === null && index === null) return block;
  const rowLabelRanges = index?.length === block.rows ? index : null;
  const columnLabelRanges = columns?.length === block.columns ? columns : null;
  return {
    ...block,
    rowLabels: labelTexts(rowLabelRanges),
    columnLabels: labelTexts(columnLabelRanges),
    rowLabelRanges,
    columnLabelRanges,
  };
}

function isOneCell({ rows }: NestedMatrix): boolean {
  return rows.count === 1 && rows.width(0) === 1;
}

/** [[1]] in prose is a link or a citation, unless nothing else stands in the text. */
function isAll(text: string, { start, end }: NestedMatrix): boolean {
  return end !== null && isWhole(text, start, end);
}
