import { shade, shadeClass } from '../model/colorScale';
import type { Span } from '../model/gridGeometry';
import { hiddenText, lineName, shownText, type GridDrawing } from './gridDrawing';
import { rowHeight } from './gridStyles';

/** The row of column labels, with those of the span. */
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

/** A row of cells by their columns, and the label that stands beside it in a column of its own. */
export interface BodyRow {
  readonly row: HTMLElement;
  readonly label: HTMLElement;
  readonly cells: Map<number, HTMLElement>;
}

/**
 * A row without cells. Labels are not in their rows: a column that stays in place as a whole is drawn several times
 * faster than labels that each do.
 */
export function emptyRow(): BodyRow {
  return { row: part('row', ''), label: part('rowheader', 'label'), cells: new Map() };
}

/** Puts a row, drawn before or new, at `at` from the top: that of the matrix `index`. Its cells are filled apart. */
export function placeRow({ row, label }: BodyRow, { labels }: GridDrawing, index: number, at: number): void {
  const top = `${rowHeight * (at + 1)}px`;
  row.setAttribute('aria-rowindex', String(at + 2));
  row.style.top = top;
  row.setAttribute('aria-owns', `r${at}`);
  label.id = `r${at}`;
  label.setAttribute('aria-colindex', '1');
  label.style.top = top;
  nameRow(label, lineName(labels.rows, index));
}

function nameRow(label: HTMLElement, name: string): void {
  setText(label, name);
  if (label.title !== name) label.title = name;
}

/** Gives a row the cells of the span, in their order; those that are no longer seen become those that now are. */
export function spanRow({ row, cells }: BodyRow, drawing: GridDrawing, span: Span): void {
  const spare = [...cells].filter(([j]) => j < span.from || j >= span.to);
  for (const [j] of spare) cells.delete(j);
  const take = (j: number): HTMLElement => {
    const cell = spare.pop()?.[1] ?? part('gridcell', '');
    cell.setAttribute('aria-colindex', String(j + 2));
    place(cell, drawing, j);
    cells.set(j, cell);
    return cell;
  };
  const first = Math.min(span.to, ...cells.keys());
  for (let j = first - 1; j >= span.from; j--) row.prepend(take(j));
  for (let j = first; j < span.to; j++) if (!cells.has(j)) row.append(take(j));
  for (const [, cell] of spare) cell.remove();
}

/** Writes the cells of a row that is in its place, where they differ from what they were; true where some are not here. */
export function fillRow({ label, cells }: BodyRow, drawing: GridDrawing, index: number, at: number): boolean {
  nameRow(label, lineName(drawing.labels.rows, index));
  let isBusy = false;
  for (const [j, cell] of cells) if (fillCell(cell, drawing, index, at, j)) isBusy = true;
  return isBusy;
}

function fillCell(cell: HTMLElement, drawing: GridDrawing, index: number, at: number, j: number): boolean {
  const { cells, largest, known, stats, hideBelow } = drawing;
  const value = cells.value(index, j);
  const text = shownText(cells, hideBelow, index, j) ?? '';
  const { width, padding } = stats[j]!;
  const classes = [
    value === null ? '' : shadeClass(shade(value, largest)),
    Number.isNaN(value) ? 'missing' : '',
    Number.isNaN(known?.value(index, j)) ? 'predicted' : '',
    text.length > width ? 'cut' : '',
  ].filter((name) => name !== '');
  const className = classes.join(' ');
  const id = `c${at}-${j}`;
  if (cell.id !== id) cell.id = id;
  if (cell.className !== className) cell.className = className;
  if (value === null) cell.setAttribute('aria-busy', 'true');
  else if (cell.hasAttribute('aria-busy')) cell.removeAttribute('aria-busy');
  setText(cell, text);
  const right = text === hiddenText ? 0 : padding(index);
  const paddingRight = right > 0 ? `calc(8px + ${right}ch)` : '';
  if (cell.style.paddingRight !== paddingRight) cell.style.paddingRight = paddingRight;
  return value === null;
}

function setText(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
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
