import { createMatrix, transpose, type Matrix } from '../matrix/dense';
import type { BiasedFactors } from '../protocol/results';
import { factorCholesky, solveLower, solveLowerTransposed } from './cholesky';

/** Known cells of one row, or of one column, by the index of the other side. */
export interface Line {
  readonly others: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** How much a row is held to the others: the penalty xᵀPx on its x = [b, u], and the rows of the model it is for. */
export interface Penalty {
  /** P, k × k; k counts the bias where there is one. */
  readonly matrix: Matrix;
  readonly bias: boolean;
  /** Whether it counts once for each known cell of the row; absent: once. */
  readonly weighted?: boolean;
}

/** λ of the point solvers: P = diag(λ_b, λ, …, λ). */
export function ridgePenalty(rank: number, bias: boolean, regularization: number, biasPenalty: number): Penalty {
  const width = rank + (bias ? 1 : 0);
  const matrix = createMatrix(width, width);
  for (let p = 0; p < width; p++)
    matrix.values[p * width + p] = Math.max(bias && p === 0 ? biasPenalty : regularization, 1e-9);
  return { matrix, bias };
}

/**
 * What a normal prior fitted to the rows of a model comes to: P = σ² C⁻¹, with C the second moments of the vectors
 * [b, u] of its rows. A thousandth of its trace on the diagonal keeps C definite.
 */
export function fittedPenalty({ rowBias, row }: BiasedFactors, bias: boolean, noise: number): Penalty {
  const first = bias ? 1 : 0;
  const width = row.columns + first;
  const moments = createMatrix(width, width);
  const x = new Float64Array(width);
  for (let i = 0; i < row.rows; i++) {
    if (bias) x[0] = rowBias[i]!;
    for (let f = 0; f < row.columns; f++) x[first + f] = row.values[i * row.columns + f]!;
    for (let p = 0; p < width; p++)
      for (let q = 0; q < width; q++) moments.values[p * width + q]! += (x[p]! * x[q]!) / row.rows;
  }
  let trace = 0;
  for (let p = 0; p < width; p++) trace += moments.values[p * width + p]!;
  for (let p = 0; p < width; p++) moments.values[p * width + p]! += 1e-3 * (trace / width) + Number.MIN_VALUE;
  const matrix = createMatrix(width, width);
  const root = moments.values.slice();
  if (!factorCholesky(root, width)) return ridgePenalty(row.columns, bias, noise ** 2, noise ** 2);
  for (let p = 0; p < width; p++) {
    const column = new Float64Array(width);
    column[p] = noise ** 2;
    solveLower(root, column, width);
    solveLowerTransposed(root, column, width);
    matrix.values.set(column, p * width);
  }
  return { matrix, bias };
}

/** The model with its rows as columns. */
export function transposedModel({ mean, rowBias, columnBias, row, column }: BiasedFactors): BiasedFactors {
  return { mean, rowBias: columnBias, columnBias: rowBias, row: column, column: row };
}

/** A row's x = [b, u] by least squares given the columns, and what each of its known cells adds to any prediction. */
export interface LineFit {
  /** [b, u]. */
  readonly vector: Float64Array;
  /** mean + c_j + d_j·x, the row's prediction in a column. */
  predict(column: number): number;
  /** What each known cell adds to that prediction, by position; with mean + c_j these add up to it. */
  shares(column: number): Float64Array;
}

/**
 * Solves (DᵀD + P) x = Dᵀr for one row, with design rows d_j = (1, v_j) and targets r_j = y_j − mean − c_j: what a new
 * or edited row is given without training again. The prediction d·x is linear in the targets, so that
 * d·(DᵀD + P)⁻¹d_j r_j is the share of known cell j in it. O(cells k² + k³).
 * Source: Hu, Koren and Volinsky, ICDM 2008, section 5, for the shares.
 */
export function fitLine(
  { others, values }: Line,
  model: BiasedFactors,
  { matrix, bias, weighted = false }: Penalty,
): LineFit {
  const { mean, columnBias, column } = model;
  const rank = column.columns;
  const first = bias ? 1 : 0;
  const width = rank + first;
  const weight = weighted ? Math.max(others.length, 1) : 1;
  const normal = transpose(matrix).values.map((entry) => weight * entry);
  const vector = new Float64Array(width);
  const design = (j: number, into: Float64Array): void => {
    if (bias) into[0] = 1;
    for (let f = 0; f < rank; f++) into[first + f] = column.values[j * rank + f]!;
  };
  const target = (t: number): number => values[t]! - mean - columnBias[others[t]!]!;
  const d = new Float64Array(width);
  for (let t = 0; t < others.length; t++) {
    design(others[t]!, d);
    for (let p = 0; p < width; p++) {
      vector[p]! += d[p]! * target(t);
      for (let q = 0; q <= p; q++) normal[p * width + q]! += d[p]! * d[q]!;
    }
  }
  factorCholesky(normal, width);
  solveLower(normal, vector, width);
  solveLowerTransposed(normal, vector, width);
  return {
    vector,
    predict: (j) => {
      design(j, d);
      return d.reduce((sum, entry, p) => sum + entry * vector[p]!, mean + columnBias[j]!);
    },
    shares: (j) => {
      const weights = new Float64Array(width);
      design(j, weights);
      solveLower(normal, weights, width);
      solveLowerTransposed(normal, weights, width);
      return Float64Array.from({ length: others.length }, (_, t) => {
        design(others[t]!, d);
        return d.reduce((sum, entry, p) => sum + entry * weights[p]!, 0) * target(t);
      });
    },
  };
}
