import type { Matrix } from '../matrix/dense';
import type { Factor } from '../protocol/results';

/** What every direct method answers with; the dispatch adds the diagnostics. */
export interface Decomposition {
  readonly formula: string;
  readonly factors: readonly Factor[];
  readonly reconstruction: Matrix;
  /** ‖I − QᵀQ‖₁ of the factor that should be orthogonal, the largest where there are two; null where there is none. */
  readonly orthogonality: number | null;
  readonly warnings: readonly string[];
}

interface Extras {
  readonly imaginary?: Float64Array;
  readonly rowLabels?: readonly string[] | null;
  readonly columnLabels?: readonly string[] | null;
}

/** A factor shown whole. A negative zero is shown as zero. */
export function factor(name: string, role: string, matrix: Matrix, extras: Extras = {}): Factor {
  return {
    name,
    role,
    rows: matrix.rows,
    columns: matrix.columns,
    values: matrix.values.map((value) => value + 0),
    imaginary: extras.imaginary?.map((value) => value + 0) ?? null,
    rowLabels: extras.rowLabels ?? null,
    columnLabels: extras.columnLabels ?? null,
    totalRows: matrix.rows,
  };
}

/** diag(d), square. */
export function diagonal(entries: ArrayLike<number>): Matrix {
  const n = entries.length;
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++) values[i * n + i] = entries[i]!;
  return { rows: n, columns: n, values };
}

export function identity(n: number): Matrix {
  return diagonal(new Float64Array(n).fill(1));
}

/** The labels in the order given; none stay none. */
export function permuteLabels(labels: readonly string[] | null, order: readonly number[]): readonly string[] | null {
  return labels && order.map((i) => labels[i] ?? '');
}
