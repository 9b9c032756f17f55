import type { Matrix } from '../../matrix/dense';
import type { Labels } from '../../protocol/analyses';
import { formatComplex } from '../../protocol/numbers';
import { largestMagnitude, moduli, shade, shadeClass } from '../model/colorScale';
import type { GridWindow } from '../model/gridWindow';
import { decimalPadding } from '../model/decimalPadding';

/** The widest tail after a decimal point is that of 0.0001234. */
export const mostPadding = 9;

export interface GridContent {
  readonly matrix: Matrix;
  readonly imaginary: Float64Array | null;
  /** The cells in fractions, by i·n + j; null where they are doubles. */
  readonly fractions: readonly string[] | null;
  readonly labels: Labels;
  /** The end of the colour scale; null takes the largest value of this matrix. */
  readonly largest: number | null;
  /** Cells to set apart as predicted, by i·n + j. */
  readonly predicted: ReadonlySet<number> | null;
}

/** The header row. */
export function headRow(view: GridWindow, { labels }: GridContent): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.append(document.createElement('td'));
  for (let j = 0; j < view.columns; j++) row.append(headerCell('col', j, labels.columns?.[j]));
  return row;
}

/** The rows of cells. Made by hand: twenty thousand templates would take seconds. */
export function bodyRows(view: GridWindow, content: GridContent): HTMLTableRowElement[] {
  const { matrix, imaginary, fractions, labels, predicted } = content;
  const { columns: n, values } = matrix;
  const magnitudes = imaginary ? moduli(values, imaginary) : values;
  const largest = content.largest ?? largestMagnitude(magnitudes);
  const texts = Array.from({ length: view.columns }, (_, j) =>
    Array.from({ length: view.rows }, (_, i) => {
      const at = i * n + j;
      return fractions?.[at] ?? formatComplex(values[at]!, imaginary?.[at] ?? 0);
    }),
  );
  const pads = texts.map(decimalPadding);
  return Array.from({ length: view.rows }, (_, i) => {
    const row = document.createElement('tr');
    row.append(headerCell('row', i, labels.rows?.[i]));
    for (let j = 0; j < view.columns; j++) {
      const at = i * n + j;
      const cell = document.createElement('td');
      cell.role = 'gridcell';
      cell.tabIndex = -1;
      cell.className = `${shadeClass(shade(magnitudes[at]!, largest))} pad${Math.min(pads[j]![i]!, mostPadding)}`;
      if (Number.isNaN(values[at])) cell.classList.add('missing');
      if (predicted?.has(at)) cell.classList.add('predicted');
      cell.textContent = texts[j]![i]!;
      row.append(cell);
    }
    return row;
  });
}

function headerCell(scope: 'row' | 'col', index: number, label: string | undefined): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = label === undefined || label === '' ? String(index + 1) : label;
  cell.title = cell.textContent;
  return cell;
}
