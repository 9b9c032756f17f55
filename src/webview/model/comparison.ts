import { methodTitle } from '../../protocol/analyses';
import { formatNumber } from '../../protocol/numbers';
import type { PanelResult } from '../../protocol/panel';
import { formatPercent, formatSeconds, formatCount } from '../../protocol/quantities';
import type { Analysis } from '../../protocol/results';
import { shapeText } from './sentences';

/** A line of the table of two results: what is compared, and how each of them does. */
export interface ComparisonLine {
  readonly title: string;
  readonly texts: readonly [pinned: string, shown: string];
  /** The better of the two, where less is better; null where they are equal or not to be compared. */
  readonly better: 'pinned' | 'shown' | null;
}

/** What two results have in common to be compared by; lines that neither has are left out. */
export function comparison(pinned: PanelResult, shown: PanelResult): readonly ComparisonLine[] {
  const isSame = sameMatrix(pinned, shown);
  const isSameHeldOut = heldOutMismatch(pinned, shown) === null;
  const both = <T>(read: (result: PanelResult) => T): readonly [T, T] => [read(pinned), read(shown)];
  const words = (title: string, read: (result: PanelResult) => string): ComparisonLine => ({
    title,
    texts: both(read),
    better: null,
  });
  const sizes = (
    title: string,
    read: (analysis: Analysis) => number | null,
    write: (value: number) => string,
  ): ComparisonLine[] => {
    const [a, b] = both(({ analysis }) => read(analysis));
    if (a === null && b === null) return [];
    const better = !isSame || a === null || b === null || a === b ? null : a < b ? 'pinned' : 'shown';
    return [{ title, texts: [a === null ? '' : write(a), b === null ? '' : write(b)], better }];
  };
  return [
    words('Matrix', ({ source, ...result }) => `${source.title}, ${shapeText(result)}`),
    words('Method', ({ analysis }) => methodTitle(analysis)),
    ...sizes(
      'Relative residual',
      ({ diagnostics }) => diagnostics.relativeResidual,
      (value) => formatNumber(value, 3),
    ),
    ...sizes(
      'Held-out RMSE',
      (analysis) => heldOut(analysis)?.rmse ?? null,
      (value) => formatNumber(value, 4),
    ).map((line) => (isSameHeldOut ? line : { ...line, better: null })),
    ...sizes(
      'Held-out MAE',
      (analysis) => heldOut(analysis)?.mae ?? null,
      (value) => formatNumber(value, 4),
    ).map((line) => (isSameHeldOut ? line : { ...line, better: null })),
    ...sizes(
      'Biases alone',
      (analysis) => heldOut(analysis)?.baselineRmse ?? null,
      (value) => formatNumber(value, 4),
    ).map((line) => ({ ...line, better: null })),
    ...sizes(
      'Condition number',
      ({ diagnostics }) => diagnostics.conditionNumber,
      (value) => formatNumber(value, 3),
    ).map((line) => ({ ...line, better: null })),
    ...sizes('Iterations', ({ history }) => history.at(-1)?.iteration ?? null, String).map((line) => ({
      ...line,
      better: null,
    })),
    ...sizes('Time', ({ seconds }) => seconds, formatSeconds),
  ];
}

/** What keeps two results from being told apart as better and worse, in sentences; empty where nothing does. */
export function mismatches(pinned: PanelResult, shown: PanelResult): string {
  const other = 'They are of different matrices: neither is marked as better.';
  return [sameMatrix(pinned, shown) ? null : other, heldOutMismatch(pinned, shown)]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

/** By its document, its name and its shape: an edit between the two is said to be one where the text changes. */
function sameMatrix(pinned: PanelResult, shown: PanelResult): boolean {
  const [a, b] = [pinned.source, shown.source];
  return a.document === b.document && a.title === b.title && shapeText(pinned) === shapeText(shown);
}

/** Held-out errors are comparable only where they are of the same cells: said beside them. */
function heldOutMismatch(pinned: PanelResult, shown: PanelResult): string | null {
  const [a, b] = [heldOut(pinned.analysis), heldOut(shown.analysis)];
  if (!a || !b || (a.method === b.method && a.cells === b.cells)) return null;
  return `The held-out errors are of different cells: ${formatCount(a.cells)} (${a.method}) and ${formatCount(b.cells)} (${b.method}).`;
}

function heldOut(analysis: Analysis) {
  return analysis.kind === 'complete' || analysis.kind === 'train' ? analysis.heldOut : null;
}

/** How far the two reconstructions are apart, relative to the pinned one: ‖Â₁ − Â₂‖_F / ‖Â₁‖_F. */
export function distanceSentence(relative: number): string {
  if (relative === 0) return 'Both reconstructions are the same, to the last digit.';
  return `The reconstructions differ by ${formatPercent(relative, 3)} of the pinned one.`;
}
