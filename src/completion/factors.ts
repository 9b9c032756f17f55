import { sidesOf } from './biases';
import type { Biases } from '../protocol/methods';
import { frobeniusNorm, type Matrix } from '../matrix/dense';
import type { Observations } from '../matrix/observations';
import type { BiasedFactors, Diagnostics, Factor } from '../protocol/results';
import { residuals } from './model';
import { sumOfSquares } from './objective';

/** Which rows of a factor to show, and what they are called. */
export interface Shown {
  readonly side: 'row' | 'column' | 'user' | 'item';
  readonly indices: readonly number[];
  readonly labels: readonly string[] | null;
}

/** The factors of the formula: U and V, and with biases b and c. */
export function namedFactors(model: BiasedFactors, bias: Biases, rows: Shown, columns: Shown): Factor[] {
  const products = [
    toFactor('U', `${rows.side} factors`, model.row, rows),
    toFactor('V', `${columns.side} factors`, model.column, columns),
  ];
  if (bias === false) return products;
  const sides = sidesOf(bias);
  return [
    ...(model.row.columns === 0 ? [] : products),
    ...(sides.row ? [toFactor('b', `${rows.side} biases`, columnVector(model.rowBias), rows)] : []),
    ...(sides.column ? [toFactor('c', `${columns.side} biases`, columnVector(model.columnBias), columns)] : []),
  ];
}

/** All of 0 … count − 1, under the labels a document gives. */
export function showAll(side: Shown['side'], count: number, labels: readonly string[] | null): Shown {
  return { side, indices: Array.from({ length: count }, (_, index) => index), labels };
}

/** R ≈ the model, in the names of `namedFactors`; exact sums need no product. */
export function formulaOf(name: string, bias: Biases, isExact = false): string {
  const equals = isExact ? '=' : '≈';
  if (bias === false) return `${name} ${equals} UVᵀ`;
  const sides = sidesOf(bias);
  const sum = ['mean', ...(sides.row ? ['b'] : []), ...(sides.column ? ['c'] : []), ...(isExact ? [] : ['UVᵀ'])];
  return `${name} ${equals} ${sum.join(' + ')}`;
}

/** How well the model fits the known cells; what only decompositions have is null. */
export function diagnose(model: BiasedFactors, known: Observations): Diagnostics {
  return diagnoseSquares(known, sumOfSquares(residuals(model, known)));
}

/** The same where the sum of the squared errors is known, or null where nobody could measure it. */
export function diagnoseSquares({ values }: Observations, squares: number | null): Diagnostics {
  const size = frobeniusNorm({ rows: values.length, columns: 1, values });
  return {
    relativeResidual: size > 0 && squares !== null ? Math.sqrt(squares) / size : null,
    meanSquaredError: values.length > 0 && squares !== null ? squares / values.length : null,
    conditionNumber: null,
    rank: null,
    orthogonality: null,
  };
}

function toFactor(name: string, role: string, whole: Matrix, { indices, labels }: Shown): Factor {
  const { columns } = whole;
  const values = new Float64Array(indices.length * columns);
  indices.forEach((from, to) => values.set(whole.values.subarray(from * columns, (from + 1) * columns), to * columns));
  return {
    name,
    role,
    rows: indices.length,
    columns,
    values,
    imaginary: null,
    rowLabels: labels,
    columnLabels: null,
    totalRows: whole.rows,
  };
}

function columnVector(values: Float64Array): Matrix {
  return { rows: values.length, columns: 1, values };
}
