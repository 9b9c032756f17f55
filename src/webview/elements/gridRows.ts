import type { Labels } from '../../protocol/analyses';
import type { Cells } from '../cells/cells';
import { shade, shadeClass } from '../model/colorScale';
import type { ColumnStats } from '../model/columnStats';
import type { Columns, Span } from '../model/gridGeometry';
import { rowHeight } from './gridStyles';

export interface Sorted {
  readonly column: number;
  readonly descending: boolean;
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

/** The name of a row or a column: its label, or its number from 1. */
export function lineName(labels: readonly string[] | null, index: number): string {
  const label = labels?.[index];
  return label === undefined || label === '' ? String(index + 1) : label;
}

export function headRow(drawing: GridDrawing, span: Span): HTMLElement {
  const row = part('row', 'head');
  row.setAttribute('aria-rowindex', '1');
  const corner = part('presentation', 'label pinned');
  corner.style.width = `${drawing.labelWidth}px`;
  row.append(corner);
  for (let j = span.from; j < span.to; j++) {
    const cell = part('columnheader', drawing.sortable ? 'label sortable' : 'label');
    cell.id = `h${j}`;
    cell.setAttribute('aria-colindex', String(j + 2));
    const name = lineName(drawing.labels.columns, j);
    const isSorted = drawing.sorted?.column === j;
    if (isSorted) cell.setAttribute('aria-sort', drawing.sorted.descending ? 'descending' : 'ascending');
    cell.textContent = isSorted ? `${drawing.sorted.descending ? '▾' : '▴'} ${name}` : name;
    cell.title = drawing.sortable ? `${name}: sort by it` : name;
    place(cell, drawing, j);
    row.append(cell);
  }
  return row;
}

/** A row of cells, and the label that stands beside it in a column of its own. */
export interface BodyRow {
  readonly row: HTMLElement;
  readonly label: HTMLElement;
}

/**
 * The row of the matrix `index`, where it stands at `at` from the top. Labels are not in their rows: a column that stays
 * in place as a whole is drawn several times faster than labels that each do.
 */
export function bodyRow(drawing: GridDrawing, span: Span, index: number, at: number): BodyRow {
  const row = part('row', '');
  row.setAttribute('aria-rowindex', String(at + 2));
  row.style.top = `${rowHeight * (at + 1)}px`;
  const label = part('rowheader', 'label');
  label.id = `r${at}`;
  label.textContent = lineName(drawing.labels.rows, index);
  label.title = label.textContent;
  label.setAttribute('aria-colindex', '1');
  label.style.top = `${rowHeight * (at + 1)}px`;
  row.setAttribute('aria-owns', label.id);
  for (let j = span.from; j < span.to; j++) row.append(bodyCell(drawing, index, at, j));
  return { row, label };
}

function bodyCell(drawing: GridDrawing, index: number, at: number, j: number): HTMLElement {
  const { cells, largest, known, stats, hideBelow } = drawing;
  const value = cells.value(index, j);
  const cell = part('gridcell', value === null ? '' : shadeClass(shade(value, largest)));
  cell.id = `c${at}-${j}`;
  cell.setAttribute('aria-colindex', String(j + 2));
  if (value === null) cell.setAttribute('aria-busy', 'true');
  else if (Number.isNaN(value)) cell.classList.add('missing');
  if (Number.isNaN(known?.value(index, j))) cell.classList.add('predicted');
  const isHidden = value !== null && Math.abs(value) < hideBelow;
  cell.textContent = isHidden ? '·' : (cells.text(index, j) ?? '');
  const padding = stats[j]!.padding(index);
  if (padding > 0 && !isHidden) cell.style.paddingRight = `calc(8px + ${padding}ch)`;
  place(cell, drawing, j);
  return cell;
}

function place(cell: HTMLElement, { columns, labelWidth }: GridDrawing, j: number): void {
  cell.style.left = `${labelWidth + columns.left(j)}px`;
  cell.style.width = `${columns.width(j) - 1}px`;
}

function part(role: string, className: string): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', role);
  element.className = className;
  return element;
}
