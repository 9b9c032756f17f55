import { qr, type Qr } from '../kernels';
import { createMatrix, multiply, transpose, type Matrix } from '../matrix/dense';
import type { BiasedFactors } from '../protocol/results';
import { jacobiSvd, thinQr } from './smallSvd';

/**
 * The same model with its factors in canonical form: U = W S^½ and V = Z S^½ of the singular value decomposition
 * UVᵀ = W S Zᵀ, the largest first, each column of V with its entry of largest magnitude positive. Products are
 * unchanged to rounding, and a factor that is only rounding is zero. Costs O((m + n) k²): UVᵀ = Q_u (R_u R_vᵀ) Q_vᵀ, so that only a k × k matrix is decomposed.
 */
export function canonical(model: BiasedFactors): BiasedFactors {
  const { row, column } = model;
  if (row.columns === 0) return model;
  const u = orthogonalize(row);
  const v = orthogonalize(column);
  const { left, singularValues, right } = jacobiSvd(multiply(u.r, transpose(v.r)));
  const largest = singularValues[0]!;
  const sizes = singularValues.map((size) => (size > Number.EPSILON * largest ? size : 0));
  const newRow = multiply(u.q, scaleColumns(left, sizes));
  const newColumn = multiply(v.q, scaleColumns(right, sizes));
  orient(newColumn, newRow);
  return { ...model, row: newRow, column: newColumn };
}

/** Beyond so many numbers the kernels take less time than what it takes to call them. */
const kernelSize = 2 ** 16;

const orthogonalize = (a: Matrix): Qr => (a.values.length > kernelSize ? qr(a) : thinQr(a));

/** A S^½. */
function scaleColumns(matrix: Matrix, singularValues: Float64Array): Matrix {
  const out = createMatrix(matrix.rows, matrix.columns);
  matrix.values.forEach((value, at) => {
    out.values[at] = value * Math.sqrt(singularValues[at % matrix.columns]!);
  });
  return out;
}

/** Turns the sign of each column of both, where the entry of largest magnitude in the first is negative. */
function orient(leading: Matrix, other: Matrix): void {
  const rank = leading.columns;
  for (let f = 0; f < rank; f++) {
    let extreme = 0;
    for (let i = 0; i < leading.rows; i++) {
      const value = leading.values[i * rank + f]!;
      if (Math.abs(value) > Math.abs(extreme)) extreme = value;
    }
    if (extreme >= 0) continue;
    for (const { values } of [leading, other])
      for (let at = f; at < values.length; at += rank) values[at] = 0 - values[at]!;
  }
}
