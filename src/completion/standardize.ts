import { faults } from '../matrix/faults';
import type { Observations } from '../matrix/observations';
import type { BiasedFactors } from '../protocol/results';

/**
 * Known cells as the solvers see them: z = (y − mean) / spread. The spread is the root mean square of y − mean, or
 * 1 where that is zero. So learning rates and starts mean the same for ratings of 1 to 5 and for incomes.
 */
export interface Standardized {
  readonly observations: Observations;
  readonly mean: number;
  readonly spread: number;
}

/**
 * With biases the mean is that of the known cells; without, it is 0, and the model is the pure product.
 * Throws the `cellsOutOfScale` fault where squares of the values leave double precision.
 */
export function standardize(known: Observations, bias: boolean): Standardized {
  const largest = known.values.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const unit = largest || 1;
  const count = known.values.length;
  const scaled = known.values.map((y) => y / unit);
  const mean = bias ? scaled.reduce((sum, y) => sum + y, 0) / count : 0;
  const spread = Math.sqrt(scaled.reduce((sum, y) => sum + (y - mean) ** 2, 0) / count) || 1;
  if (largest !== 0 && (largest > 1e150 || largest < 1e-150)) throw faults.cellsOutOfScale(largest);
  return {
    observations: { ...known, values: scaled.map((y) => (y - mean) / spread) },
    mean: mean * unit,
    spread: spread * unit,
  };
}

/** The model of y from the model of z: biases grow by the spread, factors by its square root each. */
export function restore(model: BiasedFactors, { mean, spread }: Standardized): BiasedFactors {
  const root = Math.sqrt(spread);
  return {
    mean: mean + spread * model.mean,
    rowBias: model.rowBias.map((b) => spread * b),
    columnBias: model.columnBias.map((c) => spread * c),
    row: { ...model.row, values: model.row.values.map((u) => root * u) },
    column: { ...model.column, values: model.column.values.map((v) => root * v) },
  };
}
