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
