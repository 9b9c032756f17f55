import type { MatrixBlock } from '../matrix/block';
import { countMissing, type LabelledMatrix } from '../matrix/dense';
import type {
  Analysis,
  CompletionAnalysis,
  DecompositionAnalysis,
  Factor,
  HeldOut,
  Likeness,
  Prediction,
  ReconstructionAnalysis,
} from '../protocol/results';
import { determined, determinedReconstruction, isExact, methodTitle } from '../protocol/analyses';
import { formulaText } from '../protocol/formula';
import { atEachStep } from '../protocol/history';
import { usualLevel, type IntervalLevel } from '../protocol/intervals';
import { formatInterval, formatNumber } from '../protocol/numbers';
import { cellText, negligibleIn, negligibleShare, type ShownMatrix } from '../protocol/rounding';
import { columnName, influenceTexts, rowName } from '../protocol/prediction';
import { counted, formatPercent } from '../protocol/quantities';
import { stopSentence } from '../protocol/stop';
import { writeSum } from '../protocol/sum';
import { triedText } from '../protocol/triedSettings';
import { backwardErrorText, fitLine, quantitiesText, spectrumText, stepsText } from './details';
import { placeAt, type Document } from './input';

/** Results as a person reads them in a terminal. */

/** Right-aligned columns, two spaces apart. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, j) => (widths[j] = Math.max(widths[j] ?? 0, cell.length)));
  return rows.map((row) => indent + row.map((cell, j) => cell.padStart(widths[j]!)).join('  ')).join('\n');
}

/** The most rows of a factor that a terminal is given; the JSON has all. */
const mostRows = 20;

function matrixText(
  matrix: ShownMatrix,
  rowLabels: readonly string[] | null,
  columnLabels: readonly string[] | null,
  negligible = 0,
): string {
  const shown = Math.min(matrix.rows, mostRows);
  const rows = Array.from({ length: shown }, (_, i) => {
    const cells = Array.from({ length: matrix.columns }, (_, j) =>
      cellText(matrix, i * matrix.columns + j, negligible),
    );
    return rowLabels === null ? cells : [rowLabels[i] ?? '', ...cells];
  });
  const header = columnLabels === null ? [] : [rowLabels === null ? [...columnLabels] : ['', ...columnLabels]];
  const more = matrix.rows > shown ? `\n  … ${matrix.rows - shown} more rows` : '';
  return table([...header, ...rows]) + more;
}

/** `share`: of its largest number, what is shown as 0. */
function factorText(factor: Factor, share: number): string {
  const { name, totalRows, columns, role, rowLabels, columnLabels } = factor;
  const cells = matrixText(factor, rowLabels, columnLabels, negligibleIn(factor, share));
  return `${name}  ${totalRows}×${columns}, ${role}\n${cells}`;
}

export const warningsText = ({ warnings }: Pick<Analysis, 'warnings'>): string[] =>
  warnings.map((warning) => `Note: ${warning}`);

/** The error on unseen cells, beside that of biases alone. `kind` decides how cells and sides are called; `level`: of its intervals. */
export function heldOutText(
  heldOut: HeldOut | null,
  kind: 'complete' | 'train',
  level: IntervalLevel = usualLevel,
): string[] {
  if (heldOut === null) return [];
  const [noun, biases] = kind === 'train' ? ['rating', 'user and item biases'] : ['cell', 'row and column biases'];
  return [
    `Held-out error (${heldOut.method}, ${counted(heldOut.cells, noun)}): ${errorsText(heldOut)}; ` +
      `${biases} alone: RMSE ${formatNumber(heldOut.baselineRmse)}.` +
      (heldOut.coverage === undefined
        ? ''
        : ` Its ${formatPercent(level)} intervals held ${formatPercent(heldOut.coverage)} of them.`),
  ];
}

export function errorsText({ rmse, mae }: Pick<HeldOut, 'rmse' | 'mae'>): string {
  return `RMSE ${formatNumber(rmse)}, MAE ${formatNumber(mae)}`;
}

export function findText(document: Document): string {
  if (document.blocks.length === 0) return `${document.file} holds no matrix.`;
  return document.blocks.map((block) => blockText(document, block)).join('\n');
}

function blockText(document: Document, block: MatrixBlock): string {
  const missing = block.missing === 0 ? '' : `, ${block.missing} missing`;
  const kind = block.imaginary === null ? '' : ', complex';
  const line = placeAt(document, block.start).line;
  const head = `${document.file}:${line}: ${block.name ?? '(no name)'}  ${block.rows}×${block.columns}${kind}${missing}  ${block.format}`;
  const problems = block.problems.map((problem) => {
    const place = placeAt(document, problem.start);
    return `  ${document.file}:${place.line}:${place.column}: ${problem.message}`;
  });
  return [head, ...problems].join('\n');
}

export function decompositionText(analysis: DecompositionAnalysis): string {
  const { diagnostics, history } = analysis;
  const quality = [
    residualText(analysis),
    diagnostics.conditionNumber === null
      ? null
      : Number.isFinite(diagnostics.conditionNumber)
        ? `condition number ${formatNumber(diagnostics.conditionNumber)}`
        : 'singular',
    diagnostics.rank === null ? null : `rank ${diagnostics.rank}`,
  ].filter((part) => part !== null);
  const step = history.length >= 1000 ? 500 : Math.max(1, Math.ceil(history.length / 10));
  const lowered = analysis.objectiveFormula?.includes('log') === true ? 'mean divergence' : 'mean squared error';
  const curve = atEachStep(history, step).map(
    (point) => `Iteration ${point.iteration}: ${lowered} ${point.objective.toExponential(4)}`,
  );
  const share = negligibleShare(analysis.request.matrix);
  const { tried = [], quantities = [], spectrum, steps = [] } = analysis;
  return [
    `${methodTitle(analysis)}: ${formulaText(analysis)}`,
    analysis.why,
    ...tried,
    ...(steps.length > 0 ? ['', stepsText(steps)] : []),
    ...(curve.length > 0 ? ['', ...curve, `Stopped by: ${analysis.stop}.`] : []),
    '',
    ...(analysis.factors.length > 0
      ? [analysis.factors.map((factor) => factorText(factor, share)).join('\n\n'), '']
      : []),
    ...(spectrum === undefined ? [] : [spectrumText(spectrum, share), '']),
    ...(quantities.length > 0 ? [quantitiesText(quantities), ''] : []),
    `${quality.join(', ')}.`.replace(/^./, (first) => first.toUpperCase()),
    ...backwardErrorText(analysis),
    ...fitLine(diagnostics),
    ...warningsText(analysis),
  ].join('\n');
}

function residualText(analysis: DecompositionAnalysis): string | null {
  const { relativeResidual } = analysis.diagnostics;
  if (isExact(analysis))
    return relativeResidual === 0
      ? 'exact: the factors multiply out to the matrix, without rounding'
      : 'exact: reckoned in fractions, without rounding';
  return relativeResidual === null ? null : `relative residual ${formatNumber(relativeResidual, 2)}`;
}

/** `coverage` is that of the interval; null where none was looked for. */
function predictionText(prediction: Prediction, coverage: number | null, matrix: LabelledMatrix | null): string {
  const { lower, upper, certainty, reason } = prediction;
  const where = `  row ${prediction.row + 1}, column ${prediction.column + 1}`;
  if (certainty === 'undetermined') return `${where}: ?\n      ${reason ?? ''}`;
  if (certainty === 'exact') return `${where}: ${writeSum(prediction)}, exact`;
  const interval =
    lower === null || upper === null || coverage === null
      ? ''
      : `, ${formatPercent(coverage)} interval ${formatInterval(lower, upper).join(' to ')}`;
  const baseline =
    prediction.baseline === null ? '' : `, row and column biases alone ${formatNumber(prediction.baseline)}`;
  const reasons = matrix === null ? [] : reasonsText(prediction, matrix);
  const note = reason === undefined ? [] : [reason];
  return [`${where}: ${writeSum(prediction)}${interval}${baseline}`, ...note, ...reasons].join('\n      ');
}

/** The known cells that moved it most, and what its row and column are most like. */
function reasonsText(prediction: Prediction, matrix: LabelledMatrix): string[] {
  const { row, column, alikeRows, alikeColumns } = prediction;
  const moved = influenceTexts(prediction, matrix);
  const alike = (own: string, name: (index: number) => string, all: readonly Likeness[] | undefined): string[] => {
    const near = (all ?? []).filter(({ cosine }) => cosine > 0);
    if (near.length === 0) return [];
    return [
      `${own} is most like ${near.map(({ index, cosine }) => `${name(index)} (${formatNumber(cosine, 2)})`).join(', ')}`,
    ];
  };
  return [
    ...(moved.length === 0 ? [] : [`moved most by ${moved.join('; ')}`]),
    ...alike(rowName(matrix, row), (i) => rowName(matrix, i), alikeRows),
    ...alike(columnName(matrix, column), (j) => columnName(matrix, j), alikeColumns),
  ];
}

export function completionText(analysis: CompletionAnalysis): string {
  const { request, regularization } = analysis;
  const { matrix } = request;
  const tried = triedText(analysis.triedSettings);
  return [
    `${methodTitle(analysis)}: ${analysis.formula}${regularization === null ? '' : `, λ = ${formatNumber(regularization)}`}`,
    analysis.why,
    '',
    'Predictions',
    ...analysis.predictions.map((prediction) => predictionText(prediction, analysis.interval, matrix)),
    ...intervalsText(analysis),
    '',
    'Reconstruction',
    matrixText(determinedReconstruction(analysis), matrix.rowLabels, matrix.columnLabels),
    '',
    analysis.factors.map((factor) => factorText(factor, 0)).join('\n\n'),
    '',
    ...analysis.factorNotes,
    ...(analysis.stop === 'direct' ? [] : [stopSentence(analysis)]),
    ...fitText(analysis),
    ...heldOutText(analysis.heldOut, analysis.kind, analysis.interval),
    ...baselinesText(analysis),
    ...(tried === null ? [] : [tried]),
    ...warningsText(analysis),
  ].join('\n');
}

/** Where the intervals come from. */
function intervalsText({ intervalMethod, interval, predictions }: CompletionAnalysis): string[] {
  if (intervalMethod === 'exact' || determined(predictions).every(({ lower }) => lower === null)) return [];
  const source = {
    posterior: 'from the posterior predictive distribution',
    conformal: 'as wide as errors at held-out cells were (split conformal)',
  }[intervalMethod];
  return [`${formatPercent(interval)} intervals are ${source}.`];
}

function baselinesText({ heldOut, baselines }: CompletionAnalysis): string[] {
  if (heldOut === null || baselines.length === 0) return [];
  return [`RMSE of means there: ${baselines.map(({ name, rmse }) => `${name} ${formatNumber(rmse)}`).join(', ')}.`];
}

/** How far the predictions are from the cells that are known. */
function fitText({ diagnostics, request }: CompletionAnalysis): string[] {
  const { relativeResidual, meanSquaredError } = diagnostics;
  if (relativeResidual === null || meanSquaredError === null) return [];
  const known = request.matrix.values.length - countMissing(request.matrix);
  return [
    `Error on the ${counted(known, 'known cell')}: relative residual ${formatNumber(relativeResidual, 2)}, ` +
      `RMSE ${formatNumber(Math.sqrt(meanSquaredError))}.`,
  ];
}

export function reconstructionText(analysis: ReconstructionAnalysis): string {
  const { rowFactors, columnFactors } = analysis.request;
  return [
    `${analysis.formula}, rank ${analysis.rank}`,
    analysis.why,
    '',
    matrixText(analysis.reconstruction, rowFactors.rowLabels, columnFactors.rowLabels),
    ...(analysis.predictions.length === 0
      ? []
      : ['', 'Predictions', ...analysis.predictions.map((prediction) => predictionText(prediction, null, null))]),
    ...warningsText(analysis),
  ].join('\n');
}
