import type { Prediction } from '../../protocol/results';
import type { Labels } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import { exactNumber } from '../../protocol/numbers';
import { cellName } from './result';

/** What the table of predicted cells can be sorted by; `cell` is the order of the matrix. */
export type MissingOrder = 'cell' | 'value' | 'interval' | 'baseline';

/** How the table of predicted cells is looked at. */
export interface MissingChoices {
  readonly by: MissingOrder;
  readonly descending: boolean;
  /** What the names of the cells that are shown contain: "row 3", or several, each of them, with commas between. */
  readonly filter: string;
  /** The cells that are chosen, by `missingKey`. */
  readonly chosen: readonly string[];
}

/** What a cell is remembered by. */
export function missingKey({ row, column }: CellRef): string {
  return `${row} ${column}`;
}

/** The cells whose names have every part of the filter, in order; those without what is sorted by come last. */
export function arranged(
  predictions: readonly Prediction[],
  names: Labels,
  { by, descending, filter }: Omit<MissingChoices, 'chosen'>,
): readonly Prediction[] {
  const parts = filter
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  const kept = predictions.filter(({ row, column }) => {
    const name = cellName(row, column, names).toLowerCase();
    return parts.every((part) => name.includes(part));
  });
  const sign = descending ? -1 : 1;
  if (by === 'cell') return kept.sort((a, b) => sign * (a.row - b.row || a.column - b.column));
  return kept.sort((a, b) => {
    const [left, right] = [measureOf(a, by), measureOf(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

function measureOf(one: Prediction, by: Exclude<MissingOrder, 'cell'>): number | null {
  if (one.certainty === 'undetermined') return null;
  switch (by) {
    case 'value':
      return one.value;
    case 'interval':
      return one.lower === null || one.upper === null ? null : one.upper - one.lower;
    case 'baseline':
      return one.baseline;
  }
}

/** What a press on a column's head asks for: the other way round where it is sorted by it already. */
export function nextOrder(
  { by, descending }: MissingChoices,
  asked: MissingOrder,
): Pick<MissingChoices, 'by' | 'descending'> {
  // the largest, and the widest, come first; cells as they stand in the matrix
  return { by: asked, descending: by === asked ? !descending : asked !== 'cell' };
}

/** The cells as lines with tabs between, as spreadsheets take them; to the last digit, empty where there is no number. */
export function missingText(predictions: readonly Prediction[], names: Labels): string {
  const number = (value: number | null): string => (value === null ? '' : exactNumber(value));
  const lines = predictions.map((one) => {
    const isDetermined = one.certainty !== 'undetermined';
    const { value, lower, upper, baseline } = one;
    const numbers = isDetermined ? [value, lower, upper, baseline] : [null, null, null, null];
    return [cellName(one.row, one.column, names), ...numbers.map(number)].join('\t');
  });
  return [['Cell', 'Value', 'Lower', 'Upper', 'Biases alone'].join('\t'), ...lines].join('\n');
}
