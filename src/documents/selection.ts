import type { MatrixBlock, Problem, Range } from '../matrix/block';
import type { ExactCells } from '../matrix/exact';
import type { Rational } from '../matrix/rational';
import { readSelectedRows } from './selectedRows';
import { labelTexts } from './labelTexts';
import { withNumericMarks } from './numericMarks';
import { blockAt, contextOf, findMatrices, type FindOptions } from './find';

/**
 * What a person selected, of each selection in this order: the blocks that are wholly selected; the cells touched of
 * the one block that is partly selected (the whole block where no cell is wholly selected); every block touched, of
 * several; else the selected text itself, as rows without anything around them. Empty where that is no matrix. A
 * selection without length is the cursor: the block it is in.
 */
export function readSelections(text: string, ranges: readonly Range[], options: FindOptions): MatrixBlock[] {
  const blocks = findMatrices(text, options);
  return ranges.flatMap((range) => readSelection(text, blocks, range, options));
}

function readSelection(
  text: string,
  blocks: readonly MatrixBlock[],
  range: Range,
  options: FindOptions,
): MatrixBlock[] {
  if (range.start >= range.end) {
    const block = blockAt(blocks, range.start);
    return block === null ? [] : [block];
  }
  const touched = blocks.filter((block) => block.start < range.end && range.start < block.end);
  const whole = touched.filter((block) => everyCellIn(block, range));
  if (whole.length > 0) return whole;
  const only = touched[0];
  if (only === undefined) {
    const context = contextOf(options);
    return [...withNumericMarks(text, readSelectedRows(text, range, context), context)];
  }
  return touched.length === 1 ? [touchedPart(only, range)] : touched;
}

function everyCellIn(block: MatrixBlock, range: Range): boolean {
  return block.cellStarts.every((start, at) => range.start <= start && block.cellEnds[at]! <= range.end);
}

/** The smallest submatrix that holds every cell touched. */
function touchedPart(block: MatrixBlock, range: Range): MatrixBlock {
  let [top, bottom, left, right] = [block.rows, -1, block.columns, -1];
  let anyWhole = false;
  for (let i = 0; i < block.rows; i++)
    for (let j = 0; j < block.columns; j++) {
      const [start, end] = [block.cellStarts[i * block.columns + j]!, block.cellEnds[i * block.columns + j]!];
      const isWhole = range.start <= start && end <= range.end;
      if (!isWhole && !(start < range.end && range.start < end)) continue;
      anyWhole ||= isWhole;
      [top, bottom, left, right] = [Math.min(top, i), Math.max(bottom, i), Math.min(left, j), Math.max(right, j)];
    }
  const isAll = (bottom - top + 1) * (right - left + 1) === block.values.length;
  return anyWhole && !isAll ? submatrix(block, top, bottom + 1, left, right + 1) : block;
}

/** Rows top … bottom − 1 and columns left … right − 1 of a block, with their labels; a part has no name. */
function submatrix(block: MatrixBlock, top: number, bottom: number, left: number, right: number): MatrixBlock {
  const [rows, columns] = [bottom - top, right - left];
  const at = Array.from({ length: rows * columns }, (_, k) => {
    return (top + Math.floor(k / columns)) * block.columns + left + (k % columns);
  });
  const values = Float64Array.from(at, (k) => block.values[k]!);
  const cellStarts = Uint32Array.from(at, (k) => block.cellStarts[k]!);
  const cellEnds = Uint32Array.from(at, (k) => block.cellEnds[k]!);
  const [start, end] = [cellStarts[0]!, cellEnds.at(-1)!];
  const holds = (problem: Problem, k: number): boolean =>
    problem.start <= cellStarts[k]! && cellEnds[k]! <= problem.end;
  const problems = block.problems.filter((problem) => at.some((_, k) => holds(problem, k)));
  const rowLabelRanges = block.rowLabelRanges?.slice(top, bottom) ?? null;
  const columnLabelRanges = block.columnLabelRanges?.slice(left, right) ?? null;
  return {
    format: block.format,
    start,
    end,
    name: null,
    rows,
    columns,
    values,
    imaginary: imaginaryOf(block, at),
    exact: exactOf(block, at),
    missing: at.filter((_, k) => Number.isNaN(values[k]!) && !problems.some((problem) => holds(problem, k))).length,
    cellStarts,
    cellEnds,
    rowLabels: labelTexts(rowLabelRanges),
    columnLabels: labelTexts(columnLabelRanges),
    rowLabelRanges,
    columnLabelRanges,
    problems,
  };
}

/** The imaginary parts of the cells `at`; null where all are real. */
function imaginaryOf({ imaginary }: MatrixBlock, at: readonly number[]): Float64Array | null {
  const picked = imaginary === null ? null : Float64Array.from(at, (k) => imaginary[k]!);
  return picked?.some((value) => value !== 0) === true ? picked : null;
}

/** The exact values of the cells `at`, by their places in it; null where none has one. */
function exactOf({ exact }: MatrixBlock, at: readonly number[]): ExactCells | null {
  const picked = new Map(
    at.flatMap((k, place): [number, Rational][] => {
      const value = exact?.get(k);
      return value === undefined ? [] : [[place, value]];
    }),
  );
  return picked.size > 0 ? picked : null;
}
