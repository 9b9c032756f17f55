import type { Matrix } from '../matrix/dense';

/** Square and A = Aᵀ exactly. */
export function isSymmetric({ rows: n, columns, values }: Matrix): boolean {
  if (n !== columns) return false;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (values[i * n + j] !== values[j * n + i]) return false;
  return true;
}

/** The share of cells that are not zero. */
export function density({ values }: Matrix): number {
  return values.reduce((count, value) => (value === 0 ? count : count + 1), 0) / values.length;
}

/** Square or not: every cell below the diagonal is 0. */
export function isUpperTriangular({ rows, columns, values }: Matrix): boolean {
  for (let i = 1; i < rows; i++)
    for (let j = 0; j < Math.min(i, columns); j++) if (values[i * columns + j] !== 0) return false;
  return true;
}

/** Square or not: every cell above the diagonal is 0. */
export function isLowerTriangular({ rows, columns, values }: Matrix): boolean {
  for (let i = 0; i < rows; i++) for (let j = i + 1; j < columns; j++) if (values[i * columns + j] !== 0) return false;
  return true;
}

/** How many diagonals below and above the main one hold a cell that is not 0. */
export function bandwidths({ rows, columns, values }: Matrix): { lower: number; upper: number } {
  let [lower, upper] = [0, 0];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      if (values[i * columns + j] === 0) continue;
      lower = Math.max(lower, i - j);
      upper = Math.max(upper, j - i);
    }
  return { lower, upper };
}

/** Rows in an order that makes A triangular; null where there is none, or A is singular. */
export function permutedTriangle({ rows: n, columns, values }: Matrix): {
  readonly order: readonly number[];
  readonly side: 'upper' | 'lower';
} | null {
  const nonZeros = Array.from({ length: n }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns)).flatMap((value, j) => (value === 0 ? [] : [j])),
  );
  // in an upper triangular matrix row i begins in column i, in a lower one it ends there
  const ends = { upper: nonZeros.map((row) => row[0]), lower: nonZeros.map((row) => row.at(-1)) };
  for (const side of ['upper', 'lower'] as const) {
    const order = Array.from({ length: n }, (_, j) => ends[side].indexOf(j));
    if (!order.includes(-1)) return { order, side };
  }
  return null;
}
