import type { Matrix as MathMatrix } from 'mathjs';
import { faults } from '../../matrix/faults';
import type { Observations } from '../../matrix/observations';
import { equilibrate, timesPowerOfTwo } from '../../matrix/scale';
import { fromColumns } from '../columns';
import { residualWarnings } from '../checks';
import { math } from '../math';
import { mostStepsFor } from '../sparse/locking';
import { residualError, residualNotes } from '../sparse/residuals';
import { leadingTriplets } from '../sparse/singularTriplets';
import { compressed, isSymmetricSparse, type SparseMatrix } from '../sparse/sparseMatrix';
import { leadingSymmetricPairs } from '../sparse/symmetricPairs';
import type { Eigenvector } from './eigenvectors';
import { session } from './session';
import { mathMatrix } from './values';

/** The largest singular values and eigenvalues of sparse matrices, which are never made dense. */

export interface SingularParts {
  readonly U: MathMatrix;
  readonly S: MathMatrix;
  readonly V: MathMatrix;
  readonly values: MathMatrix;
}

interface Scaled {
  /** With a largest entry of about 1. */
  readonly a: SparseMatrix;
  readonly exponent: number;
}

/** A sparse matrix of mathjs by its cells; null where it is dense, or has cells that are not real doubles. */
export function sparseOperand(value: unknown): Scaled | null {
  if (!math.isSparseMatrix(value)) return null;
  const entries: { readonly cell: unknown; readonly at: unknown }[] = [];
  value.forEach((cell: unknown, at: unknown) => {
    if (cell !== 0) entries.push({ cell, at });
  }, true);
  const values = entries.flatMap(({ cell }) => (typeof cell === 'number' ? [cell] : []));
  if (values.length < entries.length) return null;
  if (values.some((cell) => !Number.isFinite(cell))) throw faults.notANumber();
  const place = (axis: 0 | 1): Uint32Array => Uint32Array.from(entries, ({ at }) => (at as [number, number])[axis]);
  const [rows, columns] = value.size() as [number, number];
  if (rows === 0 || columns === 0) throw faults.emptyMatrix();
  const { scaled, exponent } = equilibrate({ rows: values.length, columns: 1, values: Float64Array.from(values) });
  const cells: Observations = {
    rows,
    columns,
    rowIndex: place(0),
    columnIndex: place(1),
    values: scaled.values,
  };
  return { a: compressed(cells), exponent };
}

/** Throws `rankOutOfRange`. */
export function checkCount(k: number, rows: number, columns: number): void {
  if (!(Number.isInteger(k) && k >= 1 && k <= Math.min(rows, columns))) throw faults.rankOutOfRange(k, rows, columns);
}

const optionsFor = (k: number) => ({
  mostSteps: mostStepsFor(k),
  checkpoint: (): void => {
    session().control.checkpoint();
  },
});

/** A V = U S of the k largest singular values. */
export function leadingSvd({ a, exponent }: Scaled, k: number): SingularParts {
  checkCount(k, a.rows, a.columns);
  const search = leadingTriplets(a, k, optionsFor(k));
  const { leading } = search;
  const { ratio, bound } = residualError(a, leading);
  note([...residualNotes(search), ...residualWarnings('SVD', ratio, bound)]);
  const values = scaledBack(
    leading.map(({ magnitude }) => magnitude),
    exponent,
  );
  return {
    U: columnsOf(
      leading.map(({ u }) => u),
      a.rows,
    ),
    S: math.diag(values),
    V: columnsOf(
      leading.map(({ v }) => v),
      a.columns,
    ),
    values,
  };
}

/** A V = V D of the k eigenvalues of largest magnitude; null where A is not symmetric. */
export function leadingEigs(
  { a, exponent }: Scaled,
  k: number,
): { values: MathMatrix; V: MathMatrix; eigenvectors: readonly Eigenvector[] } | null {
  if (!isSymmetricSparse(a)) return null;
  checkCount(k, a.rows, a.columns);
  const search = leadingSymmetricPairs(a, k, optionsFor(k));
  const { leading } = search;
  const triplets = leading.map(({ value, magnitude, v }) => ({
    magnitude,
    v,
    u: value < 0 ? v.map((entry) => -entry) : v,
  }));
  const { ratio, bound } = residualError(a, triplets);
  note([...residualNotes(search), ...residualWarnings('The eigendecomposition', ratio, bound)]);
  const values = scaledBack(
    leading.map(({ value }) => value),
    exponent,
  );
  return {
    values,
    V: columnsOf(
      leading.map(({ v }) => v),
      a.rows,
    ),
    eigenvectors: leading.map(({ v }, i) => ({
      value: values.get([i]) as number,
      vector: math.matrix(Array.from(v)),
    })),
  };
}

function note(sentences: readonly string[]): void {
  for (const sentence of sentences) session().notes.add(sentence);
}

function scaledBack(values: readonly number[], exponent: number): MathMatrix {
  const column = { rows: values.length, columns: 1, values: Float64Array.from(values) };
  return math.matrix(Array.from(timesPowerOfTwo(column, exponent).values));
}

function columnsOf(columns: readonly Float64Array[], rows: number): MathMatrix {
  return mathMatrix(fromColumns(columns, rows));
}
