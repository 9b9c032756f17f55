import { sidesOf } from './biases';
import type { Biases } from '../protocol/methods';
import { createMatrix, type Matrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import type { Random } from '../matrix/random';
import type { BiasedFactors, Term } from '../protocol/results';

/** mean + b_i + c_j + u_i·v_j. The terms of `explain` are added in this order, so that they add up exactly. */
export function predict(model: BiasedFactors, row: number, column: number): number {
  const rank = model.row.columns;
  const u = model.row.values;
  const v = model.column.values;
  let value = model.mean + model.rowBias[row]! + model.columnBias[column]!;
  for (let f = 0; f < rank; f++) value += u[row * rank + f]! * v[column * rank + f]!;
  return value;
}

/** The whole m × n matrix the model stands for. */
export function reconstruction(model: BiasedFactors): Matrix {
  const matrix = createMatrix(model.row.rows, model.column.rows);
  for (let i = 0; i < matrix.rows; i++)
    for (let j = 0; j < matrix.columns; j++) matrix.values[i * matrix.columns + j] = predict(model, i, j);
  return matrix;
}

/** observed − predicted, for every observation. */
export function residuals(model: BiasedFactors, observations: Observations): Float64Array {
  return observations.values.map(
    (value, t) => value - predict(model, observations.rowIndex[t]!, observations.columnIndex[t]!),
  );
}

/** What the terms of a prediction are called. */
export interface TermNames {
  readonly row: string;
  readonly column: string;
  readonly factors: readonly string[] | null;
  readonly bias: Biases;
}

/** The terms that `predict` adds up. */
export function explain(model: BiasedFactors, row: number, column: number, names: TermNames): Term[] {
  const rank = model.row.columns;
  const products = Array.from({ length: rank }, (_, f): Term => {
    const factors = [model.row.values[row * rank + f]!, model.column.values[column * rank + f]!] as const;
    return { label: names.factors?.[f] ?? `factor ${f + 1}`, value: factors[0] * factors[1], factors };
  });
  if (names.bias === false) return products;
  const sides = sidesOf(names.bias);
  return [
    { label: 'mean', value: model.mean, factors: null },
    ...(sides.row ? [{ label: names.row, value: model.rowBias[row]!, factors: null }] : []),
    ...(sides.column ? [{ label: names.column, value: model.columnBias[column]!, factors: null }] : []),
    ...products,
  ];
}

/** UVᵀ alone, without a mean or biases. Shapes: U m × k, V n × k. */
export function productModel(row: Matrix, column: Matrix): BiasedFactors {
  return { mean: 0, rowBias: new Float64Array(row.rows), columnBias: new Float64Array(column.rows), row, column };
}

/** A model without biases, whose factors are normal with standard deviation `scale`: where every solver starts. */
export function randomModel(rows: number, columns: number, rank: number, scale: number, random: Random): BiasedFactors {
  const model = productModel(createMatrix(rows, rank), createMatrix(columns, rank));
  for (const side of [model.row, model.column])
    side.values.forEach((_, i) => (side.values[i] = scale * random.normal()));
  return model;
}

/** Clears the biases and factors of rows and columns without a known cell: nothing is known of them. */
export function clearUnknown(model: BiasedFactors, known: Observations): void {
  clearUnknownSide(known.rowIndex, model.rowBias, model.row);
  clearUnknownSide(known.columnIndex, model.columnBias, model.column);
}

function clearUnknownSide(indices: Uint32Array, bias: Float64Array, factors: Matrix): void {
  const seen = new Uint8Array(bias.length);
  for (const index of indices) seen[index] = 1;
  seen.forEach((isSeen, index) => {
    if (isSeen === 1) return;
    bias[index] = 0;
    factors.values.fill(0, index * factors.columns, (index + 1) * factors.columns);
  });
}

/** The same model in memory of its own. */
export function copyModel(model: BiasedFactors): BiasedFactors {
  return {
    mean: model.mean,
    rowBias: model.rowBias.slice(),
    columnBias: model.columnBias.slice(),
    row: { ...model.row, values: model.row.values.slice() },
    column: { ...model.column, values: model.column.values.slice() },
  };
}
