import { transpose, type Matrix } from '../matrix/dense';

/** xᵀy. */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** ‖x‖₂, scaled so that squares neither overflow nor underflow. */
export function norm(x: Float64Array): number {
  let scale = 0;
  for (const value of x) scale = Math.max(scale, Math.abs(value));
  if (scale === 0) return 0;
  let sum = 0;
  for (const value of x) sum += (value / scale) ** 2;
  return scale * Math.sqrt(sum);
}

/** (x, y) := (c x − s y, s x + c y). */
export function rotate(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i]!, y[i]!];
    x[i] = c * xi - s * yi;
    y[i] = s * xi + c * yi;
  }
}

/** The sign of the entry of largest magnitude, the first of equals; 1 for zero. */
export function signOf(column: Float64Array): number {
  let at = 0;
  column.forEach((value, i) => {
    // an entry that rounding alone made larger does not win
    if (Math.abs(value) > Math.abs(column[at]!) * (1 + 1e-12)) at = i;
  });
  return column[at]! < 0 ? -1 : 1;
}

/** x := −x. */
export function flip(column: Float64Array): void {
  for (let i = 0; i < column.length; i++) column[i] = -column[i]!;
}

/** The n columns of an m × n matrix, copied. */
export function toColumns(a: Matrix): Float64Array[] {
  const flipped = transpose(a);
  return Array.from({ length: a.columns }, (_, j) => flipped.values.slice(j * a.rows, (j + 1) * a.rows));
}

/** The m × n matrix of n columns of length m = `rows`. */
export function fromColumns(columns: readonly Float64Array[], rows: number): Matrix {
  const values = new Float64Array(rows * columns.length);
  columns.forEach((column, j) => {
    column.forEach((value, i) => (values[i * columns.length + j] = value));
  });
  return { rows, columns: columns.length, values };
}

/**
 * Orthonormal columns of length m, filled up to `count` of them. Each new one is what is left of the unit vector
 * that lies least in the span so far; orthogonalized twice, which is enough (Parlett, The Symmetric Eigenvalue
 * Problem, section 6.9).
 */
export function completeOrthonormal(columns: readonly Float64Array[], m: number, count: number): Float64Array[] {
  const out = columns.slice();
  while (out.length < count) {
    // 1 − Σ_j u_ij² is the squared length of what is left of e_i
    const inside = new Float64Array(m);
    for (const column of out) column.forEach((value, i) => (inside[i]! += value * value));
    const x = new Float64Array(m);
    x[inside.reduce((least, value, i) => (value < inside[least]! ? i : least), 0)] = 1;
    for (let pass = 0; pass < 2; pass++) {
      for (const column of out) {
        const s = dot(column, x);
        for (let i = 0; i < m; i++) x[i]! -= s * column[i]!;
      }
      const length = norm(x);
      for (let i = 0; i < m; i++) x[i]! /= length;
    }
    out.push(x);
  }
  return out;
}
