import type { Matrix } from '../../matrix/dense';
import { labelsOf, methodTitle, predictionsOf, type Labels } from '../../protocol/analyses';
import { formulaText } from '../../protocol/formula';
import { formatInterval, formatNumber } from '../../protocol/numbers';
import { cellText, negligibleIn, negligibleShare } from '../../protocol/rounding';
import type { PanelResult } from '../../protocol/panel';
import { counted } from '../../protocol/quantities';
import type { Factor, Prediction } from '../../protocol/results';
import { stepTable } from './history';
import { dataUri } from './pictures';
import { cellName } from './result';
import { condition, facts, quality, sentenceStart, shapeText } from './sentences';

/** Of a matrix and of a list: a report is read, not computed with. */
const mostRows = 30;
const mostColumns = 16;

/** A picture of a report, as SVG that refers to nothing outside. */
export interface ReportPicture {
  readonly name: string;
  readonly svg: string;
}

/**
 * A result in Markdown: what was done, how good it is, the factors and the predictions as tables, and pictures. These
 * are held by the text itself, at its end: a clipboard has no files beside it, and nothing is lost where the text goes.
 */
export function report(result: PanelResult, pictures: readonly ReportPicture[] = []): string {
  const { source, analysis } = result;
  const place = source.line === null ? source.document : `${source.document}, line ${source.line}`;
  const predictions = predictionsOf(analysis);
  const share = analysis.kind === 'decompose' ? negligibleShare(analysis.request.matrix) : 0;
  return [
    `# ${text(source.title)}: ${methodTitle(analysis)}`,
    `${text(place)}. ${shapeText(result)}.`,
    text([...quality(analysis), ...condition(analysis)].join(' ')),
    text(analysis.why),
    analysis.warnings.map((warning) => `- ${text(warning)}`).join('\n'),
    `${text(sentenceStart(facts(analysis).join(', ')))}.`,
    `## ${text(formulaText(analysis))}`,
    ...analysis.factors.flatMap((factor) => [
      `### ${text(factor.name)}, ${text(factor.role)}`,
      factorTable(factor, share),
    ]),
    ...(predictions.length === 0 ? [] : ['## Predicted cells', predictionTable(predictions, labelsOf(analysis))]),
    ...(analysis.history.length === 0
      ? []
      : [
          '## Training',
          table(
            ['Iteration', 'Objective'],
            stepTable(analysis.history).map(({ iteration, objective }) => [String(iteration), formatNumber(objective)]),
          ),
        ]),
    ...(pictures.length === 0
      ? []
      : [
          '## Pictures',
          ...pictures.map(({ name }, i) => `![${text(name)}][picture ${i + 1}]`),
          ...pictures.map(({ svg }, i) => `[picture ${i + 1}]: ${dataUri(svg)}`),
        ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** `share`: of its largest number, what is shown as 0. */
function factorTable(factor: Factor, share: number): string {
  const { rows, columns, totalRows, rowLabels, columnLabels } = factor;
  if (isWithheld(factor)) return `${totalRows}×${columns}: too large for a report.`;
  const negligible = negligibleIn(factor, share);
  const [height, width] = [Math.min(rows, mostRows), Math.min(columns, mostColumns)];
  const head = ['', ...Array.from({ length: width }, (_, j) => columnLabels?.[j] ?? String(j + 1))];
  const lines = Array.from({ length: height }, (_, i) => [
    rowLabels?.[i] ?? String(i + 1),
    ...Array.from({ length: width }, (__, j) => cellText(factor, i * columns + j, negligible)),
  ]);
  const isCut = height < totalRows || width < columns;
  const size = `${totalRows}×${columns}`;
  return `${table(head, lines)}${isCut ? `\n\nThe first ${height}×${width} of ${size}.` : ''}`;
}

function isWithheld({ rows, columns, values }: Matrix): boolean {
  return values.length < rows * columns;
}

function predictionTable(predictions: readonly Prediction[], names: Labels): string {
  const lines = predictions
    .slice(0, mostRows)
    .map(({ row, column, value, lower, upper, certainty }) => [
      cellName(row, column, names),
      certainty === 'undetermined' ? 'not determined' : formatNumber(value),
      lower === null || upper === null || certainty === 'undetermined'
        ? ''
        : formatInterval(lower, upper, 3).join(' to '),
    ]);
  const rest =
    predictions.length > mostRows ? `\n\nThe first ${mostRows} of ${counted(predictions.length, 'cell')}.` : '';
  return `${table(['Cell', 'Value', 'Interval'], lines)}${rest}`;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(text).join(' | ')} |`;
  const rule = `| ${head.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |`;
  return [line(head), rule, ...lines.map(line)].join('\n');
}

/** Text from documents stays text: nothing in it is read as Markdown. */
function text(written: string): string {
  return written.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
}
