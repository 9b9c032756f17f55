import type { MatrixBlock } from '../../matrix/block';
import { mapleLanguages } from '../code/maple';
import { assignedName, isArgument, isWhole } from '../code/names';
import type { RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { squareBrackets, tellBrackets } from './brackets';
import { pythonCellReader, readNested } from './draft';
import { NestedRows, type NestedMatrix } from './rows';

/** Brackets of brackets in code and prose, and as Python, NumPy and PyTorch print them. */
export const pythonReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { language, isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const format = mapleLanguages.has(language) ? 'maple' : 'python';
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(true, (matrix) => {
      // A[[0, 1], [1, 0]] picks elements of A.
      if (/[\p{L}\p{N}_)\]]/u.test(text.charAt(matrix.start - 1))) return;
      const name = assignedName(text, matrix.start);
      if (isOneCell(matrix) && name === null && !isArgument(text, matrix.start) && !isAll(text, matrix)) return;
      const block = readNested(text, format, { ...matrix, name }, readCell);
      if (block !== null) blocks.push(block);
    });
    tellBrackets(nested, text, 0, text.length, squareBrackets);
    return blocks;
  },
};

/** The rows of text[start] … text[end] that stand in brackets of their own, as if one more bracket were around them. */
export function scanRows(text: string, start: number, end: number): readonly RowSpan[] {
  let rows: readonly RowSpan[] = [];
  const nested = new NestedRows(true, (matrix) => (rows = matrix.rows.spans()));
  nested.open(start);
  tellBrackets(nested, text, start, end, squareBrackets);
  return rows;
}

function isOneCell({ rows }: NestedMatrix): boolean {
  return rows.count === 1 && rows.width(0) === 1;
}

/** [[1]] in prose is a link or a citation, unless nothing else stands in the text. */
function isAll(text: string, { start, end }: NestedMatrix): boolean {
  return end !== null && isWhole(text, start, end);
}
