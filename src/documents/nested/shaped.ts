import type { MatrixBlock, Range } from '../../matrix/block';
import { mapleLanguages } from '../code/maple';
import { assignedName, isOperandInPython } from '../code/names';
import { buildBlock, unlabelled, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { pythonCellReader } from './draft';
import { flatList, type FlatList } from './list';

/** A list that is given the shape of a matrix. */
interface Shaped extends Range {
  readonly list: FlatList;
  readonly rows: number;
  readonly columns: number;
  /** Whether its columns follow one another in the list, and not its rows. */
  readonly byColumn: boolean;
}

const reshape =
  /\.(?:reshape|view)\(\s*[([]?\s*(-?\d{1,9})\s*,\s*(-?\d{1,9})\s*,?\s*[)\]]?\s*(?:,\s*order\s*=\s*['"]([CF])['"]\s*)?\)/y;
const listCall = /(?:[\w.]*\.)?(?:as)?(?:array|matrix|tensor|Tensor|constant)\(\s*$/;
/** What may stand between a list and the call that gives it its shape. */
const restOfCall = /^\s*(?:,\s*\w+\s*=\s*[\w.'"]+\s*)*,?\s*\)\s*$/;
const longestCall = 200;
const sized = /\b[Mm]atrix\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*,\s*(?=\[)/y;
const closing = /\s*(?:,[^()\n]{0,100})?\)/y;

/**
 * Lists of numbers with the shape of a matrix beside them: np.array([1, 2, 3, 4]).reshape(2, 2) and torch's view, and
 * Matrix(2, 2, [1, 2, 3, 4]) of SymPy and Maple.
 */
export const shapedReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { language, isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    for (const found of [...reshaped(text, '.reshape('), ...reshaped(text, '.view('), ...withSizes(text)]) {
      const rows = rowsOf(found);
      if (rows === null) continue;
      const isMaple =
        mapleLanguages.has(language) || /:=\s*$/.test(text.slice(Math.max(0, found.start - 10), found.start));
      const block = buildBlock(
        text,
        {
          format: isMaple ? 'maple' : 'python',
          start: found.start,
          end: found.end,
          name: isOperandInPython(text, found.end) ? null : assignedName(text, found.start),
          rows,
          ...unlabelled,
        },
        readCell,
      );
      if (block !== null) blocks.push(block);
    }
    return blocks;
  },
};

/** Lists in a call, whose result another call gives its shape. What stands before the call before is not looked at. */
function* reshaped(text: string, call: '.reshape(' | '.view('): Generator<Shaped> {
  for (let at = text.indexOf(call), before = 0; at >= 0; before = at, at = text.indexOf(call, at + 1)) {
    reshape.lastIndex = at;
    const match = reshape.exec(text);
    if (match === null) continue;
    const near = text.slice(Math.max(before, at - longestCall), at);
    const close = near.lastIndexOf(']');
    if (close < 0 || !restOfCall.test(near.slice(close + 1))) continue;
    const end = at - near.length + close;
    const open = text.slice(before, end).lastIndexOf('[') + before;
    const list = open < before ? null : flatList(text, open);
    const callee = listCall.exec(text.slice(Math.max(0, open - longestCall), open))?.[0];
    if (list?.end !== end + 1 || callee === undefined) continue;
    const size = list.cells.length;
    const [rows, columns] = [Number(match[1]), Number(match[2])];
    yield {
      start: open - callee.length,
      end: reshape.lastIndex,
      list,
      rows: rows === -1 ? size / columns : rows,
      columns: columns === -1 ? size / rows : columns,
      byColumn: match[3] === 'F',
    };
  }
}

/** Lists after the numbers of rows and columns. */
function* withSizes(text: string): Generator<Shaped> {
  for (let at = text.indexOf('atrix'); at >= 0; at = text.indexOf('atrix', at + 1)) {
    const start = at - 1;
    sized.lastIndex = Math.max(0, start);
    const match = sized.exec(text);
    const list = match === null ? null : flatList(text, sized.lastIndex);
    if (match === null || list === null) continue;
    closing.lastIndex = list.end;
    if (!closing.test(text)) continue;
    yield {
      start,
      end: closing.lastIndex,
      list,
      rows: Number(match[1]),
      columns: Number(match[2]),
      byColumn: false,
    };
  }
}

/** The cells in rows; null where there are not as many as the shape says. */
function rowsOf({ list: { cells }, rows, columns, byColumn }: Shaped): RowSpan[] | null {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 1 || columns < 1) return null;
  if (rows * columns !== cells.length) return null;
  return Array.from({ length: rows }, (_, i) => {
    const row = Array.from({ length: columns }, (__, j) => cells[byColumn ? j * rows + i : i * columns + j]!);
    return { start: row[0]!.start, end: row.at(-1)!.end, cells: row };
  });
}
