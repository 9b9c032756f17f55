import type { Label, MatrixBlock, Range } from '../../matrix/block';
import type { MissingMarks } from '../cells/marks';
import { faultOf, parseDecimal, readComplex, readPlain } from '../cells/reading';
import { readDecimal } from '../decimal';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { longestCell } from '../problems';
import { isWhiteSpace } from '../whiteSpace';
import { frameOf, structuralZero, type Frame } from './frame';
import { readLine, type Line, type Word } from './lines';

const wholeTextLanguages = new Set(['spaced', 'dat']);
/** The blank line or the fence that ends a file of MatrixMarket in other text. */
const endOfMarket = /^\s*(?:[`~]{3}|$)/;
const [carriageReturn, percent] = [13, 37] as const;
/** Longer lines are data, to be read by their file's path. */
const longestLine = 20_000;

/**
 * Numbers in columns parted by blanks: tables of their own, and what R, pandas, MATLAB, Octave and Julia print.
 * Lines of nothing but numbers, above and below them nothing, or what says whose output they are.
 */
export const spacedReader: FormatReader = {
  families: ['text'],
  find(text, { language, isMissing }) {
    const isValue = valueTest(isMissing);
    const blocks: MatrixBlock[] = [];
    let rows: Line[] = [];
    let inMarket = false;
    const end = (after: Range | null): void => {
      const lines = linesBefore(text, rows[0]!.start).map((range) => firstWords(text, range));
      const next = after === null ? null : firstWords(text, after);
      const frame = frameOf(text, lines, rows, next, isValue, wholeTextLanguages.has(language));
      const block = frame === null ? null : blockOf(text, frame, isMissing);
      if (block !== null) blocks.push(block);
      rows = [];
    };
    // Most lines are prose, for which nothing is made.
    for (let start = 0, newline = 0; start <= text.length; start = newline + 1) {
      newline = text.indexOf('\n', start);
      if (newline < 0) newline = text.length;
      const lineEnd = newline > start && text.charCodeAt(newline - 1) === carriageReturn ? newline - 1 : newline;
      if (text.charCodeAt(start) === percent && text.startsWith('%%MatrixMarket', start)) inMarket = true;
      else if (inMarket && endOfMarket.test(text.slice(start, Math.min(lineEnd, start + 40)))) inMarket = false;
      const mayBeRow = !inMarket && mayHoldNumbers(text, start, lineEnd, isValue);
      const line = mayBeRow ? readLine(text, { start, end: lineEnd }) : null;
      const isNext = line !== null && isRow(line, isValue);
      if (rows.length > 0 && !(isNext && fits(rows[0]!, line))) end({ start, end: lineEnd });
      if (isNext) rows.push(line);
    }
    if (rows.length > 0) end(null);
    return blocks;
  },
};

/** The last lines before an offset that begins a line, three at most; blank ones among them. */
function linesBefore(text: string, start: number): Range[] {
  const lines: Range[] = [];
  for (let next = start; next > 0 && lines.length < 3; next = lines[0]!.start) {
    const lineStart = next === 1 ? 0 : text.lastIndexOf('\n', next - 2) + 1;
    const lineEnd = text.charAt(next - 2) === '\r' && next - 2 >= lineStart ? next - 2 : next - 1;
    lines.unshift({ start: lineStart, end: lineEnd });
  }
  return lines;
}

/** The characters of ASCII that a number or a mark of a missing cell ends with. */
const endsValue = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\d.NAaLlgjm?>i]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Only a line that ends with a number or a mark can be a row; others need not be parted into words. */
function mayHoldNumbers(text: string, start: number, end: number, isValue: (word: string) => boolean): boolean {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 32) last--;
  if (
    last === start ||
    !(endsValue[text.charCodeAt(last - 1)] === 1 || text.charAt(last - 1) === structuralZero) ||
    end - start > longestLine
  )
    return false;
  let first = last;
  while (first > start && last - first <= longestCell && !isWhiteSpace(text.charCodeAt(first - 1))) first--;
  return isValue(text.slice(first, last));
}

/** What a line that is no row may yet say above or below rows. */
function firstWords(text: string, { start, end }: Range): Line {
  return readLine(text, { start, end: Math.min(end, start + longestLine) });
}

/** All words but the first are values; the first is one, or a label. */
function isRow({ words }: Line, isValue: (word: string) => boolean): boolean {
  for (let i = words.length - 1; i > 0; i--) if (!isValue(words[i]!.text)) return false;
  const first = words[0];
  return first !== undefined && (words.length > 1 || isValue(first.text));
}

function fits(first: Line, line: Line): boolean {
  return first.words.length === line.words.length && first.mark === line.mark;
}

const beginsConstant = /^(?:i|np|numpy|math|torch|float)/i;
const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** A number or a missing mark of a printed table. 007 is a name, and a dash begins a list. */
function valueTest(isMissing: MissingMarks): (word: string) => boolean {
  return (word) => {
    if (word.length > longestCell) return false;
    if (isLetter(word.charCodeAt(0))) {
      if (isMissing(word)) return true;
      if (!beginsConstant.test(word)) return false;
    } else {
      if (/^[+-]?0\d/.test(word)) return false;
      if (!Number.isNaN(readDecimal(word, 0, word.length)) || parseDecimal(word) !== null) return true;
      if (word === '?' || word === structuralZero || (/[A-Za-z]/.test(word) && isMissing(word))) return true;
    }
    if (readComplex(word) !== null || /^[+-]?\d+\/\/\d+$/.test(word)) return true;
    const fault = faultOf(word);
    return fault.kind === 'fault' && fault.code === 'infinite';
  };
}

function blockOf(text: string, frame: Frame, isMissing: MissingMarks): MatrixBlock | null {
  const label = (word: Word): Label => ({ text: word.text, start: word.start, end: word.end });
  const header = frame.header?.map(label) ?? null;
  const cells = frame.rows.map(({ words }) => words.slice(frame.labelled ? 1 : 0));
  const start = Math.min(header?.[0]?.start ?? Infinity, frame.rows[0]!.words[0]!.start);
  return buildBlock(
    text,
    {
      format: frame.format,
      start,
      end: frame.rows.at(-1)!.words.at(-1)!.end,
      name: frame.name,
      rows: cells.map((row) => ({
        start: row[0]!.start,
        end: row.at(-1)!.end,
        cells: row.map((word): Range => ({ start: word.start, end: word.end })),
      })),
      rowLabels: frame.rowNames ? frame.rows.map(({ words }) => label(words[0]!)) : null,
      columnLabels: frame.columnNames ? header : null,
      problems: frame.problems,
    },
    // Julia prints a rational as 1//3.
    (cell) => readPlain(cell === structuralZero ? '0' : cell.replace('//', '/'), isMissing),
  );
}
