import type { Label, MatrixBlock, Range } from '../../matrix/block';
import { assignedName } from '../code/names';
import { buildBlock, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { pythonCellReader } from './draft';
import { flatList, labelAt, type FlatList } from './list';

const callee = /DataFrame(\.from_dict)?\(/g;
const opening = /\s*(?:data\s*=\s*)?\{/y;
const key = /(?:\s|#[^\n]*\n)*(?:"([^"\\\n]{0,200})"|'([^'\\\n]{0,200})'|([\w.+-]{1,60}))\s*:\s*/dy;
const seriesOf = /(?:\w+\.)?(?:Series|array|Index|asarray)\(\s*(?=\[)/y;
const afterValue = /\s*(,)?(?:(?:\s|#[^\n]*\n)*(\}))?/y;
const option = /\s*,\s*(\w+)\s*=\s*/y;
const afterMatrix = /\s*(?:,\s*dtype\s*=\s*[\w.'"]{1,40}\s*)?\)?(?=\s*,)/y;
const plainValue = /[\w.'"-]{1,60}/y;
const lettersOf = /list\(\s*(["'])([^"'\\\n]{1,200})\1\s*\)/dy;
const closing = /\s*,?\s*\)/y;

/** A column of a frame: its key and its values. */
interface Column {
  readonly name: Label;
  readonly list: FlatList;
}

/** Frames of pandas and Polars, built from their columns: pd.DataFrame({'a': [1, 2], 'b': [3, 4]}, index=['x', 'y']). */
export const frameReader: FormatReader = {
  families: ['text', 'tex'],
  find(text, { isMissing }) {
    const readCell = pythonCellReader(isMissing);
    const blocks: MatrixBlock[] = [];
    for (const { 0: call, 1: fromDictionary, index: at } of text.matchAll(callee)) {
      opening.lastIndex = at + call.length;
      if (!opening.test(text)) continue;
      const read = columnsFrom(text, opening.lastIndex);
      if (read === null) continue;
      const options = frameOptions(text, read.end);
      closing.lastIndex = options.end;
      if (!closing.test(text)) continue;
      const prefix = /(?:\w+\.)?$/.exec(text.slice(Math.max(0, at - 20), at))![0].length;
      const byRow = options.orient === 'index';
      if (options.orient !== null && (fromDictionary === undefined || !/^(?:index|columns)$/.test(options.orient)))
        continue;
      const draft = byRow ? ofRows(read.columns, options.columns) : draftOf(text, read.columns, options.index);
      const place = { start: at - prefix, end: closing.lastIndex };
      const name = assignedName(text, place.start);
      const block =
        draft === null
          ? null
          : buildBlock(text, { format: 'python', ...place, name, ...draft, problems: [] }, readCell);
      if (block !== null) blocks.push(block);
    }
    return blocks;
  },
};

/** The columns of a dictionary from its first key on; null where its values are anything but lists. */
function columnsFrom(text: string, start: number): { columns: readonly Column[]; end: number } | null {
  const columns: Column[] = [];
  for (let at = start; ;) {
    key.lastIndex = at;
    const match = key.exec(text);
    const place = match?.indices?.slice(1).find((range) => range !== undefined);
    if (match === null || place === undefined) return null;
    seriesOf.lastIndex = key.lastIndex;
    const isCall = seriesOf.test(text);
    const list = flatList(text, isCall ? seriesOf.lastIndex : key.lastIndex);
    if (list === null) return null;
    columns.push({ name: { text: text.slice(...place), start: place[0], end: place[1] }, list });
    closing.lastIndex = list.end;
    afterValue.lastIndex = isCall && closing.test(text) ? closing.lastIndex : list.end;
    const [, comma, brace] = afterValue.exec(text)!;
    if (brace !== undefined) return { columns, end: afterValue.lastIndex };
    if (comma === undefined) return null;
    at = afterValue.lastIndex;
  }
}

/** The lists of names after the data of a frame, and where its arguments end. */
interface FrameOptions {
  readonly columns: readonly Label[] | null;
  readonly index: readonly Label[] | null;
  /** What the keys of a dictionary are, as from_dict is told. */
  readonly orient: string | null;
  readonly end: number;
}

function frameOptions(text: string, start: number): FrameOptions {
  let [columns, index]: (readonly Label[] | null)[] = [null, null];
  let orient: string | null = null;
  let end = start;
  for (;;) {
    option.lastIndex = end;
    const name = option.exec(text)?.[1];
    if (name === undefined) return { columns: columns ?? null, index: index ?? null, orient, end };
    const value = namesAt(text, option.lastIndex);
    if (name === 'columns') columns = value.labels;
    if (name === 'index') index = value.labels;
    if (name === 'orient') orient = text.slice(option.lastIndex, value.end).replace(/^["']|["']$/g, '');
    if (value.end === option.lastIndex) return { columns: columns ?? null, index: index ?? null, orient, end };
    end = value.end;
  }
}

/** A list of names, list('abc'), or a value that is none. */
function namesAt(text: string, start: number): { labels: readonly Label[] | null; end: number } {
  const list = flatList(text, start);
  if (list !== null) return { labels: list.cells.map((cell) => labelAt(text, cell)), end: list.end };
  lettersOf.lastIndex = plainValue.lastIndex = start;
  const letters = lettersOf.exec(text);
  const place = letters?.indices?.[2];
  if (letters === null || place === undefined)
    return { labels: null, end: plainValue.test(text) ? plainValue.lastIndex : start };
  const labels = Array.from({ length: place[1] - place[0] }, (_, i) => {
    const at = place[0] + i;
    return { text: text.charAt(at), start: at, end: at + 1 };
  });
  return { labels, end: lettersOf.lastIndex };
}

const isWords = (text: string, { cells }: FlatList): boolean =>
  cells.every(({ start, end }) => /^["']/.test(text.slice(start, end)));

/** Columns side by side; the first one of words names the rows. Null where they are not equally long. */
function draftOf(
  text: string,
  columns: readonly Column[],
  index: readonly Label[] | null,
): { rows: RowSpan[]; rowLabels: readonly Label[] | null; columnLabels: readonly Label[] } | null {
  const data = columns.filter(({ list }) => !isWords(text, list));
  const words = columns.find(({ list }) => isWords(text, list));
  const length = columns[0]!.list.cells.length;
  if (data.length === 0 || 2 * data.length < columns.length) return null;
  if (columns.some(({ list }) => list.cells.length !== length)) return null;
  const labels = index?.length === length ? index : (words?.list.cells.map((cell) => labelAt(text, cell)) ?? null);
  return {
    rows: Array.from({ length }, (_, i) => {
      const cells = data.map(({ list }): Range => list.cells[i]!);
      return { start: cells[0]!.start, end: cells.at(-1)!.end, cells };
    }),
    rowLabels: labels,
    columnLabels: data.map(({ name }) => name),
  };
}

/** Lists under keys that are rows, as orient='index' says, with the names of the columns that stand beside them. */
function ofRows(
  lists: readonly Column[],
  columns: readonly Label[] | null,
): { rows: RowSpan[]; rowLabels: readonly Label[]; columnLabels: readonly Label[] | null } | null {
  const width = lists[0]!.list.cells.length;
  if (width === 0 || lists.some(({ list }) => list.cells.length !== width)) return null;
  return {
    rows: lists.map(({ list: { cells } }) => ({ start: cells[0]!.start, end: cells.at(-1)!.end, cells })),
    rowLabels: lists.map(({ name }) => name),
    columnLabels: columns?.length === width ? columns : null,
  };
}

/** The names that pd.DataFrame([[1, 2], [3, 4]], columns=['a', 'b'], index=['x', 'y']) gives to rows at start … end. */
export function frameLabels(
  text: string,
  { start, end }: Range,
): { readonly columns: readonly Label[] | null; readonly index: readonly Label[] | null } {
  const before = text.slice(Math.max(0, start - 60), start);
  afterMatrix.lastIndex = end;
  if (!/\bDataFrame\(\s*(?:data\s*=\s*)?(?:\w+\.\w+\(\s*)?$/.test(before) || !afterMatrix.test(text))
    return { columns: null, index: null };
  return frameOptions(text, afterMatrix.lastIndex);
}
