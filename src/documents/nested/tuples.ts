import type { MatrixBlock } from '../../matrix/block';
import { assignedName, isArgument, isWhole } from '../code/names';
import type { FormatReader } from '../format';
import { parentheses, tellBrackets } from './brackets';
import { pythonCellReader, readNested } from './draft';
import { NestedRows, type NestedMatrix } from './rows';

const listOfTuples = /\[(?:\s*\([^()[\]]{1,500}\)(?:\s*,)?){2,}\s*\]/g;

/**
 * Tuples of tuples, ((1, 2), (3, 4)), and lists of them, [(1, 2), (3, 4)], in Python and AsciiMath. Parentheses are everywhere: they must be assigned,
 * given to a call, in backticks or dollars, or all there is, and have two even rows at least.
 */
export const tupleReader: FormatReader = {
  families: ['text'],
  find(text, { isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    const nested = new NestedRows(false, (matrix) => {
      if (matrix.end === null || !isPlausible(text, matrix, matrix.end)) return;
      const name = assignedName(text, matrix.start);
      const block = readNested(text, 'python', { ...matrix, name }, readCell);
      if (block !== null) blocks.push(block);
    });
    tellBrackets(nested, text, 0, text.length, parentheses);
    for (const { 0: list, index } of text.matchAll(listOfTuples)) {
      // Inside of the list, its tuples are rows; the list is what stands around them.
      const inner = new NestedRows(false, ({ rows }) => {
        const matrix = { start: index, end: index + list.length, rows };
        if (!isPlausible(text, matrix, matrix.end)) return;
        const name = assignedName(text, index);
        const block = readNested(text, 'python', { ...matrix, name }, readCell);
        if (block !== null) blocks.push(block);
      });
      inner.open(index);
      tellBrackets(inner, text, index + 1, index + list.length - 1, parentheses);
    }
    return blocks;
  },
};

function isPlausible(text: string, { start, rows }: Pick<NestedMatrix, 'start' | 'rows'>, end: number): boolean {
  if (rows.count < 2 || rows.width(0) < 2 || !rows.isEven) return false;
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  if (/[\p{L}\p{N}_)\]]/u.test(before)) return false;
  if ((before === '`' || before === '$') && after === before) return true;
  return isArgument(text, start) || assignedName(text, start) !== null || isWhole(text, start, end);
}
