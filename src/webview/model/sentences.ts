import type { Analysis, HeldOut } from '../../protocol/results';
import type { Progress } from '../../protocol/control';
import type { PanelResult } from '../../protocol/panel';
import { isExact, isOpenedModel, predictionsOf } from '../../protocol/analyses';
import { formatNumber, trueMinus } from '../../protocol/numbers';
import { counted, formatCount, formatPercent, formatSeconds } from '../../protocol/quantities';
import { rankingSentence } from '../../protocol/rankingTable';
import { shape } from './result';

/** Relative residuals up to here are rounding of double precision, not error of the model. */
const rounding = 1e-12;
/** Shares below are written as less than it. */
const smallestShare = 0.001;

/** How good the result is, in plain words: the fit first, then the error on cells it had not seen, and its lists of unseen items. */
export function quality(analysis: Analysis): readonly string[] {
  const fit = fitSentence(analysis);
  const held =
    (analysis.kind === 'complete' || analysis.kind === 'train') && analysis.heldOut
      ? heldOutSentence(analysis.heldOut, analysis.kind)
      : null;
  const lists = analysis.kind === 'train' && analysis.ranking ? rankingSentence(analysis.ranking) : null;
  return [fit, held, lists].filter((sentence) => sentence !== null);
}

function fitSentence(analysis: Analysis): string | null {
  const { relativeResidual, meanSquaredError } = analysis.diagnostics;
  if (isExact(analysis))
    return relativeResidual === 0
      ? 'Reproduces the matrix exactly: nothing was rounded.'
      : 'Exact: reckoned in fractions, nothing was rounded.';
  if (relativeResidual === null) return null;
  const what =
    analysis.kind === 'train' ? 'the training ratings' : hasMissing(analysis) ? 'the known cells' : 'the matrix';
  if (relativeResidual <= rounding)
    return `Reproduces ${what} to rounding error (relative residual ${written(relativeResidual, 2)}).`;
  const sizes = [
    // a share that is written in full is the relative residual
    ...(relativeResidual < smallestShare ? [`relative residual ${written(relativeResidual, 3)}`] : []),
    ...(meanSquaredError === null ? [] : [`RMSE ${written(Math.sqrt(meanSquaredError), 3)}`]),
  ];
  const size = sizes.length === 0 ? '' : ` (${sizes.join(', ')})`;
  return `Differs from ${what} by ${formatPercent(relativeResidual)}${size}.`;
}

/** The error on unseen cells, always beside what biases alone give. `kind` decides how the sides are called. */
export function heldOutSentence(held: HeldOut, kind: 'complete' | 'train'): string {
  const [noun, biases] = kind === 'train' ? ['rating', 'user and item biases'] : ['cell', 'row and column biases'];
  const cells = counted(held.cells, `${held.method === 'test file' ? 'test' : 'unseen'} ${noun}`);
  const way = held.method === 'test file' ? '' : ` (${held.method})`;
  const model = `RMSE ${written(held.rmse, 3)} on ${cells}${way}`;
  const baseline = `${biases} alone give ${written(held.baselineRmse, 3)}`;
  // A completed matrix carries a warning of its own where it does not.
  const beaten = kind === 'train' && held.rmse >= held.baselineRmse ? ', which this model does not beat' : '';
  return `${model}; ${baseline}${beaten}.`;
}

/** The small print: numbers about the matrix and the run, where they were computed. */
export function facts(analysis: Analysis): readonly string[] {
  const { rank, orthogonality, backwardError, fit } = analysis.diagnostics;
  const all: (string | null)[] = [
    rank === null ? null : `${isExact(analysis) ? 'rank' : 'numerical rank'} ${rank}`,
    backwardError === undefined || isExact(analysis)
      ? null
      : `backward error ${heldAgainst(backwardError.ratio, backwardError.bound)}`,
    fit === undefined ? null : `gradient ${heldAgainst(fit.gradientNorm, fit.bound)}`,
    orthogonality === null ? null : `orthogonal to ${written(orthogonality, 2)}`,
    (analysis.kind === 'complete' || analysis.kind === 'train') &&
    analysis.regularization !== null &&
    !analysis.why.includes('λ = ')
      ? `regularization ${written(analysis.regularization, 3)}`
      : null,
    analysis.kind === 'train' && analysis.duplicates > 0 ? counted(analysis.duplicates, 'repeated rating') : null,
    analysis.stop === 'direct' ? null : `seed ${analysis.seed}`,
    isOpenedModel(analysis) ? `opened in ${formatSeconds(analysis.seconds)}` : formatSeconds(analysis.seconds),
  ];
  return all.filter((fact) => fact !== null);
}

/** "0.5 of at most 30", in units of rounding or of nothing; "40, beyond its bound of 30". */
function heldAgainst(measured: number, bound: number): string {
  const size = written(measured, 2);
  return measured < bound ? `${size} of at most ${written(bound)}` : `${size}, beyond its bound of ${written(bound)}`;
}

/** How far errors of the matrix grow in what is solved with it; none where it was not measured. */
export function condition({ diagnostics }: Analysis): readonly string[] {
  const { conditionNumber } = diagnostics;
  if (conditionNumber === null) return [];
  return [Number.isFinite(conditionNumber) ? `Condition number ${written(conditionNumber, 3)}.` : 'Singular.'];
}

/** "3×3, 3 missing", "610 users × 9,724 items, 90,752 ratings". */
export function shapeText({ analysis, withheld }: Pick<PanelResult, 'analysis' | 'withheld'>): string {
  const [rows, columns] = shape(analysis);
  if (analysis.kind === 'train')
    return `${counted(rows, 'user')} × ${counted(columns, 'item')}, ${counted(analysis.ratings, 'rating')}`;
  const missing = withheld?.predictions ?? predictionsOf(analysis).length;
  const size = `${formatCount(rows)}×${formatCount(columns)}`;
  return missing === 0 ? size : `${size}, ${formatCount(missing)} missing`;
}

/** What a running piece of work is doing: "Training, 40 of 200". */
export function progressSentence(progress: Progress | null): string {
  if (!progress) return 'Starting';
  const doing = {
    reading: 'Reading',
    choosing: 'Choosing rank and regularization',
    starting: 'Starting Spark',
    training: 'Training',
  }[progress.phase];
  if (progress.total === null) return progress.done > 0 ? `${doing}, ${formatCount(progress.done)} so far` : doing;
  return `${doing}, ${formatCount(Math.floor(progress.done))} of ${formatCount(progress.total)}`;
}

function hasMissing(analysis: Analysis): boolean {
  return predictionsOf(analysis).length > 0;
}

export function sentenceStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function written(value: number, digits?: number): string {
  return trueMinus(formatNumber(value, digits));
}
