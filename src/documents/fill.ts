import type { MatrixBlock, Range } from '../matrix/block';
import { printNumber } from './print';
import { respell, spellingOf, type KnownCell, type NumberSpelling } from './tables/neighbours';
import { writers } from './writers';

/** Replaces text[start] … text[end] by `text`. */
export interface TextEdit extends Range {
  readonly text: string;
}

/** A value for a missing cell; row and column count from 0. */
export interface FilledCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** Among whole numbers a prediction is told apart by its decimals. */
const decimalsAmongWholes = 2;
const mostDecimals = 15;

/**
 * The edits that write values into the missing cells of a block, sorted by place: each replaces the cell's mark by
 * a number with as many decimals as the most precise known cell of its column, or of the matrix where the column's
 * are whole numbers; two where all are.
 * Cells that are not missing, and values that are not finite, are left alone.
 */
export function fillEdits(text: string, block: MatrixBlock, cells: readonly FilledCell[]): TextEdit[] {
  const known = knownCells(text, block);
  const columns = Array.from({ length: block.columns }, (): PlacedCell[] => []);
  for (const cell of known) columns[cell.column]?.push(cell);
  const point = pointOf(
    block,
    known.map((cell) => cell.text),
  );
  const styles = new Map<number, NumberStyle>();
  const styleOf = (column: number): NumberStyle => {
    const style = styles.get(column) ?? styleOfColumn(block, known, columns[column] ?? [], point);
    styles.set(column, style);
    return style;
  };
  return (
    cells
      .filter((cell) => Number.isFinite(cell.value) && isMissing(block, cell))
      .map((cell) => placed(text, block, rangeOf(block, cell), spell(cell.value, styleOf(cell.column), block)))
      .sort((a, b) => a.start - b.start)
      // A symmetric matrix may write two of its cells in one place.
      .filter((edit, i, all) => i === 0 || edit.start === edit.end || edit.start >= all[i - 1]!.end)
  );
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

interface NumberStyle {
  readonly decimals: number;
  /** In delimited text: how the table spells its numbers. */
  readonly spelling: NumberSpelling | null;
  /** Digits after the point of a mantissa, where the neighbours are written with powers of ten. */
  readonly mantissaDecimals: number | null;
  readonly point: '.' | ',' | '{,}';
}

function styleOfColumn(
  block: MatrixBlock,
  known: readonly PlacedCell[],
  inColumn: readonly PlacedCell[],
  point: NumberStyle['point'],
): NumberStyle {
  const own = inColumn.length > 0 ? inColumn : known;
  const mantissas = own.flatMap(
    ({ text: cell }) => /^(.*?)\s*(?:[eE]|\\times|\\cdot)\s*(?:10\s*\^)?\s*\{?[+-]?\d+\}?$/.exec(cell)?.[1] ?? [],
  );
  const isDelimited = block.format === 'csv' || block.format === 'tsv';
  const spelling = isDelimited ? spellingOf(own, known) : null;
  const decimalsOfAll = (cells: readonly PlacedCell[]): number =>
    isDelimited ? spellingOf(cells, cells).decimals : mostOf(cells.map((cell) => cell.text));
  return {
    spelling,
    decimals: amongWholes(decimalsOfAll(own) || decimalsOfAll(known)),
    mantissaDecimals: mantissas.length > 0 ? amongWholes(mostOf(mantissas)) : null,
    point,
  };
}

/** The decimal point that the known cells of the matrix use. */
function pointOf({ format }: MatrixBlock, known: readonly string[]): NumberStyle['point'] {
  if (format === 'latex' && known.some((cell) => cell.includes('{,}'))) return '{,}';
  const delimited = format === 'csv' || format === 'tsv';
  return delimited && known.some((cell) => cell.includes(',')) ? ',' : '.';
}

interface PlacedCell extends KnownCell {
  readonly column: number;
}

function knownCells(text: string, block: MatrixBlock): PlacedCell[] {
  const known: PlacedCell[] = [];
  block.values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const written = text.slice(block.cellStarts[at], block.cellEnds[at]);
    known.push({ column: at % block.columns, text: written, value });
  });
  return known;
}

/** The most decimals of any of the cells. */
function mostOf(cells: readonly string[]): number {
  return cells.reduce((most, cell) => Math.max(most, decimalsOf(cell)), 0);
}

function amongWholes(decimals: number): number {
  return decimals === 0 ? decimalsAmongWholes : Math.min(mostDecimals, decimals);
}

function decimalsOf(cell: string): number {
  return /^[^\d.,]*\d*(?:\.|,|\{,\})(\d+)[^\d]*$/.exec(cell)?.[1]?.length ?? 0;
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
      return { ...range, text: tight ? `${value} ` : value };
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
    case 'c':
    case 'typst':
    case 'matrixmarket':
      return { ...range, text: value };
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
