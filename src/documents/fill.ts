import type { MatrixBlock, Range } from '../matrix/block';
import type { Matrix } from '../matrix/dense';
import { isDoubled } from './latex/body';
import { columnStyles, type NumberStyle } from './numberStyle';
import { printNumber } from './print';
import { ownPlaces } from './places';
import { respell } from './tables/neighbours';
import { writers } from './writers';

/** Replaces text[start] … text[end] by `text`. */
export interface TextEdit extends Range {
  readonly text: string;
}

/** The edit that writes one cell; an edit may also take blanks beside it. */
export interface CellEdit extends TextEdit {
  /** The cell's index i·n + j. */
  readonly cell: number;
}

/** A value for a missing cell; row and column count from 0. */
export interface FilledCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/**
 * The edits that write values into the missing cells of a block, sorted by place: each replaces the cell's mark by
 * a number with as many decimals as the most precise known cell of its column, or of the matrix where the column's
 * are whole numbers; two where all are.
 * Cells that are not missing, and values that are not finite, are left alone.
 */
export function fillEdits(text: string, block: MatrixBlock, cells: readonly FilledCell[]): CellEdit[] {
  return edits(
    text,
    block,
    cells.filter((cell) => isMissing(block, cell)),
  );
}

/** The edits that write values over whatever stands in some cells of a block, in the style of its numbers. */
export function cellEdits(text: string, block: MatrixBlock, cells: readonly FilledCell[]): CellEdit[] {
  return edits(text, block, cells);
}

/** The edits that write a matrix of the same shape in place of a block, in the style of its numbers. */
export function replaceEdits(text: string, block: MatrixBlock, { columns, values }: Matrix): CellEdit[] {
  const cells = Array.from(values, (value, at) => ({ row: Math.floor(at / columns), column: at % columns, value }));
  return edits(text, block, cells);
}

function edits(text: string, block: MatrixBlock, cells: readonly FilledCell[]): CellEdit[] {
  const styles = columnStyles(text, block);
  const isOwn = ownPlaces(block);
  return cells
    .filter((cell) => Number.isFinite(cell.value) && isOwn(cell))
    .map((cell) => ({
      ...placed(text, block, rangeOf(block, cell), spell(cell.value, styles[cell.column]!, block)),
      cell: cell.row * block.columns + cell.column,
    }))
    .sort((a, b) => a.start - b.start);
}

function rangeOf(block: MatrixBlock, { row, column }: FilledCell): Range {
  const at = row * block.columns + column;
  return { start: block.cellStarts[at]!, end: block.cellEnds[at]! };
}

function isMissing(block: MatrixBlock, cell: FilledCell): boolean {
  const { row, column } = cell;
  if (row < 0 || row >= block.rows || column < 0 || column >= block.columns) return false;
  if (!Number.isNaN(block.values[row * block.columns + column]!)) return false;
  const { start, end } = rangeOf(block, cell);
  return !block.problems.some(({ code, ...place }) => code !== 'unclosed' && place.start <= start && end <= place.end);
}

function spell(value: number, style: NumberStyle, block: MatrixBlock): string {
  const writer = writers[block.format];
  let spelled: string;
  if (style.mantissaDecimals !== null) {
    const [mantissa, exponent] = value.toExponential(style.mantissaDecimals).split('e');
    spelled = writer.scientific(mantissa!, Number(exponent));
  } else {
    const { spelling } = style;
    const fixed = (spelling === null || spelling.percent === '' ? value : 100 * value).toFixed(style.decimals);
    // From 1e21 on, toFixed has no fixed form.
    spelled = fixed.includes('e') ? printNumber(value, writer) : fixed.replace(/^-(?=[0.]*$)/, '');
    if (spelling !== null && !fixed.includes('e')) return respell(spelled, spelling);
  }
  return spelled.replace('.', style.point);
}

/** The edit itself, with what the format's text around the cell asks for. */
function placed(text: string, block: MatrixBlock, range: Range, value: string): TextEdit {
  switch (block.format) {
    case 'markdown':
      return padded(text, range, value);
    case 'spaced':
      return setRight(text, range, value);
    case 'latex': {
      const tight =
        range.start === range.end && /[ \t]/.test(text.charAt(range.start - 1)) && !/\s/.test(text.charAt(range.end));
      const written = isDoubled(text, block.start) ? value.replaceAll('\\', '\\\\') : value;
      return { ...range, text: tight ? `${written} ` : written };
    }
    case 'csv':
    case 'tsv':
      return {
        ...range,
        text: text[range.start] === '"' && range.end > range.start && !value.startsWith('"') ? `"${value}"` : value,
      };
    case 'json':
    case 'python':
    case 'matlab':
    case 'julia':
    case 'r':
    case 'mathematica':
    case 'maple':
    case 'c':
    case 'typst':
      return { ...range, text: value };
    case 'matrixmarket':
      // A complex number is two words.
      return { ...range, text: /\s/.test(text.slice(range.start, range.end)) ? `${value} 0` : value };
  }
}

/** Keeps a column's right side where it is, as long as a blank is left before the value. */
function setRight(text: string, { start, end }: Range, value: string): TextEdit {
  let from = start;
  const isBlank = (at: number): boolean =>
    text[at] === ' ' && (text[at - 1] === ' ' || at === 0 || text[at - 1] === '\n');
  while (end - from < value.length && isBlank(from - 1)) from--;
  return { start: from, end, text: value.padStart(end - start) };
}

/** Keeps a table's column as wide as it is, by taking the blanks beside the mark, or by leaving as many. */
function padded(text: string, { start, end }: Range, value: string): TextEdit {
  let surplus = value.length - (end - start);
  const isBlank = (at: number): boolean => text[at] === ' ';
  let before = 0;
  let after = 0;
  while (isBlank(start - before - 1)) before++;
  while (isBlank(end + after)) after++;
  if (surplus < 0)
    return { start, end, text: before > after ? value.padStart(end - start) : value.padEnd(end - start) };
  const spare = { before: Math.max(0, before - 1), after: Math.max(0, after - 1) };
  const take = (available: number): number => {
    const taken = Math.min(surplus, available);
    surplus -= taken;
    return taken;
  };
  // From the wider side first: a column set to the right has its blanks on the left.
  const rightAligned = before > after;
  const takenBefore = rightAligned ? take(spare.before) : 0;
  const takenAfter = take(spare.after);
  const restBefore = rightAligned ? 0 : take(spare.before);
  const lacksBlank = start === end && after === 0 && before > 0 ? ' ' : '';
  return { start: start - takenBefore - restBefore, end: end + takenAfter, text: value + lacksBlank };
}
