import type { Labels } from '../../protocol/analyses';
import { exactNumber, trueMinus } from '../../protocol/numbers';
import type { Cells } from '../cells/cells';
import { mixed, shade, shades, strongestShade } from './colorScale';
import { csvField } from './csv';
import { svgFile, svgRectangle, svgText } from './svg';

/** A matrix as it is shown. */
export interface GridSource {
  readonly name: string;
  readonly cells: Cells;
  readonly labels: Labels;
  /** The end of the colour scale. */
  readonly largest: number;
}

/** Colours of a picture, as #rrggbb. */
export interface PictureColors {
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly positive: string;
  readonly negative: string;
}

/** Rows and columns of a picture at most. */
const mostRows = 400;
const mostColumns = 120;
/** Cells up to which the numbers are written in them. */
const mostTexts = 2_000;

const font = 11;
const character = 0.62 * font;
const cellHeight = 20;
const plainCell = 6;

/** A matrix as an SVG picture: each cell in its colour, with its number where there are few. The cells must be here. */
export function gridSvg({ name, cells, labels, largest }: GridSource, colors: PictureColors): string {
  const [rows, columns] = [Math.min(cells.rows, mostRows), Math.min(cells.columns, mostColumns)];
  const hasTexts = rows * columns <= mostTexts;
  const widths = Array.from({ length: columns }, (_, j) =>
    hasTexts ? columnWidth(cells, j, rows, lineName(labels.columns, j)) : plainCell,
  );
  const height = hasTexts ? cellHeight : plainCell;
  const longest = Array.from({ length: hasTexts ? rows : 0 }, (_, i) => lineName(labels.rows, i).length);
  const left = hasTexts ? Math.ceil(character * Math.max(1, ...longest)) + 8 : 0;
  const top = 22 + (hasTexts ? cellHeight : 0);
  const starts = widths.reduce<number[]>((all, width) => [...all, all.at(-1)! + width], [left]);
  const [width, below] = [starts.at(-1)!, top + rows * height];
  const isCut = rows < cells.rows || columns < cells.columns;
  const parts: string[] = [
    svgRectangle(0, 0, width + 8, below + (isCut ? 26 : 8), colors.ground),
    svgText(0, 14, name, colors.ink, 'start'),
  ];
  for (let i = 0; i < rows; i++) {
    const y = top + i * height;
    if (hasTexts) parts.push(svgText(left - 6, y + 14, lineName(labels.rows, i), colors.quiet, 'end'));
    for (let j = 0; j < columns; j++) {
      const value = cells.value(i, j);
      parts.push(
        svgRectangle(starts[j]!, y, widths[j]! - 1, height - 1, colorOf(value ?? Number.NaN, largest, colors)),
      );
      if (hasTexts)
        parts.push(svgText(starts[j]! + widths[j]! - 7, y + 14, trueMinus(cells.text(i, j) ?? ''), colors.ink, 'end'));
    }
  }
  if (hasTexts)
    for (let j = 0; j < columns; j++)
      parts.push(svgText(starts[j]! + widths[j]! - 7, top - 6, lineName(labels.columns, j), colors.quiet, 'end'));
  if (isCut)
    parts.push(
      svgText(0, below + 16, `The first ${rows}×${columns} of ${cells.rows}×${cells.columns}.`, colors.quiet, 'start'),
    );
  const [w, h] = [Math.ceil(width + 8), Math.ceil(below + (isCut ? 26 : 8))];
  return svgFile(w, h, font, parts);
}

/** All cells, to the last digit, as CSV (RFC 4180) with names where there are some; empty where one is missing. */
export function gridCsv({ cells, labels }: GridSource): string {
  const { rows: rowNames, columns: columnNames } = labels;
  const lines = Array.from({ length: cells.rows }, (_, i) => {
    const values = Array.from({ length: cells.columns }, (__, j) => {
      const value = cells.value(i, j);
      if (value === null || Number.isNaN(value)) return '';
      // a fraction is written with what it is in decimals, of which one is data
      return cells.exact(i, j)?.split(' ≈ ')[0] ?? exactNumber(value);
    });
    return [...(rowNames === null ? [] : [lineName(rowNames, i)]), ...values];
  });
  const head = Array.from({ length: cells.columns }, (_, j) => lineName(columnNames, j));
  const all =
    columnNames === null && rowNames === null ? lines : [[...(rowNames === null ? [] : ['']), ...head], ...lines];
  return all.map((line) => `${line.map(csvField).join(',')}\n`).join('');
}

function columnWidth(cells: Cells, j: number, rows: number, head: string): number {
  let longest = head.length;
  for (let i = 0; i < rows; i++) longest = Math.max(longest, cells.text(i, j)?.length ?? 0);
  return Math.ceil(character * longest) + 15;
}

function lineName(labels: readonly string[] | null, index: number): string {
  const label = labels?.[index];
  return label === undefined || label === '' ? String(index + 1) : label;
}

/** The colour that a grid gives a cell: as much of one side of the scale as the value is of the largest. */
function colorOf(value: number, largest: number, { ground, positive, negative }: PictureColors): string {
  const step = shade(value, largest);
  const share = ((Math.abs(step) / shades) * strongestShade) / 100;
  return mixed(step > 0 ? positive : negative, ground, share);
}
