import {
  cell,
  createMatrix,
  frobeniusNorm,
  multiply,
  subtract,
  transpose,
  type Matrix,
} from '../../../src/matrix/dense';

/** PA = LU with partial pivoting, entry by entry. Golub and Van Loan, algorithm 3.4.1. */
export function referenceLu(a: Matrix): { l: Matrix; u: Matrix; permutation: Int32Array } {
  const n = a.rows;
  const rows = Array.from({ length: n }, (_, i) => ({ from: i, values: a.values.slice(i * n, (i + 1) * n) }));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]!.values[k]!) > Math.abs(rows[pivot]!.values[k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!.values;
      row[k]! /= rows[k]!.values[k]!;
      for (let j = k + 1; j < n; j++) row[j]! -= row[k]! * rows[k]!.values[j]!;
    }
  }
  const [l, u] = [createMatrix(n, n), createMatrix(n, n)];
  rows.forEach(({ values }, i) =>
    values.forEach((value, j) => {
      if (j < i) l.values[i * n + j] = value;
      else u.values[i * n + j] = value;
      if (i === j) l.values[i * n + j] = 1;
    }),
  );
  return { l, u, permutation: Int32Array.from(rows, ({ from }) => from) };
}

/** A = LLᵀ row by row. Golub and Van Loan, section 4.2.5. */
export function referenceCholesky(a: Matrix): Matrix {
  const l = createMatrix(a.rows, a.rows);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j <= i; j++) {
      let sum = cell(a, i, j);
      for (let p = 0; p < j; p++) sum -= cell(l, i, p) * cell(l, j, p);
      l.values[i * a.rows + j] = i === j ? Math.sqrt(sum) : sum / cell(l, j, j);
    }
  return l;
}

/**
 * ½‖A − WH‖² after that many iterations of hierarchical alternating least squares, one round of the rows of Wᵀ and of H each.
 * Cichocki and Phan, IEICE Trans. Fundamentals E92-A, 2009.
 */
export function referenceHals(a: Matrix, w: Matrix, h: Matrix, iterations: number): number {
  let [left, right] = [transpose(w), h];
  for (let i = 0; i < iterations; i++) {
    left = halsRound(left, multiply(right, transpose(right)), multiply(right, transpose(a)));
    right = halsRound(right, multiply(left, transpose(left)), multiply(left, a));
  }
  return 0.5 * frobeniusNorm(subtract(a, multiply(transpose(left), right))) ** 2;
}

function halsRound(start: Matrix, gram: Matrix, cross: Matrix): Matrix {
  const x = { ...start, values: start.values.slice() };
  for (let i = 0; i < x.rows; i++)
    for (let q = 0; q < x.columns; q++) {
      let slope = cell(cross, i, q);
      for (let j = 0; j < x.rows; j++) slope -= cell(gram, i, j) * cell(x, j, q);
      x.values[i * x.columns + q] = Math.max(0, cell(x, i, q) + slope / cell(gram, i, i));
    }
  return x;
}
