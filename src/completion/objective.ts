import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { quiet } from '../protocol/control';
import type { Biases } from '../protocol/methods';
import type { BiasedFactors, HistoryPoint } from '../protocol/results';
import { sidesOf } from './biases';
import { checkpointWork } from './solver';

/** Σ x². */
export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** How much λ counts for each row and each column; null: once for all. */
export interface Weights {
  readonly row: ArrayLike<number>;
  readonly column: ArrayLike<number>;
}

/** λ (β (‖b‖² + ‖c‖²) + ‖U‖² + ‖V‖²), with weights w λ (β (Σ w_i b_i² + Σ w_j c_j²) + Σ w_i ‖u_i‖² + Σ w_j ‖v_j‖²). */
export function penalty(
  model: BiasedFactors,
  regularization: number,
  biasShare: number,
  weights: Weights | null = null,
): number {
  const { rowBias, columnBias, row, column } = model;
  if (weights !== null) {
    const side = (bias: Float64Array, factors: Float64Array, rank: number, weight: ArrayLike<number>): number =>
      bias.reduce((sum, b, i) => {
        const vector = factors.subarray(i * rank, (i + 1) * rank);
        return sum + weight[i]! * (biasShare * b * b + sumOfSquares(vector));
      }, 0);
    const ofRows = side(rowBias, row.values, row.columns, weights.row);
    return regularization * (ofRows + side(columnBias, column.values, column.columns, weights.column));
  }
  return (
    regularization *
    (biasShare * (sumOfSquares(rowBias) + sumOfSquares(columnBias)) +
      sumOfSquares(row.values) +
      sumOfSquares(column.values))
  );
}

/** Σ (z − ẑ)² over the known cells. Throws when cancelled. */
function squaredError(model: BiasedFactors, known: Observations, control: Control = quiet): number {
  const { mean, rowBias, columnBias } = model;
  const rank = model.row.columns;
  const [u, v] = [model.row.values, model.column.values];
  const interval = Math.ceil(checkpointWork / (rank + 1));
  let sum = 0;
  for (let t = 0; t < known.values.length; t++) {
    if (t % interval === 0) control.checkpoint();
    const i = known.rowIndex[t]!;
    const j = known.columnIndex[t]!;
    let error = known.values[t]! - mean - rowBias[i]! - columnBias[j]!;
    for (let f = 0; f < rank; f++) error -= u[i * rank + f]! * v[j * rank + f]!;
    sum += error * error;
  }
  return sum;
}

/** Where the training stands: the objective Σ (z − ẑ)² + λ (β (‖b‖² + ‖c‖²) + ‖U‖² + ‖V‖²) and the error in it. */
export function measure(
  model: BiasedFactors,
  known: Observations,
  regularization: number,
  iteration: number,
  biasShare = 1,
  control: Control = quiet,
  weights: Weights | null = null,
): HistoryPoint {
  return toPoint(model, known, regularization, iteration, squaredError(model, known, control), biasShare, weights);
}

/** The same, where Σ (z − ẑ)² is known already. */
export function toPoint(
  model: BiasedFactors,
  known: Observations,
  regularization: number,
  iteration: number,
  squares: number,
  biasShare = 1,
  weights: Weights | null = null,
): HistoryPoint {
  return {
    iteration,
    objective: squares + penalty(model, regularization, biasShare, weights),
    rmse: Math.sqrt(squares / known.values.length),
    holdoutRmse: null,
  };
}

/**
 * The objective's gradient at `model`, written into `into`, which has the shape of the model; returns Σ (z − ẑ)².
 *   ∂/∂u_i = −2 Σ_j e_ij v_j + 2λ u_i,  ∂/∂b_i = −2 Σ_j e_ij + 2λβ b_i,  columns alike; e = z − ẑ on known cells.
 * The gradient of biases that the model does not have is zero.
 */
export function gradient(
  model: BiasedFactors,
  known: Observations,
  regularization: number,
  bias: Biases,
  into: BiasedFactors,
  biasShare = 1,
): number {
  const { rowBias, columnBias } = model;
  const rank = model.row.columns;
  const [u, v] = [model.row.values, model.column.values];
  const [du, dv] = [into.row.values, into.column.values];
  const sides = sidesOf(bias);
  const ridge = 2 * regularization;
  for (let i = 0; i < u.length; i++) du[i] = ridge * u[i]!;
  for (let j = 0; j < v.length; j++) dv[j] = ridge * v[j]!;
  for (let i = 0; i < rowBias.length; i++) into.rowBias[i] = sides.row ? ridge * biasShare * rowBias[i]! : 0;
  for (let j = 0; j < columnBias.length; j++)
    into.columnBias[j] = sides.column ? ridge * biasShare * columnBias[j]! : 0;
  let squares = 0;
  for (let t = 0; t < known.values.length; t++) {
    const i = known.rowIndex[t]!;
    const j = known.columnIndex[t]!;
    let error = known.values[t]! - model.mean - rowBias[i]! - columnBias[j]!;
    for (let f = 0; f < rank; f++) error -= u[i * rank + f]! * v[j * rank + f]!;
    squares += error * error;
    const slope = -2 * error;
    if (sides.row) into.rowBias[i]! += slope;
    if (sides.column) into.columnBias[j]! += slope;
    for (let f = 0; f < rank; f++) {
      du[i * rank + f]! += slope * v[j * rank + f]!;
      dv[j * rank + f]! += slope * u[i * rank + f]!;
    }
  }
  return squares;
}
