import { createMatrix, type Matrix } from '../matrix/dense';
import { factorCholesky, solveLower, solveLowerTransposed } from './cholesky';
import type { Line, LineFit } from './lineSystem';

/**
 * The factors u of one row of counts r given those of the columns, as a model of counts has them:
 * (VᵀV + α Σ rⱼ vⱼvⱼᵀ + λI) u = Σ (1 + α rⱼ) vⱼ over its counts, and u·vⱼ for a preference; its vector is [0, u], since
 * there is no bias. The share of count j in u·v is v·(…)⁻¹vⱼ (1 + α rⱼ). O(n k²).
 * Source: Hu, Koren and Volinsky, ICDM 2008, sections 4 and 5.
 */
export function fitCounts(
  { others, values }: Line,
  column: Matrix,
  regularization: number,
  confidence: number,
): LineFit {
  const rank = column.columns;
  const v = (j: number): Float64Array => column.values.subarray(j * rank, (j + 1) * rank);
  const normal = createMatrix(rank, rank).values;
  const add = (row: Float64Array, weight: number): void => {
    for (let p = 0; p < rank; p++) for (let q = 0; q <= p; q++) normal[p * rank + q]! += weight * row[p]! * row[q]!;
  };
  for (let j = 0; j < column.rows; j++) add(v(j), 1);
  const u = new Float64Array(rank);
  for (let t = 0; t < others.length; t++) {
    const row = v(others[t]!);
    add(row, confidence * values[t]!);
    for (let p = 0; p < rank; p++) u[p]! += (1 + confidence * values[t]!) * row[p]!;
  }
  for (let p = 0; p < rank; p++) normal[p * rank + p]! += regularization;
  factorCholesky(normal, rank);
  const solve = (x: Float64Array): Float64Array => {
    solveLower(normal, x, rank);
    solveLowerTransposed(normal, x, rank);
    return x;
  };
  solve(u);
  return {
    vector: Float64Array.of(0, ...u),
    predict: (j) => dot(u, v(j)),
    shares: (j) => {
      const weights = solve(v(j).slice());
      return Float64Array.from(
        { length: others.length },
        (_, t) => dot(weights, v(others[t]!)) * (1 + confidence * values[t]!),
      );
    },
  };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, f) => sum + x * b[f]!, 0);
