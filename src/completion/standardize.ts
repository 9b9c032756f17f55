import type { Biases } from '../protocol/methods';
import { faults } from '../matrix/faults';
import type { Observations } from '../matrix/observations';
import type { BiasedFactors } from '../protocol/results';

/**
 * Known cells as the solvers see them: z = (y − mean) / spread. The spread is the root mean square of y − mean, or
 * 1 where that is zero. So learning rates and starts mean the same for ratings of 1 to 5 and for incomes.
 */
export interface Standardized extends Spread {
  readonly observations: Observations;
}

export interface Spread {
  readonly mean: number;
  readonly spread: number;
}

/**
 * With biases the mean is that of the known cells; without, it is 0, and the model is the pure product.
 * Throws the `cellsOutOfScale` fault where squares of the values leave double precision.
 */
export function standardize(known: Observations, bias: Biases): Standardized {
  const spread = spreadOf(known, bias);
  return { observations: standardized(known, spread), ...spread };
}

/** (y − mean) / spread of every cell. */
export function standardized(known: Observations, { mean, spread }: Spread): Observations {
  return { ...known, values: known.values.map((y) => (y - mean) / spread) };
}

/** The same mean and spread alone. */
export function spreadOf({ values }: { readonly values: Float32Array | Float64Array }, bias: Biases): Spread {
  let largest = 0;
  for (const y of values) largest = Math.max(largest, Math.abs(y));
  if (largest !== 0 && (largest > 1e150 || largest < 1e-150)) throw faults.cellsOutOfScale(largest);
  // a power of two, by which nothing is rounded
  const unit = 2 ** Math.floor(Math.log2(largest || 1));
  const scale = 1 / unit;
  const count = values.length;
  let sum = 0;
  if (bias !== false) for (const y of values) sum += scale * y;
  const mean = sum / count;
  let squares = 0;
  for (const y of values) squares += (scale * y - mean) ** 2;
  const spread = Math.sqrt(squares / count) || 1;
  return { mean: mean * unit, spread: spread * unit };
}

/** The model of y from the model of z: biases grow by the spread, factors by its square root each. */
export function restore(model: BiasedFactors, { mean, spread }: Spread): BiasedFactors {
  const root = Math.sqrt(spread);
  return {
    mean: mean + spread * model.mean,
    rowBias: model.rowBias.map((b) => spread * b),
    columnBias: model.columnBias.map((c) => spread * c),
    row: { ...model.row, values: model.row.values.map((u) => root * u) },
    column: { ...model.column, values: model.column.values.map((v) => root * v) },
  };
}
