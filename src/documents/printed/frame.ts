import type { Format, Problem, Range } from '../../matrix/block';
import { problems } from '../problems';
import type { Line, Word } from './lines';

/** Rows of printed numbers, and what the lines around them say. */
export interface Frame {
  readonly format: Format;
  readonly name: string | null;
  readonly rows: readonly Line[];
  /** Whether the first word of every row is its label. */
  readonly labelled: boolean;
  /** The line of words above the columns. */
  readonly header: readonly Word[] | null;
  /** Whether the labels of the rows, and the words of the header, are names, and not only places such as [1,]. */
  readonly rowNames: boolean;
  readonly columnNames: boolean;
  readonly problems: readonly Problem[];
}

/** What Julia prints for a zero that a sparse or triangular matrix does not keep. */
export const structuralZero = '⋅';

type IsValue = (word: string) => boolean;

const joined = (line: Line | undefined): string => line?.words.map(({ text }) => text).join(' ') ?? '';
const isBlank = (line: Line | undefined | null): boolean =>
  line === undefined || line === null || line.words.length === 0;
const isFence = (line: Line | undefined | null): boolean =>
  /^(?:[`~]{3}|\\(?:begin|end)\{)/.test(line?.words[0]?.text ?? '');
/** What may stand directly below a printed table. */
const footer = /^(?:\[\d+ rows? x \d+ columns?\]|>>|julia>|>|In \[\d+\]:|Name:|dtype:)/;

/** What a tibble writes below the first rows of many. */
const elided = /^[ \t]*(?:#[ \t]*)?(?:…|\.{3}|ℹ)[ \t]*(?:with|[\d,]+ more|more)/u;

/** Tells what rows of numbers are from the lines above and below; null where they are no matrix. */
export function frameOf(
  text: string,
  above: readonly Line[],
  rows: readonly Line[],
  after: Line | null,
  isValue: IsValue,
  isTable: boolean,
): Frame | null {
  const nearest = above.at(-1);
  if (elided.test(after === null ? '' : text.slice(after.start, after.end))) return null;
  if (!isBlank(after) && !isFence(after) && after!.mark === rows[0]!.mark && !footer.test(joined(after!))) return null;
  const width = rows[0]!.words.length;
  if (isR(rows, nearest)) return ofR(rows, nearest!, above.at(-2));
  const julia = /^(?:(\d+)[×x](\d+)|(\d+)-element) [\p{L}{}\d, .]+(?:\(.*\) with eltype .*)?:$/u.exec(joined(nearest));
  if (julia !== null && rows.every(({ words }) => isValue(words[0]!.text))) {
    const [m, n] = [Number(julia[1] ?? julia[3]), Number(julia[2] ?? 1)];
    return m === rows.length && n === width ? plain('julia', rows, null) : null;
  }
  if (rows.some(({ words }) => words.some((word) => word.text === structuralZero))) return null;
  const header = headerOf(text, nearest, above.at(-2), rows, isValue);
  if (header !== null) return header;
  if (!rows.every(({ words }) => isValue(words[0]!.text))) return null;
  // Compact, MATLAB leaves the blank line out.
  const matlab = ofMatlab(isBlank(nearest) ? above.at(-2) : nearest, rows);
  if (matlab !== null) return matlab;
  const begins =
    isBlank(nearest) || isFence(nearest) || nearest!.mark !== rows[0]!.mark || /[:=]$/.test(joined(nearest));
  const isOnly = above.length === 0 && after === null;
  if (!begins || isNumberedList(rows)) return null;
  if (rows.length > 1 && width > 1) return plain('spaced', rows, null);
  return (isTable || (rows.length > 1 && width === 1)) && isOnlyText(text, rows, isOnly)
    ? plain('spaced', rows, null)
    : null;
}

function isOnlyText(text: string, rows: readonly Line[], isOnly: boolean): boolean {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return isOnly || (text.slice(0, first.start).trim() === '' && text.slice(last.end).trim() === '');
}

const plain = (format: Format, rows: readonly Line[], name: string | null, found: readonly Problem[] = []): Frame => ({
  format,
  name,
  rows,
  labelled: false,
  header: null,
  rowNames: false,
  columnNames: false,
  problems: found,
});

/** 1. 5 and 2. 6 are entries of a list. */
function isNumberedList(rows: readonly Line[]): boolean {
  return rows.every(({ words }, i) => words[0]!.text === `${i + Number.parseInt(rows[0]!.words[0]!.text, 10)}.`);
}

const isPlace = (word: Word | undefined): boolean => /^\[\d+,\]$/.test(word?.text ?? '');
const isColumn = (word: Word): boolean => /^\[,\d+\]$/.test(word.text);

function isR(rows: readonly Line[], header: Line | undefined): boolean {
  if (header === undefined || header.words.length === 0 || header.words.length !== rows[0]!.words.length - 1)
    return false;
  return header.words.every(isColumn) || rows.every(({ words }) => isPlace(words[0]));
}

/** R's matrices: [,1] and [1,] are places, anything else is a name. A wide one goes on below, and is not whole here. */
function ofR(rows: readonly Line[], header: Line, before: Line | undefined): Frame | null {
  const places = header.words.every(isColumn);
  if (places && header.words[0]!.text !== '[,1]') return null;
  const numbered = rows.every(({ words }) => isPlace(words[0]));
  if (numbered && rows[0]!.words[0]!.text !== '[1,]') return null;
  const name = /^\$([\w.]+)$/.exec(joined(before))?.[1] ?? null;
  const frame = plain('r', rows, name);
  return { ...frame, labelled: true, header: header.words, rowNames: !numbered, columnNames: !places };
}

/** A header of one word a column, above rows with a label each (a data frame) or without. */
function headerOf(
  text: string,
  nearest: Line | undefined,
  before: Line | undefined,
  rows: readonly Line[],
  isValue: IsValue,
): Frame | null {
  const width = rows[0]!.words.length;
  if (nearest === undefined || nearest.mark !== rows[0]!.mark) return null;
  const made = (words: readonly Word[], labelled: boolean): Frame => ({
    ...plain('spaced', rows, null),
    labelled,
    header: words,
    rowNames: labelled,
    columnNames: true,
    problems: isWrapped(text, header, rows.length) ? [problems.someColumns(rangeOf(words))] : [],
  });
  // pandas sets the name of an index on a line of its own.
  const named = nearest.words.length === 1 && before?.words.length === width - 1 && width > 2;
  // A tibble says below the names of its columns what is in them.
  const isTyped = !isBlank(nearest) && nearest.words.every(({ text }) => /^<[\w+:.]+>$/.test(text));
  const header = named || (isTyped && before?.words.length === width - 1) ? before : nearest;
  const { words } = header;
  // A header that goes on elsewhere, or elided columns.
  if (words.some(({ text }) => /^(?:\\|\.{2,3}|…|⋯)$/.test(text))) return null;
  if (words.length === width - 1 && width > 1) {
    // A header stands to the right of the labels, over the ends of its columns.
    const [corner, first] = [rows[0]!.words[0]!, words[0]!];
    const isBeside = first.start - header.start > corner.start - rows[0]!.start;
    const overEnds = words.every((word, j) => {
      const offset = word.end - header.start;
      const cell = rows[0]!.words[j + 1]!;
      return offset === cell.end - rows[0]!.start || rows.some((row) => offset === row.words[j + 1]!.end - row.start);
    });
    const distinct = new Set(rows.map((row) => row.words[0]!.text)).size === rows.length;
    return isBeside && overEnds && distinct ? made(words, true) : null;
  }
  const isHeader =
    words.length === width && width > 1 && words.every(({ text }) => /\p{L}/u.test(text) && !isValue(text));
  if (!isHeader || rows.length < 2 || !(isBlank(before) || isFence(before) || before!.mark !== nearest.mark))
    return null;
  // With labels, the first word heads them.
  const labelled = width > 2 && !rows.every((row) => isValue(row.words[0]!.text));
  if (!labelled && !rows.every((row) => isValue(row.words[0]!.text))) return null;
  return made(labelled ? words.slice(1) : words, labelled);
}

/** Whether as many rows stand above, below a header that says that its columns go on, as pandas parts wide frames. */
function isWrapped(text: string, header: Line, rows: number): boolean {
  let end = header.start;
  for (let i = 0; i < rows + 2 && end > 0; i++) end = text.lastIndexOf('\n', end - 1);
  const start = end > 0 ? text.lastIndexOf('\n', end - 1) + 1 : 0;
  return end > start && /\\\s*$/.test(text.slice(Math.max(start, end - 20), end));
}

function rangeOf(words: readonly Word[]): Range {
  return { start: words[0]!.start, end: words.at(-1)!.end };
}

/** A =, perhaps a blank line, and the rows. A common factor, or only some of the columns, are said to be what they are. */
function ofMatlab(title: Line | undefined, rows: readonly Line[]): Frame | null {
  const said = joined(title);
  const range = title === undefined || title.words.length === 0 ? { start: 0, end: 0 } : rangeOf(title.words);
  if (/^\d\.\d+e[+-]\d+ \*$/.test(said))
    return plain('matlab', rows, null, [problems.commonFactor(said.slice(0, -2), range)]);
  if (/^Columns? \d+(?: (?:through|to|and) \d+)?:?$/.test(said))
    return plain('matlab', rows, null, [problems.someColumns(range)]);
  const name = /^(?:>> )?([\p{L}_]\w*) =$/u.exec(said)?.[1] ?? null;
  return name === null || rows.length * rows[0]!.words.length < 2 ? null : plain('matlab', rows, name);
}
