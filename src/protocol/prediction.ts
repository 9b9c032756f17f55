import { cell, type LabelledMatrix } from '../matrix/dense';
import { formatNumber, signedNumber, trueMinus } from './numbers';
import type { Prediction } from './results';

/** Intervals wider than this share of the known cells' range are said beside the value. */
const wideShare = 0.1;

/** The warning where biases alone did as well at cells that were left out. */
export const factorsDoNotHelp = 'On held-out cells the factors predict no better than row and column biases alone.';

/** "row 2", or its label; where other rows have the same, "ann (row 2)". */
export function rowName({ rowLabels }: Pick<LabelledMatrix, 'rowLabels'>, row: number): string {
  return lineName(rowLabels, row, 'row');
}

/** "column 2", or its label; where other columns have the same, "total (column 2)". */
export function columnName({ columnLabels }: Pick<LabelledMatrix, 'columnLabels'>, column: number): string {
  return lineName(columnLabels, column, 'column');
}

function lineName(labels: readonly string[] | null, index: number, noun: 'row' | 'column'): string {
  const place = `${noun} ${index + 1}`;
  const label = labels?.[index]?.trim() ?? '';
  if (labels === null || label === '') return place;
  return repeatedLabels(labels).has(label) ? `${label} (${place})` : label;
}

const repeatedByLabels = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The labels that more than one line has; looked for once, since every cell of a matrix is named by its lines. */
function repeatedLabels(labels: readonly string[]): ReadonlySet<string> {
  const known = repeatedByLabels.get(labels);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const label of labels.map((one) => one.trim())) (seen.has(label) ? repeated : seen).add(label);
  repeatedByLabels.set(labels, repeated);
  return repeated;
}

/** The known cells that moved a prediction most, the strongest first: "row 3, column 3 (5) +0.28". */
export function influenceTexts({ influences }: Prediction, matrix: LabelledMatrix): readonly string[] {
  return (influences ?? []).map(({ row, column, shift }) => {
    const known = formatNumber(cell(matrix, row, column));
    return `${rowName(matrix, row)}, ${columnName(matrix, column)} (${known}) ${signedNumber(shift, 2)}`;
  });
}

/** How far the interval reaches from the value, on the side where it reaches further; null where there is none. */
export function reachOf({ value, lower, upper }: Prediction): number | null {
  return lower === null || upper === null ? null : Math.max(upper - value, value - lower);
}

/** Reaches that differ by less than this share of theirs differ by rounding. */
const rounding = 1e-6;

/** "±2.9": a reach with two significant digits, rounded up, so that an interval is within what is told of it. */
export function reachText(reach: number): string {
  const step = 10 ** (Math.floor(Math.log10(reach)) - 1);
  return `±${formatNumber(step > 0 ? Math.ceil(reach / step - 100 * rounding) * step : reach, 2)}`;
}

/** Whether the interval reaches no further than `most` from the value; false where there is none. */
export function isWithin(prediction: Prediction, most: number): boolean {
  const reach = reachOf(prediction);
  return reach !== null && reach <= most * (1 + 100 * rounding);
}

/** The least and the greatest known cell; null where none is known. */
export function rangeOfKnown({ values }: LabelledMatrix): readonly [least: number, most: number] | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : null;
}

/** Whether the interval is too wide for the value to stand alone, by the range that the known cells have. */
export function isWide({ lower, upper }: Prediction, known: readonly [least: number, most: number] | null): boolean {
  if (lower === null || upper === null) return false;
  return known === null || upper - lower > wideShare * (known[1] - known[0]);
}

/** Characters of a bar between its two ends. */
const barLength = 25;

/**
 * The interval on a line that reaches from the least to the greatest of the scale: "1 ··━━━●━━━━·· 5". The scale is
 * widened where the interval leaves it. Null where there is no interval, or nothing to draw it on.
 */
export function intervalBar(
  { value, lower, upper }: Prediction,
  scale: readonly [least: number, most: number] | null,
): string | null {
  if (lower === null || upper === null || !(upper > lower)) return null;
  const from = Math.min(lower, value, scale?.[0] ?? lower);
  const to = Math.max(upper, value, scale?.[1] ?? upper);
  if (!Number.isFinite(to - from)) return null;
  const place = (at: number): number => Math.round(((barLength - 1) * (at - from)) / (to - from));
  const [start, middle, end] = [place(lower), place(value), place(upper)];
  const bar = Array.from({ length: barLength }, (_, at) =>
    at === middle ? '●' : start <= at && at <= end ? '━' : '·',
  );
  return trueMinus(`${formatNumber(from, 3)} ${bar.join('')} ${formatNumber(to, 3)}`);
}
