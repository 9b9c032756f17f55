import { atEachStep } from '../../protocol/history';
import { formatNumber } from '../../protocol/numbers';
import type { PanelResult, RunSettings, SessionRun } from '../../protocol/panel';
import type { HistoryPoint } from '../../protocol/results';
import type { CurveSeries } from '../elements/drawCurve';

/** How a run is told from others: by the strokes of its line as well as by its colour. */
export type RunStyle = Pick<CurveSeries, 'color' | 'dashes'>;

export const ownStyle: RunStyle = { color: 'var(--negative)', dashes: null };
/** Of runs that are laid over it, by their places. */
export const placeStyles: readonly RunStyle[] = [
  { color: 'var(--vscode-charts-orange)', dashes: '8 3' },
  { color: 'var(--vscode-charts-purple)', dashes: '2 2' },
  { color: 'var(--vscode-charts-green)', dashes: '9 3 2 3' },
  { color: 'var(--positive)', dashes: '4 4' },
  { color: 'var(--ink)', dashes: '1 4' },
];
/** Of a pinned run that is none of the session on this data. */
const pinnedStyle: RunStyle = { color: 'var(--quiet)', dashes: '5 3' };

/** A run as it is drawn and written. */
export interface DrawnRun {
  readonly name: string;
  readonly history: readonly HistoryPoint[];
  /** Its objective: runs that lower another are not drawn on one scale. */
  readonly formula: string | null;
  readonly style: RunStyle;
}

/** Whether there is anything else to draw. */
export function runsDiffer(a: readonly DrawnRun[], b: readonly DrawnRun[] | undefined): boolean {
  const isSame = (one: DrawnRun, other: DrawnRun | undefined): boolean =>
    one.history === other?.history && one.name === other.name && one.style === other.style;
  return a.length !== b?.length || !a.every((one, i) => isSame(one, b[i]));
}

/** A pinned result's run. */
export function pinnedRun({ analysis }: PanelResult): DrawnRun {
  return { name: 'pinned', history: analysis.history, formula: analysis.objectiveFormula, style: pinnedStyle };
}

const settings: readonly { readonly name: keyof RunSettings; readonly write: (value: string) => string }[] = [
  { name: 'rank', write: (value) => `rank ${value}` },
  { name: 'regularization', write: (value) => `λ = ${value}` },
  { name: 'learningRate', write: (value) => `η = ${value}` },
  { name: 'seed', write: (value) => `seed ${value}` },
];

/** What runs are called among one another: their methods and settings, as far as these differ, and the file of a model; those alike are numbered. */
export function runNames(runs: readonly SessionRun[]): readonly string[] {
  const differ = (read: (run: SessionRun) => unknown): boolean => new Set(runs.map(read)).size > 1;
  const told = settings.filter(({ name }) => differ((run) => run[name]));
  const hasMethod = told.length === 0 || differ(({ method }) => method);
  const names = runs.map((run) =>
    [
      ...(hasMethod ? [run.method] : []),
      ...told.map(({ name, write }) => write(run[name] === null ? 'chosen' : formatNumber(run[name]))),
      ...(run.model === undefined ? [] : [run.model]),
    ].join(', '),
  );
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((one) => one === name).length;
    return before === 0 && names.lastIndexOf(name) === i ? name : `${name} (${before + 1})`;
  });
}

/** A run in the first place that is free, or out of its own; as it was where no place is free. */
export function switched(places: readonly (string | null)[], question: string): readonly (string | null)[] {
  if (places.includes(question)) return places.map((one) => (one === question ? null : one));
  const all = placeStyles.map((_, i) => places[i] ?? null);
  const free = all.indexOf(null);
  return all.map((one, i) => (i === free ? question : one));
}

/** A line of the table of runs: the latest point that each had reached; null where it had not begun, or had ended. */
export interface StepLine {
  readonly iteration: number;
  readonly points: readonly (HistoryPoint | null)[];
}

/** The runs at each multiple of `step` iterations, and where any of them begins or ends. */
export function stepLines(histories: readonly (readonly HistoryPoint[])[], step: number): readonly StepLine[] {
  const iterations = histories.flatMap((history) => atEachStep(history, step).map(({ iteration }) => iteration));
  return [...new Set(iterations)]
    .sort((a, b) => a - b)
    .map((iteration) => ({ iteration, points: histories.map((history) => reached(history, iteration)) }));
}

function reached(history: readonly HistoryPoint[], iteration: number): HistoryPoint | null {
  if (iteration > (history.at(-1)?.iteration ?? 0)) return null;
  return history.findLast((point) => point.iteration <= iteration) ?? null;
}
