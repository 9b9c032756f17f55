import type { LabelledMatrix, Matrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import type { IntervalLevel } from '../protocol/intervals';
import { columnName, rowName } from '../protocol/prediction';
import type { BiasedFactors, Interval, Prediction, Term } from '../protocol/results';
import type { Scale } from '../protocol/trainedModel';
import type { Estimate } from './estimate';
import { cellNotes } from './identifiability';
import { absentLines } from './lines';
import { explain, predict } from './model';
import { clip } from './ratingsModel';
import { createReasons } from './reasons';

/** Beyond so many missing cells, why each is as it is is not told: nobody reads it, and it takes time and memory. */
const mostReasons = 2000;

/** The missing cells, each with its intervals, the sum behind it, and what it rests on. */
export function predictMissing(
  matrix: LabelledMatrix,
  known: Observations,
  estimate: Estimate,
  baseline: BiasedFactors,
  scale: Scale | null,
  shownLevel: IntervalLevel,
): Prediction[] {
  const { model, bias, intervalMethod, penalties, knowsLines } = estimate;
  const cells = missingCells(matrix);
  const noteOn = cellNotes(known, knowsLines);
  const isAbsent = absentLines(known);
  const reasons = penalties === null || cells.length > mostReasons ? null : createReasons(known, model, penalties);
  return cells.map(({ row, column }) => {
    const names = { row: rowName(matrix, row), column: columnName(matrix, column) };
    const terms = explain(model, row, column, { ...names, factors: null, bias });
    const all = estimate.intervals(row, column);
    const intervals = scale === null ? all : all.map((interval) => clipInterval(interval, scale));
    const shown = intervals.find(({ level }) => level === shownLevel);
    const note = noteOn(row, column, names);
    return {
      row,
      column,
      ...clipSum(terms, predict(model, row, column), scale),
      lower: shown?.lower ?? null,
      upper: shown?.upper ?? null,
      intervals,
      baseline: clipValue(predict(baseline, row, column), scale),
      ...(intervalMethod === 'exact' ? { certainty: 'exact', reason: estimate.why } : {}),
      ...(note === null ? {} : { reason: note.reason }),
      ...(note?.isOpen === true ? { certainty: 'undetermined' } : {}),
      ...(reasons === null
        ? {}
        : {
            influences: reasons.influences(row, column),
            alikeRows: isAbsent.row(row) ? [] : reasons.alikeRows(row),
            alikeColumns: isAbsent.column(column) ? [] : reasons.alikeColumns(column),
          }),
    };
  });
}

/** The model's matrix, its missing cells as they are predicted. */
export function reconstructionWith(whole: Matrix, predictions: readonly Prediction[]): Matrix {
  const values = whole.values.slice();
  for (const { row, column, value } of predictions) values[row * whole.columns + column] = value;
  return { ...whole, values };
}

function missingCells({ columns, values }: Matrix): { readonly row: number; readonly column: number }[] {
  const cells: { row: number; column: number }[] = [];
  values.forEach((value, at) => {
    if (Number.isNaN(value)) cells.push({ row: Math.floor(at / columns), column: at % columns });
  });
  return cells;
}

const clipValue = (value: number, scale: Scale | null): number => (scale === null ? value : clip(value, scale));

function clipInterval({ level, lower, upper }: Interval, scale: Scale): Interval {
  return { level, lower: clip(lower, scale), upper: clip(upper, scale) };
}

/** The value within the scale; what was cut off is a term of its own, so that the terms still add up. */
export function clipSum(terms: Term[], value: number, scale: Scale | null): Pick<Prediction, 'value' | 'terms'> {
  const kept = clipValue(value, scale);
  if (kept === value || scale === null) return { value, terms };
  const label = `kept within ${scale.low} to ${scale.high}`;
  return { value: kept, terms: [...terms, { label, value: kept - value, factors: null }] };
}
