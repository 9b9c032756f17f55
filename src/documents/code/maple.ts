import type { MatrixBlock, Range } from '../../matrix/block';
import { codeCellReader, commonNotation } from '../cells/code';
import type { MissingMarks } from '../cells/marks';
import type { CellReader } from '../cells/reading';
import { buildBlock, unlabelled, type RowSpan } from '../draft';
import type { FormatReader } from '../format';
import { assignedName, isFactor, isWhole } from './names';

export const mapleLanguages: ReadonlySet<string> = new Set(['maple', 'mpl', 'mw', 'mm']);

/**
 * Angle brackets of Maple: columns <<1, 2> | <3, 4>>, rows <<1 | 2>, <3 | 4>>, and both in one, <1, 2; 3, 4>. Angles are
 * everywhere: elsewhere than in Maple's own files they must be assigned, in backticks, or all there is.
 */
export const mapleReader: FormatReader = {
  families: ['text'],
  find(text, { language, isMissing }) {
    const readCell = mapleCellReader(isMissing);
    const isMaple = mapleLanguages.has(language);
    const blocks: MatrixBlock[] = [];
    let end = 0;
    for (const at of openings(text, isMaple)) {
      if (at < end) continue;
      const found = text.charAt(at + 1) === '<' ? readNested(text, at) : readFlat(text, at);
      const name = found === null ? null : assignedName(text, at);
      if (found === null) continue;
      if (!isMaple && name === null && !isWhole(text, at, found.end) && text.charAt(at - 1) !== '`') continue;
      const block = blockOf(text, at, found.end, found.rows, name, readCell);
      if (block === null) continue;
      blocks.push(block);
      end = found.end;
    }
    return blocks;
  },
};

/** Where angles may open a matrix: two of them, or in Maple's files any; elsewhere one after :=. Sorted by place. */
function openings(text: string, isMaple: boolean): number[] {
  const found: number[] = [];
  const mark = isMaple ? '<' : '<<';
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found.push(at);
  if (isMaple) return found;
  for (let at = text.indexOf(':='); at >= 0; at = text.indexOf(':=', at + 2)) {
    const value = at + 2 + (/^\s*/.exec(text.slice(at + 2, at + 12))?.[0].length ?? 0);
    if (text[value] === '<' && text[value + 1] !== '<') found.push(value);
  }
  return found.sort((a, b) => a - b);
}

function blockOf(
  text: string,
  start: number,
  end: number,
  rows: readonly (readonly Range[])[],
  name: string | null,
  readCell: CellReader,
): MatrixBlock | null {
  return buildBlock(
    text,
    {
      format: 'maple',
      start,
      end,
      name: isFactor(text, end) ? null : name,
      rows: rows.map((cells): RowSpan => ({ start: cells[0]!.start, end: cells.at(-1)!.end, cells })),
      ...unlabelled,
    },
    readCell,
  );
}

interface Angles {
  readonly rows: readonly (readonly Range[])[];
  readonly end: number;
}

const cell = /\s*([^\s<>|,;](?:[^<>|,;]{0,200}[^\s<>|,;])?|)\s*([<>|,;])/dy;

/** The cells from `start` to the angle that closes, and the marks between them; null where anything else stands there. */
function readCells(text: string, start: number): { cells: Range[]; marks: string; end: number } | null {
  const cells: Range[] = [];
  let marks = '';
  for (cell.lastIndex = start; ;) {
    const match = cell.exec(text);
    const place = match?.indices?.[1];
    if (match === null || place === undefined || match[2] === '<' || match[1] === '') return null;
    cells.push({ start: place[0], end: place[1] });
    if (match[2] === '>') return { cells, marks, end: cell.lastIndex };
    marks += match[2]!;
  }
}

/** <1, 2; 3, 4>, or a vector of one kind of marks: <1, 2> is a column, <1 | 2> a row. */
function readFlat(text: string, start: number): Angles | null {
  const read = readCells(text, start + 1);
  if (read === null || read.cells.length < 2) return null;
  const { cells, marks, end } = read;
  if (/^,+$/.test(marks)) return { rows: cells.map((one) => [one]), end };
  if (/^\|+$/.test(marks)) return { rows: [cells], end };
  const rows: Range[][] = [[]];
  for (const [i, one] of cells.entries()) {
    if (i > 0 && marks[i - 1] === ';') rows.push([]);
    rows.at(-1)!.push(one);
  }
  return marks.includes('|') ? null : { rows, end };
}

const outer = /\s*(?:(>)|([|,])\s*)/y;

/** Vectors of one kind in a list of the other. */
function readNested(text: string, start: number): Angles | null {
  const vectors: Range[][] = [];
  let mark = '';
  for (let at = start + 1; text.charAt(at) === '<';) {
    const read = readCells(text, at + 1);
    if (read === null || new Set(read.marks).size > 1) return null;
    outer.lastIndex = read.end;
    const match = outer.exec(text);
    const next = match?.[1] ?? match?.[2];
    if (next === undefined || (next !== '>' && mark !== '' && next !== mark)) return null;
    vectors.push(read.cells);
    const inner = read.marks.charAt(0);
    if (next === '>') return turned(vectors, mark, inner, outer.lastIndex);
    if (inner === next) return null;
    mark = next;
    at = outer.lastIndex;
  }
  return null;
}

/** Columns stand beside one another, with a bar between them, and rows one below the other. */
function turned(vectors: readonly (readonly Range[])[], mark: string, inner: string, end: number): Angles | null {
  const [first] = vectors;
  if (first === undefined) return null;
  const areColumns = mark === '|' || (mark === '' && inner === ',');
  if (!areColumns) return { rows: vectors, end };
  if (vectors.some(({ length }) => length !== first.length)) return null;
  return { rows: first.map((_, i) => vectors.map((vector) => vector[i]!)), end };
}

function mapleCellReader(isMissing: MissingMarks): CellReader {
  const read = codeCellReader(isMissing, { ...commonNotation, unit: /I(?!\w)/y });
  return (text) => (/^(?:Float\(undefined\)|undefined)$/.test(text) ? { kind: 'missing' } : read(text));
}
