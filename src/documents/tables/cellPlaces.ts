import type { RowSpan } from '../draft';
import { takeLabels, type LabelPlaces, type TableContent } from './labels';

/** Where the cells of a table stand, and where the labels of their rows do. */
export interface CellPlaces {
  /** The first row of cells. */
  readonly top: number;
  /** The columns of cells, from left to right. */
  readonly columns: readonly number[];
  /** The columns that name the rows. */
  readonly labels: readonly number[];
  /** How many cells of words stand in the columns that are left out. */
  readonly words: number;
}

/**
 * Tells the columns of numbers from those of words, such as the region beside the name of a country, or a date. Words
 * cannot be computed with: their columns are left out, and the first of them names the rows where nothing else does.
 * So is a row below the header that has only words, the units of the columns.
 */
export function placeCells(table: TableContent, { header, labelColumns: left }: LabelPlaces): CellPlaces {
  const width = table.rows === 0 ? 0 : table.width(0);
  const below = header ? 1 : 0;
  const all = Array.from({ length: Math.max(0, width - left) }, (_, j) => left + j);
  const isWords = all.map((column) => isOfWords(table, column, below));
  const columns = all.filter((_, j) => !isWords[j]!);
  const labels = Array.from({ length: Math.min(left, width) }, (_, column) => column);
  // Where all are words, they are no table of numbers, and are told as they stand.
  if (columns.length === 0) return { top: below, columns: all, labels, words: 0 };
  const top = header && below + 1 < table.rows && isOfUnits(table, below, columns) ? below + 1 : below;
  const others = all.filter((_, j) => isWords[j]!);
  const names = left > 0 ? labels : others.filter((column) => isDistinct(table, column, top)).slice(0, 1);
  return {
    top,
    columns,
    labels: names,
    words: others.reduce((sum, column) => sum + wordsIn(table, column, top), 0),
  };
}

/** The rows of cells of a table whose rows are these, with their labels, and how many words are left out. */
export function takeCells(table: TableContent, places: LabelPlaces, spans: readonly RowSpan[]) {
  const cells = placeCells(table, places);
  const rows = spans.slice(cells.top).map((row) => cellsOf(row, cells, table.width(0)));
  return { rows, ...takeLabels(table, places.header, cells), words: cells.words };
}

/** The cells of a row; one that is too short lacks its last ones, and one that is too long has the others behind them. */
function cellsOf({ start, end, cells }: RowSpan, { columns }: CellPlaces, width: number): RowSpan {
  return { start, end, cells: [...columns.flatMap((column) => cells[column] ?? []), ...cells.slice(width)] };
}

/** 5 kg is a number to a person, who is told that it cannot be read. */
const quantity = /^[+-]?[\d.,]+\s?\p{L}{1,5}$/u;

function isOfWords(table: TableContent, column: number, from: number): boolean {
  let hasWords = false;
  for (let i = from; i < table.rows; i++) {
    if (table.isNumber(i, column)) return false;
    if (table.evidence(i, column) !== 'label') continue;
    if (quantity.test(table.label(i, column))) return false;
    hasWords = true;
  }
  return hasWords;
}

function isOfUnits(table: TableContent, row: number, columns: readonly number[]): boolean {
  const evidence = columns.map((column) => table.evidence(row, column));
  return evidence.every((one) => one !== 'data') && evidence.filter((one) => one === 'label').length > 1;
}

function isDistinct(table: TableContent, column: number, from: number): boolean {
  const names = new Set<string>();
  for (let i = from; i < table.rows; i++) names.add(table.label(i, column));
  return names.size === table.rows - from && !names.has('');
}

function wordsIn(table: TableContent, column: number, from: number): number {
  let words = 0;
  for (let i = from; i < table.rows; i++) if (table.evidence(i, column) === 'label') words++;
  return words;
}
