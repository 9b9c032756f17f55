import type { Labels } from '../../protocol/analyses';
import { trueMinus } from '../../protocol/numbers';
import { largestOf, type Cells } from '../cells/cells';
import { columnStats, type ColumnStats } from '../model/columnStats';
import { columnsOf, type Columns } from '../model/gridGeometry';

export interface Sorted {
  readonly column: number;
  readonly descending: boolean;
}

/** What a grid is told to show. */
export interface GridSource {
  readonly cells: Cells;
  readonly labels: Labels;
  readonly largest: number | null;
  readonly known: Cells | null;
  readonly alike: readonly Cells[];
  readonly sorted: Sorted | null;
  readonly hideBelow: number;
  readonly sortable: boolean;
  readonly share: number;
}

/** What the rows of a grid are drawn from. */
export interface GridDrawing {
  readonly cells: Cells;
  readonly labels: Labels;
  readonly columns: Columns;
  readonly stats: readonly ColumnStats[];
  /** Of the row labels, in pixels. */
  readonly labelWidth: number;
  readonly largest: number;
  /** Magnitudes below are not written out. */
  readonly hideBelow: number;
  /** Cells that are missing there are predicted. */
  readonly known: Cells | null;
  readonly sortable: boolean;
  readonly sorted: Sorted | null;
}

/** Whether two drawings have their cells, their labels and what is above them in the same places. */
export function standsAlike(a: GridDrawing, b: GridDrawing): boolean {
  return (
    a.cells.rows === b.cells.rows &&
    a.stats.length === b.stats.length &&
    a.stats.every(({ width }, j) => width === b.stats[j]!.width) &&
    a.labelWidth === b.labelWidth &&
    a.labels.columns === b.labels.columns &&
    a.sortable === b.sortable &&
    a.sorted?.column === b.sorted?.column &&
    a.sorted?.descending === b.sorted?.descending
  );
}

/** The name of a row or a column: its label, or its number from 1. */
export function lineName(labels: readonly string[] | null, index: number): string {
  const label = labels?.[index];
  return label === undefined || label === '' ? String(index + 1) : label;
}

/** What a cell of a matrix reads as in a grid that does not write out small magnitudes; null while it is not here. */
export function shownText(cells: Cells, hideBelow: number, row: number, column: number): string | null {
  const value = cells.value(row, column);
  if (value !== null && Math.abs(value) < hideBelow) return hiddenText;
  const text = cells.text(row, column);
  return text === null ? null : trueMinus(text);
}

/** What stands for a magnitude that is not written out. */
export const hiddenText = '·';

/** The longest a row label gets, in characters and as a part of the width that there is. */
const longestLabel = 26;
const widestLabel = 0.35;
/** Pixels beside the numbers of a column, and beside the row labels. */
const columnRoom = 17;
const labelRoom = 8;

/** `character` is the width of a character of the numbers' font, in pixels. */
export function drawingOf(source: GridSource, character: number, pageWidth: number): GridDrawing {
  const { cells, labels, largest, known, sorted, hideBelow, sortable, share } = source;
  const stats = statsOf(source);
  let longest = String(cells.rows).length;
  for (const label of labels.rows ?? []) longest = Math.max(longest, label.length);
  const widest = Math.min(longestLabel * character, widestLabel * share * pageWidth);
  return {
    cells,
    labels,
    columns: columnsOf(stats.map(({ width }) => Math.ceil(width * character) + columnRoom)),
    stats,
    labelWidth: Math.ceil(Math.min(widest, longest * character) + labelRoom),
    largest: largest ?? (cells.isWhole ? largestOf(cells) : 0),
    hideBelow,
    known,
    sortable,
    sorted,
  };
}

/** Whether columns are to be wider or narrower than in a drawing. */
export function widthsDiffer(source: GridSource, { stats }: GridDrawing): boolean {
  return statsOf(source).some(({ width }, j) => width !== stats[j]?.width);
}

function statsOf({ cells, alike, labels, sorted }: GridSource): readonly ColumnStats[] {
  return columnStats(cells, alike, (j) => `${sorted?.column === j ? '▾ ' : ''}${lineName(labels.columns, j)}`);
}
