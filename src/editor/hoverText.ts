import { cell } from '../matrix/dense';
import type { CellRef } from '../protocol/panel';
import { formatNumber } from '../protocol/numbers';
import { formatPercent } from '../protocol/quantities';
import type { Prediction } from '../protocol/results';
import { namedTerms, writeSum } from '../protocol/sum';
import type { CellAnalysis } from './lookup';

/** Something to click in a hover: a command's address as a link. */
export interface Link {
  readonly title: string;
  readonly address: string;
}

/** "2.9 (90% between 0.8 and 4.9)", or why there is no interval. */
export function intervalText(prediction: Prediction, coverage: number | null): string {
  if (prediction.lower === null || prediction.upper === null) return 'too few known cells for an interval';
  const share = coverage === null ? 'between' : `${formatPercent(coverage)} between`;
  return `${share} ${formatNumber(prediction.lower)} and ${formatNumber(prediction.upper)}`;
}

/**
 * What a hover says of a predicted cell: value, interval, the sum behind it, the baseline and what to beware of.
 * Markdown.
 */
export function predictionText(analysis: CellAnalysis, prediction: Prediction, links: readonly Link[]): string {
  if (prediction.certainty === 'undetermined') return unknownCellText(prediction, prediction.reason ?? null, links);
  const interval = analysis.kind === 'complete' ? intervalText(prediction, analysis.interval) : null;
  const lines = [
    `**${cellName(prediction)}: ${formatNumber(prediction.value)}**${interval === null ? '' : ` · ${interval}`}`,
    '`' + writeSum(prediction) + '`',
  ];
  const named = namedTerms(prediction.terms);
  if (named !== '') lines.push(escapeMarkdown(named));
  if (prediction.baseline !== null) lines.push(`Row and column biases alone say ${formatNumber(prediction.baseline)}.`);
  return joined(lines, analysis.warnings, links);
}

/** What a hover says of a known cell of an analysed matrix: what the factors make of it, and what they miss. */
export function knownCellText(
  analysis: CellAnalysis,
  { row, column }: CellRef,
  known: number,
  links: readonly Link[],
): string {
  const lines = [`**${cellName({ row, column })}: ${formatNumber(known)}**`];
  if (analysis.reconstruction !== null) {
    const reconstructed = cell(analysis.reconstruction, row, column);
    lines.push(`Reconstructed ${formatNumber(reconstructed)}, residual ${formatNumber(known - reconstructed, 3)}.`);
  }
  return joined(lines, [], links);
}

/** What a hover says of a missing cell that nothing was computed for. */
export function unknownCellText(at: CellRef, why: string | null, links: readonly Link[]): string {
  return joined([`**${cellName(at)}** is missing.`, ...(why === null ? [] : [escapeMarkdown(why)])], [], links);
}

/** "Row 1, column 3", counted from 1. */
export function cellName({ row, column }: CellRef): string {
  return `Row ${row + 1}, column ${column + 1}`;
}

/** A half-width for a ghost value, "±2.1"; empty where there is no interval. */
export function plusMinus({ lower, upper }: Prediction): string {
  return lower === null || upper === null ? '' : ` ±${formatNumber((upper - lower) / 2, 2)}`;
}

function joined(lines: readonly string[], warnings: readonly string[], links: readonly Link[]): string {
  const shown = warnings.map((warning) => `$(warning) ${escapeMarkdown(warning)}`);
  const actions = links.map(({ title, address }) => `[${title}](${address})`).join(' · ');
  // What can be done stands before what to beware of: a long hover is cut off at its end.
  return [...lines, ...(actions === '' ? [] : [actions]), ...shown].join('\n\n');
}

/** Text from a document must not become links, icons or emphasis. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');
}
