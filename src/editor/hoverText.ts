import { cell, frobeniusNorm } from '../matrix/dense';
import { methodTitle, originalOf, predictionsOf, type Marked } from '../protocol/analyses';
import type { CellRef } from '../protocol/panel';
import { formatInterval, formatNumber } from '../protocol/numbers';
import {
  factorsDoNotHelp,
  influenceTexts,
  intervalBar,
  isWide,
  rangeOfKnown,
  reachOf,
  reachText,
} from '../protocol/prediction';
import { formatPercent } from '../protocol/quantities';
import type { CompletionAnalysis, Prediction } from '../protocol/results';
import { namedTerms, writeSum } from '../protocol/sum';
import type { CellAnalysis } from './lookup';

/** Something to click in a hover: a command's address as a link. */
export interface Link {
  readonly title: string;
  readonly address: string;
}

/** Of the known cells that moved a value, so many are named in a hover. */
const mostReasons = 3;

/** Residuals up to this share of the norm are rounding of double precision. */
const rounding = 1e-14;

/** "90% between 0.8 and 4.9", or why there is no interval. */
export function intervalText(prediction: Prediction, coverage: number | null): string {
  if (prediction.lower === null || prediction.upper === null) return 'too little is known for an interval';
  const share = coverage === null ? 'between' : `${formatPercent(coverage)} between`;
  return `${share} ${formatInterval(prediction.lower, prediction.upper).join(' and ')}`;
}

/**
 * What a hover says of a predicted cell: value, interval, the sum behind it term by term, the known cells that moved it
 * most, what plain means do, and what to beware of. Markdown.
 */
export function predictionText(analysis: CellAnalysis, prediction: Prediction, links: readonly Link[]): string {
  if (prediction.certainty === 'undetermined') return undeterminedText(analysis, prediction, links);
  if (prediction.soFar !== undefined) return soFarText(analysis, prediction, prediction.soFar);
  const head = [
    `**${cellName(prediction)}: ${formatNumber(prediction.value)}**${certaintyText(analysis, prediction)}`,
    ...barOf(analysis, prediction),
  ];
  const lines = [
    ...(prediction.reason === undefined ? [] : [escapeMarkdown(prediction.reason)]),
    '`' + writeSum(prediction) + '`',
  ];
  const named = namedTerms(prediction.terms);
  if (named !== '') lines.push(escapeMarkdown(named));
  const matrix = originalOf(analysis);
  const reasons = matrix === null ? [] : influenceTexts(prediction, matrix).slice(0, mostReasons);
  if (reasons.length > 0) lines.push(`Moved most by ${escapeMarkdown(reasons.join('; '))}.`);
  const baseline = analysis.kind === 'complete' ? baselineText(analysis, prediction) : '';
  if (baseline !== '') lines.push(baseline);
  // What the factors are worth beside means is told with the baseline.
  const warnings = analysis.warnings.filter((warning) => warning !== factorsDoNotHelp);
  return joined(head, links, [...lines, ...warned(warnings)]);
}

/** What is told of a number that was filled in: that it was predicted, and how sure it was. Markdown. */
export function filledText(analysis: CellAnalysis, { row, column }: CellRef): string {
  const prediction = predictionsOf(analysis).find((one) => one.row === row && one.column === column);
  const how = prediction === undefined ? '' : certaintyText(analysis, prediction);
  return `Filled in, not measured: predicted by ${escapeMarkdown(methodTitle(analysis))}${how}.`;
}

/**
 * What a hover says of a cell that the others make all but impossible: what they say instead. Markdown. The reason
 * stands above it already, as the underlined cell's own message.
 */
export function surprisingText(analysis: CellAnalysis, mark: Marked, links: readonly Link[]): string {
  const { written, ...prediction } = mark;
  const head = [`**${cellName(mark)}: ${formatNumber(written.value)}** · surprising`];
  const instead = `The others say **${formatNumber(mark.value)}**${certaintyText(analysis, prediction)}`;
  return joined([...head, instead], links, ['`' + writeSum(mark) + '`']);
}

function certaintyText(analysis: CellAnalysis, prediction: Prediction): string {
  if (prediction.certainty === 'exact') return ' · exact';
  if (analysis.kind !== 'complete') return '';
  const { interval, scale } = analysis;
  const { lower, upper } = prediction;
  const isAll = scale !== null && lower !== null && upper !== null && lower <= scale.low && scale.high <= upper;
  return ` · ${intervalText(prediction, interval)}${isAll ? ', the whole scale' : ''}`;
}

const soFarReasons: Readonly<Record<NonNullable<Prediction['soFar']>, string>> = {
  'folded-in':
    'So far: its row as it is now, with the column factors from before the edit. The whole matrix is computed again after a pause in typing.',
  'before-edit': 'So far: from before the edit. The whole matrix is computed again after a pause in typing.',
};

function soFarText(analysis: CellAnalysis, prediction: Prediction, soFar: NonNullable<Prediction['soFar']>): string {
  const how = soFar === 'folded-in' ? '' : certaintyText(analysis, prediction);
  const head = `**${cellName(prediction)}: ${formatNumber(prediction.value)}** so far${how}`;
  const named = namedTerms(prediction.terms);
  const sum = ['`' + writeSum(prediction) + '`', ...(named === '' ? [] : [escapeMarkdown(named)])];
  return joined([head, soFarReasons[soFar]], [], sum);
}

function barOf(analysis: CellAnalysis, prediction: Prediction): readonly string[] {
  if (analysis.kind !== 'complete' || prediction.certainty === 'exact') return [];
  const { scale, request } = analysis;
  const bar = intervalBar(prediction, scale === null ? rangeOfKnown(request.matrix) : [scale.low, scale.high]);
  return bar === null ? [] : ['`' + bar + '`'];
}

/** Why there is no value, where nothing says more. */
export const undetermined = 'the known cells do not determine it';

function undeterminedText(analysis: CellAnalysis, prediction: Prediction, links: readonly Link[]): string {
  const head = `**${cellName(prediction)}: ?** · ${undetermined}`;
  const why = prediction.reason === undefined ? warned(analysis.warnings) : [escapeMarkdown(prediction.reason)];
  return joined([head], links, why);
}

/** What biases alone say, and which plain prediction did better at cells that were left out, if one did. */
function baselineText({ heldOut, baselines }: CompletionAnalysis, { baseline, certainty }: Prediction): string {
  if (certainty === 'exact') return '';
  const said = baseline === null ? [] : [`Row and column biases alone say ${formatNumber(baseline)}.`];
  if (heldOut === null) return said.join('');
  const all = [{ name: 'row and column biases', rmse: heldOut.baselineRmse }, ...baselines];
  const best = all.reduce((one, other) => (other.rmse < one.rmse ? other : one));
  const errors = `RMSE ${formatNumber(best.rmse, 3)}, this model ${formatNumber(heldOut.rmse, 3)}`;
  const verdict =
    best.rmse < heldOut.rmse
      ? `Cells left out are predicted better by the ${best.name} (${errors}).`
      : `Cells left out are predicted better than by any mean (${errors.replace('RMSE', `${best.name}: RMSE`)}).`;
  return [...said, verdict].join(' ');
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
    const residual = known - reconstructed;
    const isRounding = Math.abs(residual) <= rounding * frobeniusNorm(analysis.reconstruction);
    const missed = isRounding ? 'up to rounding' : `residual ${formatNumber(residual, 3)}`;
    const shown = isRounding && known === 0 ? 0 : reconstructed;
    lines.push(`Reconstructed ${formatNumber(shown)}, ${missed}.`);
  }
  return joined(lines, links, []);
}

/** What a hover says of a missing cell that nothing was computed for. */
export function unknownCellText(at: CellRef, why: string | null, links: readonly Link[]): string {
  return joined([`**${cellName(at)}** is missing.`, ...(why === null ? [] : [escapeMarkdown(why)])], links, []);
}

/** "Row 1, column 3", counted from 1. */
export function cellName({ row, column }: CellRef): string {
  return `Row ${row + 1}, column ${column + 1}`;
}

/**
 * What stands beside a missing cell: the value as it would be written, with ± how far its interval reaches where that is
 * wide beside the range of the known cells; where any value fits, as far as one can go, since a longer word would wrap
 * the lines of a narrow table. Null where nothing would be written although there is a value.
 */
export function ghostText(
  written: string | null,
  prediction: Prediction,
  known: readonly [least: number, most: number] | null,
): string | null {
  if (prediction.certainty === 'undetermined') return '±∞';
  if (written !== null && prediction.soFar !== undefined) return `${written} so far`;
  const reach = reachOf(prediction);
  if (written === null || reach === null || !isWide(prediction, known)) return written;
  return `${written} ${reachText(reach)}`;
}

function warned(warnings: readonly string[]): readonly string[] {
  return warnings.map((warning) => `$(warning) ${escapeMarkdown(warning)}`);
}

/** What can be done stands below the first lines: a long hover is cut off at its end. */
function joined(head: readonly string[], links: readonly Link[], rest: readonly string[]): string {
  const actions = links.map(({ title, address }) => `[${title}](${address})`).join(' · ');
  return [...head, ...(actions === '' ? [] : [actions]), ...rest].join('\n\n');
}

/** Text from a document must not become links, icons or emphasis. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');
}
