import { createMatrix, type Matrix } from '../matrix/dense';

/** X with UX = B for an upper triangular U, n × n, without a zero on its diagonal. */
export function backSubstitute(u: Matrix, b: Matrix): Matrix {
  const n = u.columns;
  const x = createMatrix(n, b.columns);
  for (let i = n - 1; i >= 0; i--)
    for (let j = 0; j < b.columns; j++) {
      let sum = b.values[i * b.columns + j]!;
      for (let k = i + 1; k < n; k++) sum -= u.values[i * n + k]! * x.values[k * b.columns + j]!;
      x.values[i * b.columns + j] = sum / u.values[i * n + i]!;
    }
  return x;
}

/** X with LX = B for a lower triangular L, n × n, without a zero on its diagonal. */
export function forwardSubstitute(l: Matrix, b: Matrix): Matrix {
  const n = l.columns;
  const x = createMatrix(n, b.columns);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < b.columns; j++) {
      let sum = b.values[i * b.columns + j]!;
      for (let k = 0; k < i; k++) sum -= l.values[i * n + k]! * x.values[k * b.columns + j]!;
      x.values[i * b.columns + j] = sum / l.values[i * n + i]!;
    }
  return x;
}
