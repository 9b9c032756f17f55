import type { Label, Range } from '../../matrix/block';
import type { CellPlaces } from './cellPlaces';

/** `label`: words, or a number set apart by quotation marks or bold type. `data`: a number or a missing mark. */
export type Evidence = 'label' | 'data' | 'empty';

/** What a table tells about its cells, by row and column, before its labels are known. */
export interface TableContent {
  readonly rows: number;
  /** How many cells a row has. */
  width(row: number): number;
  evidence(row: number, column: number): Evidence;
  /** Whether the cell is a number, if one that cannot be used. */
  isNumber(row: number, column: number): boolean;
  /** The cell's text as a label. */
  label(row: number, column: number): string;
  place(row: number, column: number): Range;
  /** In quotation marks or bold type: a label beyond doubt, that of its own column. */
  isSetApart(row: number, column: number): boolean;
}

/** How a table comes apart: whether its first row is a header, and how many columns on its left hold labels. */
export interface LabelPlaces {
  readonly header: boolean;
  readonly labelColumns: number;
}

/** What stands above a label column: "id", "userId", "USER_ID", "#", "User \ Movie"; R's and pandas' own words for one. */
export const cornerName =
  /^(?:#|[Ii]ndex|[Rr]ow(?:names)?|Unnamed: 0|[Nn]ame|[Ll]abel|[Uu]ser|[Ii]tem|[Mm]ovie|.*(?:\b[Ii]d|Id|(?:\b|[a-z_])ID|_id)|.*[^\s\\/]\s*[\\/]\s*[^\s\\/].*)$/;

/**
 * Tells labels from data by content. The first column holds labels where most of it, below the first row, is words;
 * or where the first row is a header whose corner is empty or names identifiers. The first row is a header where
 * most of it (but the corner) is words. Columns of nothing but words beside the first say more of each row.
 */
export function placeLabels(table: TableContent): LabelPlaces {
  const wide = table.width(0) > 1;
  const wordsInFirstColumn = wide && mostLabelRows(table, table.rows > 1 ? 1 : 0);
  const header = table.rows > 1 && isHeader(table, wordsInFirstColumn ? 1 : 0);
  return withMoreLabels(table, header, wordsInFirstColumn || (header && wide && headsLabels(table)));
}

/** The same for a table whose first row is set apart as its header: data only if each of its cells is. */
export function placeLabelsBelowHeader(table: TableContent): LabelPlaces {
  const header = !isFirstRow(table, 0, (evidence) => evidence === 'data');
  const wide = table.width(0) > 1;
  const labelColumn = wide && (mostLabelRows(table, header ? 1 : 0) || (header && headsLabels(table)));
  return withMoreLabels(table, header, labelColumn);
}

/** Only while there are more columns of cells than of labels: else it is a list, and no matrix. */
function withMoreLabels(table: TableContent, header: boolean, labelColumn: boolean): LabelPlaces {
  const [top, width] = [header ? 1 : 0, table.width(0)];
  let labelColumns = labelColumn ? 1 : 0;
  if (labelColumn)
    while (width - labelColumns - 1 > labelColumns + 1 && isNames(table, top, labelColumns)) labelColumns++;
  return { header, labelColumns };
}

/** Whether a column holds names alone. What begins with anything but a letter may be a quantity with its unit. */
function isNames(table: TableContent, from: number, column: number): boolean {
  let names = 0;
  for (let i = from; i < table.rows; i++) {
    const evidence = table.evidence(i, column);
    if (evidence === 'data' || (evidence === 'label' && !/^\p{L}/u.test(table.label(i, column)))) return false;
    if (evidence === 'label') names++;
  }
  return 2 * names > table.rows - from;
}

/** The labels themselves, with their places; a row without a first cell has an empty label at its end. */
export function takeLabels(
  table: TableContent,
  header: boolean,
  { top, columns, labels }: CellPlaces,
): { readonly rowLabels: readonly Label[] | null; readonly columnLabels: readonly Label[] | null } {
  const label = (row: number, column: number): Label => ({
    text: table.label(row, column),
    ...table.place(row, column),
  });
  const ofRow = (row: number): Label => {
    const parts = labels.map((column) => label(row, column));
    const written = parts.filter(({ text }) => text !== '');
    const last = (written.at(-1) ?? parts[0]!).end;
    return { text: written.map(({ text }) => text).join(' · '), start: parts[0]!.start, end: last };
  };
  const named = header && columns.some((column) => table.evidence(0, column) !== 'empty');
  return {
    rowLabels: labels.length > 0 ? Array.from({ length: table.rows - top }, (_, i) => ofRow(top + i)) : null,
    columnLabels: named ? columns.map((column) => label(0, column)) : null,
  };
}

/** Whether each cell of the first row, from a column on, says so. */
function isFirstRow(table: TableContent, from: number, says: (evidence: Evidence) => boolean): boolean {
  for (let j = from; j < table.width(0); j++) if (!says(table.evidence(0, j))) return false;
  return true;
}

function mostLabelRows(table: TableContent, from: number): boolean {
  return mostlyLabels(table.rows - from, (i) => table.evidence(from + i, 0));
}

function isHeader(table: TableContent, from: number): boolean {
  if (mostlyLabels(table.width(0) - from, (j) => table.evidence(0, from + j))) return true;
  if (countsColumns(table)) return true;
  // What pandas writes for a frame without names: an empty corner, and 0, 1, 2, … along both sides.
  if (table.evidence(0, 0) !== 'empty' || table.width(0) < 2) return false;
  for (let j = 1; j < table.width(0); j++) if (table.label(0, j) !== String(j - 1)) return false;
  for (let i = 1; i < table.rows; i++) if (table.label(i, 0) !== String(i - 1)) return false;
  return true;
}

const [firstYear, lastYear] = [1500, 2100] as const;

/** Whether the numbers of the first row are years, or count 1, 2, 3, … beside a corner that says what they are of. */
function countsColumns(table: TableContent): boolean {
  if (table.evidence(0, 0) === 'data') return false;
  const counts: number[] = [];
  for (let j = 1; j < table.width(0); j++) {
    const label = table.label(0, j);
    if (table.evidence(0, j) === 'data') counts.push(/^\d{1,6}$/.test(label) ? Number(label) : Number.NaN);
  }
  if (counts.length === 0) return false;
  const [first = Number.NaN, second = Number.NaN] = counts;
  const step = second - first;
  if (step === 0 || !counts.every((count, i) => count === first + i * step)) return false;
  if (counts.every((count) => count >= firstYear && count <= lastYear)) return true;
  return step === 1 && first <= 1 && counts.length > 2 && cornerName.test(table.label(0, 0));
}

function headsLabels(table: TableContent): boolean {
  if (isFirstRow(table, 1, (evidence) => evidence === 'empty')) return false;
  if (table.evidence(0, 0) === 'empty') return true;
  if (table.isSetApart(0, 0) || !cornerName.test(table.label(0, 0))) return false;
  const ids = new Set<string>();
  for (let i = 1; i < table.rows; i++) ids.add(table.label(i, 0));
  return ids.size === table.rows - 1;
}

function mostlyLabels(count: number, evidenceAt: (index: number) => Evidence): boolean {
  let labels = 0;
  let filled = 0;
  for (let i = 0; i < count; i++) {
    const evidence = evidenceAt(i);
    if (evidence === 'empty') continue;
    filled++;
    if (evidence === 'label') labels++;
  }
  return 2 * labels > filled;
}
