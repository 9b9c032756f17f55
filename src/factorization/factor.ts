import type { Matrix } from '../matrix/dense';
import type { Quantity, Spectrum } from '../protocol/details';
import type { Frame } from '../protocol/frames';
import type { BackwardError, Factor, Fit } from '../protocol/results';
import type { Step } from '../protocol/steps';

/** What every direct method answers with; the dispatch adds the diagnostics. */
export interface Decomposition {
  readonly formula: string;
  readonly factors: readonly Factor[];
  /** What the factors multiply out to; null where they are not factors of the matrix. */
  readonly reconstruction: Matrix | null;
  /** ‖I − QᵀQ‖₁ of the factor that should be orthogonal, the largest where there are two; null where there is none. */
  readonly orthogonality: number | null;
  readonly warnings: readonly string[];
  /** The rank, where it is known without rounding. */
  readonly rank?: number;
  readonly backwardError?: BackwardError;
  readonly fit?: Fit;
  readonly iteration?: { readonly count: number; readonly converged: boolean };
  readonly quantities?: readonly Quantity[];
  readonly spectrum?: Spectrum;
  readonly steps?: readonly Step[];
  /** Of an iteration: the factors on the way to these, which come last. */
  readonly frames?: readonly Frame[];
}

interface Extras {
  readonly imaginary?: Float64Array;
  readonly fractions?: readonly string[];
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
    ...(extras.fractions === undefined ? {} : { fractions: extras.fractions }),
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

/** I, n × n. */
export function identity(n: number): Matrix {
  return diagonal(new Float64Array(n).fill(1));
}

/** The labels in the order given; none stay none. */
export function permuteLabels(labels: readonly string[] | null, order: readonly number[]): readonly string[] | null {
  return labels && order.map((i) => labels[i] ?? '');
}
