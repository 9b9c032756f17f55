import {
  create,
  lupDependencies,
  qrDependencies,
  sluDependencies,
  sparseDependencies,
  type MathCollection,
} from 'mathjs';
import { createMatrix, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';

/**
 * The one mathjs instance. It holds only what is asked of it, so that the worker's bundle stays small, and
 * compares numbers exactly: with mathjs's own tolerances a pivot below 1e-15 counts as zero, which spoils
 * LU and QR of a matrix of small numbers.
 */
export const math = create(
  {
    lupDependencies: lupDependencies!,
    qrDependencies: qrDependencies!,
    sluDependencies: sluDependencies!,
    sparseDependencies: sparseDependencies!,
  },
  { relTol: Number.MIN_VALUE, absTol: 0 },
);

/** The matrix as mathjs takes it, an array of rows. */
export function toMath(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from(matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns)),
  );
}

/** A real m × n answer of mathjs, dense or sparse, as ours. Throws the `unexpected` fault if it is anything else. */
export function fromMath(collection: MathCollection, rows: number, columns: number): Matrix {
  const out = createMatrix(rows, columns);
  const data: unknown = collection.valueOf();
  if (!Array.isArray(data) || data.length < rows) throw faults.unexpected('mathjs gave a matrix of another shape');
  for (let i = 0; i < rows; i++) {
    const row: unknown = data[i];
    if (!Array.isArray(row) || row.length < columns) throw faults.unexpected('mathjs gave a matrix of another shape');
    for (let j = 0; j < columns; j++) {
      const value: unknown = row[j];
      if (typeof value !== 'number') throw faults.unexpected('mathjs gave a cell that is not a real number');
      out.values[i * columns + j] = value;
    }
  }
  return out;
}
