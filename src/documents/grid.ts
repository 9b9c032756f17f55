import type { MatrixBlock, Problem, Range } from '../matrix/block';
import { exactDecimal } from '../matrix/exact';
import type { Rational } from '../matrix/rational';
import { isNumeric, type CellReader } from './cells/reading';
import { isMatrix } from './accept';
import type { Draft } from './draft';
import { labelTexts } from './labelTexts';
import { longestCell, mostProblems, problems } from './problems';

/** The cells of a candidate in typed arrays, as a block keeps them. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Cells that are read already; NaN for the others. */
  readonly values: Float64Array;
  readonly cellStarts: Uint32Array;
  readonly cellEnds: Uint32Array;
  /** How many cells a row has in the text. */
  width(row: number): number;
  /** Where a row stands. */
  place(row: number): Range;
}

/** Exact values are for matrices that a person writes: of larger ones, only the doubles are kept. */
const mostExactCells = 10_000;
/** A decimal up to this long is always what its double says. */
const shortDecimal = 15;
const looksNumeric = /^[\d.,+\-\seE]+$/;

/** What reading the cells of a grid has come to so far. */
interface Findings {
  readonly problems: Problem[];
  readonly tally: { numbers: number; marks: number; faults: number };
  missing: number;
  /** Null until a cell has an imaginary part. */
  imaginary: Float64Array | null;
  /** Null until a cell says more than its double; of large matrices it stays so. */
  exact: Map<number, Rational> | null;
}

/** Reads the cells of a grid that are not read yet, in place; null where it turns out not to be a matrix. */
export function readGrid(
  text: string,
  draft: Omit<Draft, 'rows'>,
  grid: Grid,
  readCell: CellReader,
): MatrixBlock | null {
  const { rows, columns, values, cellStarts, cellEnds } = grid;
  const found: Findings = {
    problems: [...draft.problems],
    tally: { numbers: 0, marks: 0, faults: draft.words ?? 0 },
    missing: 0,
    imaginary: null,
    exact: null,
  };
  readCells(text, grid, readCell, found);
  if (!isMatrix(draft.format, found.tally)) return null;
  return {
    format: draft.format,
    start: draft.start,
    end: draft.end,
    name: draft.name,
    rows,
    columns,
    values,
    imaginary: found.imaginary,
    exact: found.exact,
    missing: found.missing,
    cellStarts,
    cellEnds,
    rowLabels: labelTexts(draft.rowLabels),
    columnLabels: labelTexts(draft.columnLabels),
    rowLabelRanges: draft.rowLabels,
    columnLabelRanges: draft.columnLabels,
    problems: found.problems,
  };
}

function readCells(text: string, grid: Grid, readCell: CellReader, found: Findings): void {
  const { rows, columns, values, cellStarts, cellEnds } = grid;
  const keepsExact = rows * columns <= mostExactCells;
  let known = 0;
  for (let i = 0; i < rows; i++) {
    const width = grid.width(i);
    if (width !== columns) report(found, () => problems.raggedRow(i, width, columns, rangeOf(grid.place(i))));
    const first = i * columns;
    const end = first + Math.min(width, columns);
    for (let at = first; at < end; at++) {
      if (!Number.isFinite(values[at]!)) readOne(text, grid, i, at - first, readCell, found);
      else {
        known++;
        if (keepsExact && cellEnds[at]! - cellStarts[at]! > shortDecimal)
          keepExact(found, at, exactDecimal(text.slice(cellStarts[at], cellEnds[at])));
      }
    }
  }
  found.tally.numbers += known;
}

function readOne(text: string, grid: Grid, i: number, j: number, readCell: CellReader, found: Findings): void {
  const { rows, columns, values, cellStarts, cellEnds } = grid;
  const { tally } = found;
  const at = i * columns + j;
  const range = { start: cellStarts[at]!, end: cellEnds[at]! };
  if (range.end - range.start > longestCell) {
    values[at] = Number.NaN;
    report(found, () => problems.tooLong(i, j, range));
    if (looksNumeric.test(text.slice(range.start, range.start + longestCell))) tally.numbers++;
    else tally.faults++;
    return;
  }
  const cell = text.slice(range.start, range.end);
  const reading = readCell(cell);
  values[at] = reading.kind === 'number' ? reading.value : Number.NaN;
  switch (reading.kind) {
    case 'number':
      // A letter i alone says nothing of whether the letters around it are numbers.
      if (/\d/.test(cell) || reading.imaginary === 0) tally.numbers++;
      if (rows * columns <= mostExactCells) keepExact(found, at, reading.exact);
      if (reading.imaginary !== 0) (found.imaginary ??= new Float64Array(rows * columns))[at] = reading.imaginary;
      break;
    case 'missing':
      found.missing++;
      if (cell !== '') tally.marks++;
      break;
    case 'fault':
      if (isNumeric(reading)) tally.numbers++;
      else tally.faults++;
      report(found, () => problems.cell(reading.code, i, j, cell, range));
  }
}

function keepExact(found: Findings, at: number, written: Rational | null): void {
  if (written !== null) (found.exact ??= new Map<number, Rational>()).set(at, written);
}

function report({ problems: all }: Findings, problem: () => Problem): void {
  if (all.length < mostProblems) all.push(problem());
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
