import type { MatrixBlock, Problem, Range } from '../../matrix/block';
import type { MissingMarks } from '../cells/marks';
import { readPlain, type Reading } from '../cells/reading';
import { eNotation, type FormatReader, type FormatWriter } from '../format';
import { problems } from '../problems';
import { linesOf, wordsOf, type Word } from '../printed/lines';
import { Cells, type Entry } from './cells';

const banner =
  /^%%MatrixMarket[ \t]+matrix[ \t]+(coordinate|array)[ \t]+(real|double|integer|pattern|complex)[ \t]+(general|symmetric|skew-symmetric|hermitian)[ \t]*\r?$/gim;
/** Sparse matrices of more cells than this are data files, not matrices in a document. */
const mostCells = 4_000_000;

type Symmetry = 'general' | 'symmetric' | 'skew-symmetric' | 'hermitian';

/** MatrixMarket's coordinate and array files, also inside other texts. */
export const marketReader: FormatReader = {
  families: ['text'],
  find: (text, { isMissing }) =>
    Array.from(text.matchAll(banner)).flatMap((match) => {
      const [line, layout, field, symmetry] = match;
      const block = readMarket(text, match.index, match.index + line.length, isMissing, {
        coordinate: layout!.toLowerCase() === 'coordinate',
        field: field!.toLowerCase(),
        symmetry: symmetryOf(symmetry!),
      });
      return block === null ? [] : [block];
    }),
};

function symmetryOf(word: string): Symmetry {
  const plain = word.toLowerCase();
  return plain === 'symmetric' || plain === 'skew-symmetric' || plain === 'hermitian' ? plain : 'general';
}

interface Header {
  readonly coordinate: boolean;
  readonly field: string;
  readonly symmetry: Symmetry;
}

function readMarket(
  text: string,
  start: number,
  bannerEnd: number,
  isMissing: MissingMarks,
  header: Header,
): MatrixBlock | null {
  const lines: (readonly Word[])[] = [];
  let given = 0;
  for (const line of linesOf(text, bannerEnd)) {
    const first = text.slice(line.start, line.end).trimStart();
    if (first.startsWith('%')) {
      if (first.startsWith('%%MatrixMarket')) break;
      continue;
    }
    const words = wordsOf(text, line);
    if (words.length === 0) {
      // Numbers in the paragraph after a whole array are another matrix.
      if (given > 0 && given === wordsOfArray(lines[0]!, header)) break;
      continue;
    }
    if (!words.every(({ text: word }) => /^[+\-.\d]|^(?:nan|na|inf)/i.test(word))) break;
    if (lines.length > 0) given += words.length;
    lines.push(words);
  }
  const size = lines[0]?.map(({ text: word }) => (/^\d{1,9}$/.test(word) ? Number(word) : Number.NaN));
  if (size?.length !== (header.coordinate ? 3 : 2) || size.some(Number.isNaN)) return null;
  const [rows, columns] = [size[0]!, size[1]!];
  if (rows * columns === 0 || rows * columns > mostCells) return null;
  if (header.symmetry !== 'general' && rows !== columns) return null;
  const entries = header.coordinate ? lines.slice(1) : inOrder(lines.slice(1), rows, columns, header);
  const expected = header.coordinate ? size[2]! : entries.length;
  if (header.coordinate ? lines.length - 1 < expected : entries.length === 0) return null;
  const after = lines[0]!.at(-1)!.end;
  return assemble({ text, start, after, rows, columns, entries: entries.slice(0, expected), header }, isMissing);
}

/** How many words the values of an array file are: its triangle, where it is symmetric. */
function wordsOfArray(size: readonly Word[], { coordinate, field, symmetry }: Header): number {
  const [rows, columns] = [Number(size[0]!.text), Number(size[1]?.text)];
  const diagonal = symmetry === 'skew-symmetric' ? -1 : 1;
  const values = symmetry === 'general' ? rows * columns : (rows * (rows + diagonal)) / 2;
  return coordinate ? Number.NaN : values * (field === 'complex' ? 2 : 1);
}

/** The values of an array file with their rows and columns before them, as a coordinate file has them. */
function inOrder(
  lines: readonly (readonly Word[])[],
  rows: number,
  columns: number,
  { field, symmetry }: Header,
): Word[][] {
  const words = lines.flat();
  const width = field === 'complex' ? 2 : 1;
  const place = (index: number): Word => ({ text: String(index + 1), start: 0, end: 0 });
  const entries: Word[][] = [];
  let at = 0;
  for (let j = 0; j < columns; j++) {
    const first = symmetry === 'general' ? 0 : symmetry === 'skew-symmetric' ? j + 1 : j;
    for (let i = first; i < rows; i++, at += width) entries.push([place(i), place(j), ...words.slice(at, at + width)]);
  }
  return at === words.length ? entries : [];
}

/** The entries of an m × n matrix, each its row and column from 1 and its value, and where they stand in the text. */
interface Listing {
  readonly text: string;
  readonly start: number;
  /** The end of the line with the size. */
  readonly after: number;
  readonly rows: number;
  readonly columns: number;
  readonly entries: readonly (readonly Word[])[];
  readonly header: Header;
}

/** The matrix that is listed; null where an entry is out of place or given twice. */
function assemble(listing: Listing, isMissing: MissingMarks): MatrixBlock | null {
  const { text, start, after, rows, columns, entries, header } = listing;
  const { field, symmetry } = header;
  const last = entries.at(-1)?.at(-1)?.end ?? after;
  const cells = new Cells(rows, columns, field === 'complex', last);
  const width = field === 'pattern' ? 2 : field === 'complex' ? 4 : 3;
  for (const words of entries) {
    const [i, j] = [Number(words[0]!.text) - 1, Number(words[1]?.text) - 1];
    const inside = Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < rows && j < columns;
    // An entry that is out of place, or given twice, makes the file something else than it says.
    if (words.length !== width || !inside || cells.isGiven(i, j)) return null;
    const entry = readEntry(text, words.slice(2), field, last, isMissing);
    cells.put(i, j, entry);
    if (symmetry === 'general') continue;
    const place = { start: (words[2] ?? words[0]!).start, end: words.at(-1)!.end };
    const wrong = misplaced(symmetry, i, j, entry.reading, place);
    if (wrong !== null) cells.note(wrong);
    if (i === j) continue;
    // Aᵀ = A, Aᵀ = −A, or Aᴴ = A.
    const isSkew = symmetry === 'skew-symmetric';
    cells.put(j, i, entry, isSkew ? -1 : 1, isSkew || symmetry === 'hermitian' ? -1 : 1);
  }
  return {
    format: 'matrixmarket',
    start,
    end: header.coordinate ? last : Math.max(last, after),
    name: null,
    rows,
    columns,
    values: cells.values,
    imaginary: cells.imaginary?.some((value) => value !== 0) === true ? cells.imaginary : null,
    exact: cells.exact.size > 0 ? cells.exact : null,
    missing: cells.missing,
    cellStarts: cells.starts,
    cellEnds: cells.ends,
    rowLabels: null,
    columnLabels: null,
    rowLabelRanges: null,
    columnLabelRanges: null,
    problems: cells.problems,
  };
}

/** What an entry says of its cell: a pattern's, which has no words of its own and stands at `last`, that it is 1. */
function readEntry(text: string, words: readonly Word[], field: string, last: number, isMissing: MissingMarks): Entry {
  const [first] = words;
  if (first === undefined) return { start: last, end: last, written: '1', reading: readPlain('1', isMissing) };
  const [start, end] = [first.start, words.at(-1)!.end];
  const written = text.slice(start, end);
  const reading = field === 'complex' ? readPair(text, words, isMissing) : readPlain(written, isMissing);
  return { start, end, written, reading };
}

/** Only what is below the diagonal says its own sign, and the diagonal is 0, or real; null where an entry keeps to that. */
function misplaced(symmetry: Symmetry, row: number, column: number, reading: Reading, range: Range): Problem | null {
  if (symmetry !== 'skew-symmetric' && symmetry !== 'hermitian') return null;
  if (row < column) return problems.notInTriangle(symmetry, range);
  if (row > column || reading.kind !== 'number') return null;
  if (symmetry === 'hermitian') return reading.imaginary === 0 ? null : problems.notRealDiagonal(row, range);
  return reading.value === 0 && reading.imaginary === 0 ? null : problems.notInTriangle(symmetry, range);
}

/** A complex number, given as its real and its imaginary part. */
function readPair(text: string, parts: readonly Word[], isMissing: MissingMarks): Reading {
  const [real, imaginary] = parts.map(({ start, end }) => readPlain(text.slice(start, end), isMissing));
  if (real?.kind !== 'number' || imaginary?.kind !== 'number') return real?.kind === 'number' ? imaginary! : real!;
  return imaginary.value === 0 ? real : { kind: 'number', value: real.value, imaginary: imaginary.value, exact: null };
}

/** An array file: values alone, column by column. */
export const marketWriter: FormatWriter = {
  missing: 'NaN',
  scientific: eNotation,
  fraction: null,
  complex: (real, sign, imaginary) => `${real} ${sign === '-' ? '-' : ''}${imaginary}`,
  layout(cells) {
    const columns = cells[0]?.length ?? 0;
    const isComplex = cells.some((row) => row.some((cell) => cell.includes(' ')));
    const values = Array.from({ length: columns }, (_, j) => cells.map((row) => row[j]!)).flat();
    const written = isComplex ? values.map((cell) => (cell.includes(' ') ? cell : `${cell} 0`)) : values;
    return [
      `%%MatrixMarket matrix array ${isComplex ? 'complex' : 'real'} general`,
      `${cells.length} ${columns}`,
      ...written,
      '',
    ].join('\n');
  },
};
