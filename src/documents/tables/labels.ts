import type { Label, Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

/** A cell of a table: its place, its text as a label, and what it speaks for. */
export interface TableCell extends Range {
  readonly label: string;
  /** In quotation marks or bold type: a label beyond doubt, that of its own column. */
  readonly setApart: boolean;
  /** `label`: words, or a number set apart by quotation marks or bold type. `data`: a number or a missing mark. */
  readonly evidence: 'label' | 'data' | 'empty';
}

export interface TableRow extends Range {
  readonly cells: readonly TableCell[];
}

/** A table taken apart into its body and its labels. */
export interface LabelledRows {
  readonly rows: readonly RowSpan[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
}

/** What stands above a label column: "id", "userId", "user_id", "#", "User \ Movie". */
export const cornerName =
  /^(?:#|index|row|name|label|user|item|movie|.*(?:\bid|Id|_id)|.*[^\s\\/]\s*[\\/]\s*[^\s\\/].*)$/;

/**
 * Tells labels from data by content. The first column holds labels where most of it, below the first row, is words;
 * or where the first row is a header whose corner is empty or names identifiers. The first row is a header where
 * most of it (but the corner) is words.
 */
export function takeLabels(table: readonly TableRow[]): LabelledRows {
  const first = table[0];
  if (first === undefined) return { rows: [], rowLabels: null, columnLabels: null };
  const below = table.slice(1);
  const wide = first.cells.length > 1;
  const wordsInFirstColumn = mostlyLabels((below.length > 0 ? below : table).map((row) => row.cells[0]));
  let labelColumn = wide && wordsInFirstColumn;
  const header = below.length > 0 && isHeader(first, labelColumn ? 1 : 0, below);
  if (header && wide && !labelColumn) labelColumn = headsLabels(first, below);
  return split(table, header, labelColumn);
}

/** The same for a table whose first row is set apart as its header: data only if each of its cells is. */
export function takeLabelsBelowHeader(table: readonly TableRow[]): LabelledRows {
  const first = table[0];
  if (first === undefined) return { rows: [], rowLabels: null, columnLabels: null };
  const below = table.slice(1);
  const header = !first.cells.every((cell) => cell.evidence === 'data');
  const wide = first.cells.length > 1;
  const labelColumn =
    wide &&
    (mostlyLabels((header ? below : table).map((row) => row.cells[0])) || (header && headsLabels(first, below)));
  return split(table, header, labelColumn);
}

function isHeader(first: TableRow, from: number, below: readonly TableRow[]): boolean {
  if (mostlyLabels(first.cells.slice(from))) return true;
  // What pandas writes for a frame without names: an empty corner, and 0, 1, 2, … along both sides.
  const counts = (cells: readonly (TableCell | undefined)[]): boolean =>
    cells.length > 0 && cells.every((cell, i) => cell?.label === String(i));
  return (
    first.cells[0]?.evidence === 'empty' && counts(first.cells.slice(1)) && counts(below.map((row) => row.cells[0]))
  );
}

function headsLabels(header: TableRow, below: readonly TableRow[]): boolean {
  const [corner, ...rest] = header.cells;
  if (corner === undefined || !rest.some((cell) => cell.evidence !== 'empty')) return false;
  if (corner.evidence === 'empty') return true;
  const ids = below.map((row) => row.cells[0]?.label);
  return !corner.setApart && cornerName.test(corner.label) && new Set(ids).size === ids.length;
}

function mostlyLabels(cells: readonly (TableCell | undefined)[]): boolean {
  let labels = 0;
  let filled = 0;
  for (const cell of cells) {
    if (cell === undefined || cell.evidence === 'empty') continue;
    filled++;
    if (cell.evidence === 'label') labels++;
  }
  return 2 * labels > filled;
}

function split(table: readonly TableRow[], header: boolean, labelColumn: boolean): LabelledRows {
  const from = labelColumn ? 1 : 0;
  const body = header ? table.slice(1) : table;
  const asLabel = (cell: TableCell | undefined, row: TableRow): Label =>
    cell === undefined
      ? { text: '', start: row.start, end: row.start }
      : { text: cell.label, start: cell.start, end: cell.end };
  const headerCells = header ? (table[0]?.cells ?? []).slice(from) : [];
  return {
    rows: body.map((row) => ({
      start: row.start,
      end: row.end,
      cells: row.cells.slice(from).map(({ start, end }) => ({ start, end })),
    })),
    rowLabels: labelColumn ? body.map((row) => asLabel(row.cells[0], row)) : null,
    columnLabels: headerCells.some((cell) => cell.evidence !== 'empty')
      ? headerCells.map((cell) => asLabel(cell, table[0]!))
      : null,
  };
}
