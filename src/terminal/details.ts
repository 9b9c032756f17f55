import type { Quantity, Spectrum } from '../protocol/details';
import { isExact } from '../protocol/analyses';
import { formatNumber } from '../protocol/numbers';
import { listTexts, withoutRounding } from '../protocol/rounding';
import { formatPercent } from '../protocol/quantities';
import type { DecompositionAnalysis, Diagnostics } from '../protocol/results';
import type { Step, StepMatrix } from '../protocol/steps';
import type { Json } from './json';
import { table } from './text';

/** What comes with a decomposition besides its factors, as a person reads it and as JSON. */

export function quantitiesText(quantities: readonly Quantity[]): string {
  const width = Math.max(...quantities.map(({ name }) => name.length));
  return quantities.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}

/** Ranks that a terminal is given; the JSON has all. */
const shownRanks = 20;

/** `share`: of the largest, what is shown as 0. */
export function spectrumText(spectrum: Spectrum, share: number): string {
  const { singularValues, explained, errors, compressions, kept, rule } = spectrum;
  const [values, left] = [listTexts(singularValues, share), errors.map((error) => withoutRounding(error, share))];
  const rows = singularValues
    .slice(0, shownRanks)
    .map((_, i) => [
      `${i + 1 === kept ? '*' : ''}${i + 1}`,
      values[i]!,
      formatPercent(explained[i]!, 4),
      formatNumber(left[i]!, 3),
      `${formatNumber(compressions[i]!, 3)}×`,
    ]);
  const more = singularValues.length > shownRanks ? [`  … ${singularValues.length - shownRanks} more`] : [];
  return [
    `Rank ${kept}: ${rule}`,
    table([['rank', 'singular value', 'explained', 'relative error', 'compression'], ...rows]),
    ...more,
  ].join('\n');
}

/** Steps as on a page of a textbook: a numbered sentence, and its matrices between brackets beside one another. */
export function stepsText(steps: readonly Step[]): string {
  const width = String(steps.length).length;
  return steps
    .map(({ sentence, matrices }, i) => {
      const head = `${String(i + 1).padStart(width)}. ${sentence}`;
      return matrices.length === 0 ? head : `${head}\n\n${besideOneAnother(matrices.map(bracketed))}\n`;
    })
    .join('\n');
}

/** The lines of "U = ⎡ 5  3 ⎤", its name beside the middle one. */
function bracketed({ name, rows, columns, cells, bar }: StepMatrix): string[] {
  const texts = cells.map((text) => text.replace('-', '−'));
  const widths = Array.from({ length: columns }, (_, j) =>
    Math.max(...Array.from({ length: rows }, (_row, i) => texts[i * columns + j]!.length)),
  );
  const label = `${name} = `;
  return Array.from({ length: rows }, (_, i) => {
    const row = widths.map((width, j) => texts[i * columns + j]!.padStart(width));
    const line = bar === undefined ? row.join('  ') : `${row.slice(0, bar).join('  ')} │ ${row.slice(bar).join('  ')}`;
    const [open, close] = rows === 1 ? ['[', ']'] : i === 0 ? ['⎡', '⎤'] : i === rows - 1 ? ['⎣', '⎦'] : ['⎢', '⎥'];
    return `${i === (rows - 1) >> 1 ? label : ' '.repeat(label.length)}${open} ${line} ${close}`;
  });
}

function besideOneAnother(blocks: readonly (readonly string[])[]): string {
  const height = Math.max(...blocks.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    `    ${blocks.map((lines) => (lines[i] ?? '').padEnd(lines[0]?.length ?? 0)).join('    ')}`.trimEnd(),
  ).join('\n');
}

/** "Backward error 0.8 (‖A − LU‖ / (n ‖A‖ eps), of at most 30)". */
export function backwardErrorText(analysis: DecompositionAnalysis): string[] {
  const { backwardError } = analysis.diagnostics;
  if (backwardError === undefined || isExact(analysis)) return [];
  const { formula, ratio, bound } = backwardError;
  const verdict = ratio < bound ? 'within' : 'beyond';
  return [`Backward error ${formula} = ${formatNumber(ratio, 2)}, ${verdict} its bound of ${bound}.`];
}

/** "Objective 1.3e-3, gradient ‖∇f‖ ‖(W, H)‖ / mean a² = 2e-9, within its bound of 1e-4". */
export function fitLine({ fit }: Diagnostics): string[] {
  if (fit === undefined) return [];
  const { objective, gradientFormula, gradientNorm, bound } = fit;
  return [
    `Objective ${formatNumber(objective)}, gradient ${gradientFormula} = ${formatNumber(gradientNorm, 2)}, ` +
      `${gradientNorm < bound ? 'within' : 'beyond'} its bound of ${formatNumber(bound)}.`,
  ];
}

/** What `decompose` adds to its JSON where there is such. */
export function detailsJson({
  tried,
  quantities,
  spectrum,
  steps,
}: DecompositionAnalysis): Readonly<Record<string, Json>> {
  return {
    ...(tried === undefined ? {} : { tried }),
    ...(quantities === undefined
      ? {}
      : { properties: Object.fromEntries(quantities.map(({ name, text, value }) => [name, value ?? text])) }),
    ...(spectrum === undefined ? {} : { spectrum: { ...spectrum } }),
    ...(steps === undefined
      ? {}
      : {
          steps: steps.map(({ sentence, matrices }) => ({
            sentence,
            matrices: Object.fromEntries(matrices.map((matrix) => [matrix.name, rowsOf(matrix)])),
          })),
        }),
  };
}

const rowsOf = ({ rows, columns, cells }: StepMatrix): Json =>
  Array.from({ length: rows }, (_, i) => cells.slice(i * columns, (i + 1) * columns));
