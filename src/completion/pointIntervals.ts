import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { BiasedFactors, Interval } from '../protocol/results';
import { crossValidate } from './crossValidate';
import type { Estimate } from './estimate';
import type { FitSettings } from './fit';
import { createLineFolds, type Folds } from './folds';
import { conformalIntervals } from './heldOut';
import { absentLines } from './lines';
import { predict } from './model';

/**
 * Split conformal intervals of each cell, as wide as the errors at held-out cells were; where nothing of its row, or of its
 * column, is known, as wide as errors were where whole rows, or columns, were held out, which is tried when it is first
 * asked for.
 */
export function pointIntervals(
  known: Observations,
  residuals: Float64Array,
  model: BiasedFactors,
  whileMeasuring: FitSettings,
  control: Control,
): Estimate['intervals'] {
  const intervals = conformalIntervals(residuals);
  const isAbsent = absentLines(known);
  const intervalsOfLines = (lines: Uint32Array): ((value: number) => Interval[]) =>
    conformalIntervals(residualsOfLines(known, lines, whileMeasuring, control), lines);
  const ofAbsentRow = once(() => intervalsOfLines(known.rowIndex));
  const ofAbsentColumn = once(() => intervalsOfLines(known.columnIndex));
  return (row, column) => {
    const of = isAbsent.row(row) ? ofAbsentRow() : isAbsent.column(column) ? ofAbsentColumn() : intervals;
    return of(predict(model, row, column));
  };
}

/** Residuals where the whole row, or column, of a cell is held out: what its other side says of any. */
function residualsOfLines(
  known: Observations,
  lines: Uint32Array,
  settings: FitSettings,
  control: Control,
): Float64Array {
  const folds = createLineFolds(lines, settings.seed);
  return residualsBy(
    known,
    folds,
    folds.groups.map(() => settings),
    control,
  );
}

/** Residuals at held-out cells, each fold's by its own settings. */
export function residualsBy(
  known: Observations,
  folds: Pick<Folds, 'groups'>,
  ofFolds: readonly FitSettings[],
  control: Control,
): Float64Array {
  return crossValidate(known, [folds], { kind: 'settings', ofFolds }, control)[0]![0]!;
}

/** The same answer, computed when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let answer: { readonly value: T } | null = null;
  return () => (answer ??= { value: compute() }).value;
}
