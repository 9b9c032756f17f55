import type { MatrixBlock, Range } from '../../matrix/block';
import { codeCellReader, commonNotation } from '../cells/code';
import type { CellReader } from '../cells/reading';
import type { MissingMarks } from '../cells/marks';
import { buildBlock, unlabelled, type RowSpan } from '../draft';
import type { FindContext, FormatReader } from '../format';
import { withoutCommentMarks } from './comments';
import { assignedName, isFactor, isWhole } from './names';
import { splitLiteralRows } from './rows';
import { readStacked } from './stacked';

const matlabLanguages = new Set(['matlab', 'octave', 'm']);
const juliaLanguages = new Set(['julia', 'jl']);
/** The element type that may stand before a Julia literal: Float64[1 2; 3 4]. */
const elementType =
  /(?:^|[^\p{L}\p{N}_])((?:Float|U?Int|Complex[FI]?)(?:16|32|64|128)?|BigFloat|BigInt|Real|Number|Any|(?:Union|Rational|Complex)\{[\w, {}]*\})$/u;
const longestType = 60;
/** The last character of such a type. */
const endsType = /[a-zFI\d}]/;
const picks = /[\p{L}\p{N}_)\]}.!/'"$@\\]/u;

/** Bracketed literals of MATLAB, Octave and Julia: [1 2; 3 4]. */
export const matlabReader: FormatReader = {
  families: ['text'],
  find(text, context) {
    const blocks: MatrixBlock[] = [];
    for (let from = text.indexOf('['); from >= 0;) {
      const close = text.indexOf(']', from);
      if (close < 0) break;
      const open = text.lastIndexOf('[', close);
      const stacked = readStacked(text, open, close);
      const block =
        stacked === null
          ? readLiteral(text, open, close, context)
          : literal(text, stacked, stacked.rows, context, false);
      if (block !== null) blocks.push(block);
      from = text.indexOf('[', stacked?.end ?? close);
    }
    return blocks;
  },
};

/** What is read in the innermost brackets at `open` and `close`. */
function readLiteral(text: string, open: number, close: number, context: FindContext): MatrixBlock | null {
  const { language } = context;
  // [1; 2](…) is a link.
  const next = text.charAt(close + 1);
  if (next === '(' || next === '[') return null;
  const before = text.charAt(open - 1);
  const type = endsType.test(before)
    ? (elementType.exec(text.slice(Math.max(0, open - longestType), open))?.[1] ?? null)
    : null;
  // A[1; 2] and ![1; 2] pick or make something.
  if (type === null && picks.test(before)) return null;
  const start = open - (type?.length ?? 0);
  const isJulia = type !== null || juliaLanguages.has(language);
  const isCode = isJulia || matlabLanguages.has(language);
  // One row is not plausible elsewhere: most brackets of prose need no further look.
  if (!isCode && !/[;\n]/.test(text.slice(open, close)) && !isWhole(text, start, close + 1)) return null;
  const body = withoutCommentMarks(text, open + 1, close);
  // In Julia ;; goes to the next column.
  if (body === null || body.includes(';;')) return null;
  if (isList(body, isJulia, language)) return null;
  return literal(text, { start, end: close + 1 }, splitLiteralRows(body, open + 1), context, isJulia);
}

/** Rows as a matrix with the name they are assigned to; null where they are not plausible, or none. */
function literal(
  text: string,
  { start, end }: Range,
  rows: readonly RowSpan[],
  { language, isMissing }: FindContext,
  isTyped: boolean,
): MatrixBlock | null {
  const isJulia = isTyped || juliaLanguages.has(language);
  const name = isAssigned(text, start) ? assignedName(text, start) : null;
  if (!isPlausible(text, start, end, rows, name, isJulia || matlabLanguages.has(language))) return null;
  return buildBlock(
    text,
    {
      format: isJulia ? 'julia' : 'matlab',
      start,
      end,
      name: isFactor(text, end) ? null : name,
      rows,
      ...unlabelled,
    },
    isJulia ? juliaCellReader(isMissing) : matlabCellReader(isMissing),
  );
}

/** In Julia commas make a vector, and in most languages lines that end with one are lines of one list. */
function isList(body: string, isJulia: boolean, language: string): boolean {
  if (isJulia) return body.includes(',');
  return !matlabLanguages.has(language) && /,[ \t]*(?:[%#/][^\n]*)?\r?\n/.test(body);
}

/** A literal that is an argument is not what is assigned, unless the call only says how it is kept. */
function isAssigned(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  return /=\s*(?:(?:double|single|sparse|full|u?int\d+|gpuArray|sym)\(\s*)?$/.test(before);
}

/**
 * Two even rows of two cells speak for themselves. One row or one column is also an interval, a citation or a list:
 * it must be all there is, or be assigned, in code (or be three rows assigned on a line of their own). One number is
 * a matrix only where it is all there is.
 */
function isPlausible(
  text: string,
  start: number,
  end: number,
  rows: readonly RowSpan[],
  name: string | null,
  isCode: boolean,
): boolean {
  const width = rows[0]?.cells.length ?? 0;
  if (width === 0) return false;
  const isEven = rows.every(({ cells }) => cells.length === width);
  if (rows.length > 1 && rows.some(({ cells }) => cells.length > 1)) return isEven || name !== null || isCode;
  if (isWhole(text, start, end)) return true;
  if (name === null || rows.length * width < 2) return false;
  return isCode || (rows.length > 2 && isStatement(text, start, end));
}

/** Whether an assignment is all there is on its lines, and not one of Rust's. */
function isStatement(text: string, start: number, end: number): boolean {
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', start - 1) + 1, start - 200), start);
  const after = /^[ \t]*;?[ \t]*(?:[%#][^\n]*)?(?:\r?\n|$)/;
  return (
    /^[ \t]*(?:>>[ \t]*|[%#/*]+[ \t]*)?[\p{L}_][\p{L}\p{N}_.]*[ \t]*=[ \t]*$/u.test(line) &&
    after.test(text.slice(end, end + 300))
  );
}

function matlabCellReader(isMissing: MissingMarks): CellReader {
  // As in Fortran, 1d3 is 1000.
  const simpler = (text: string): string => text.replace(/(?<=[\d.])[dD](?=[+-]?\d)/g, 'e');
  return codeCellReader(isMissing, { ...commonNotation, unit: /[ij](?!\w)/y }, simpler);
}

/** In Julia, nothing is missing, 1//2 is the same number as 1/2, and 1.5f0 the same as 1.5. */
function juliaCellReader(isMissing: MissingMarks): CellReader {
  const simpler = (text: string): string =>
    text
      .replace(/\/\//g, '/')
      .replace(/(?<=\d)_(?=\d)/g, '')
      .replace(/(?<=[\d.])f(?=[+-]?\d)/g, 'e');
  const isNothing: MissingMarks = (text) => text === 'nothing' || isMissing(text);
  return codeCellReader(isNothing, { ...commonNotation, unit: /im(?!\w)/y }, simpler);
}
