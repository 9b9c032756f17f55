import type { LabelledMatrix, Matrix } from '../../matrix/dense';
import { exactCell } from '../../matrix/exact';
import { nearestDouble } from '../../matrix/rational';
import { add, equal, fractionText, isZero, one, times, zero, type Rational } from './rational';

/** An m × n matrix of fractions, row by row; rows may be worked on in place by whoever made it. */
export interface ExactMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly cells: Rational[][];
}

/** The m × n matrix with these cells, indices from 0. */
export function exactFrom(rows: number, columns: number, cell: (row: number, column: number) => Rational): ExactMatrix {
  return {
    rows,
    columns,
    cells: Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cell(i, j))),
  };
}

/** The cells of a complete real matrix as the fractions that they are written as. */
export function toExact(a: LabelledMatrix): ExactMatrix {
  return exactFrom(a.rows, a.columns, (i, j) => exactCell(a, i, j));
}

/** The nearest doubles. */
export function toDense(a: ExactMatrix): Matrix {
  return { rows: a.rows, columns: a.columns, values: Float64Array.from(a.cells.flat(), nearestDouble) };
}

/** "3/5" for each cell, row by row. */
export function cellTexts(a: ExactMatrix): string[] {
  return a.cells.flat().map(fractionText);
}

/** A copy, whose rows are its own. */
export function copyOf(a: ExactMatrix): ExactMatrix {
  return { ...a, cells: a.cells.map((row) => row.slice()) };
}

/** I, n × n. */
export function exactIdentity(n: number): ExactMatrix {
  return exactFrom(n, n, (i, j) => (i === j ? one : zero));
}

/** The n × n matrix with these numbers on its diagonal. */
export function exactDiagonal(entries: readonly Rational[]): ExactMatrix {
  return exactFrom(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : zero));
}

/** Aᵀ. */
export function exactTranspose(a: ExactMatrix): ExactMatrix {
  return exactFrom(a.columns, a.rows, (i, j) => a.cells[j]![i]!);
}

/** AB. The caller has checked the shapes. */
export function exactMultiply(a: ExactMatrix, b: ExactMatrix): ExactMatrix {
  return exactFrom(a.rows, b.columns, (i, j) => {
    let sum = zero;
    for (let p = 0; p < a.columns; p++) {
      const x = a.cells[i]![p]!;
      if (!isZero(x)) sum = add(sum, times(x, b.cells[p]![j]!));
    }
    return sum;
  });
}

/** Whether A = B, shape and cells. */
export function sameMatrix(a: ExactMatrix, b: ExactMatrix): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    a.cells.every((row, i) => row.every((value, j) => equal(value, b.cells[i]![j]!)))
  );
}

/** Whether A = Aᵀ. */
export function isExactlySymmetric(a: ExactMatrix): boolean {
  return a.rows === a.columns && sameMatrix(a, exactTranspose(a));
}

/** P with (PA)_i = A_order[i]. */
export function exactPermutation(order: readonly number[]): ExactMatrix {
  return exactFrom(order.length, order.length, (i, j) => (order[i] === j ? one : zero));
}

/** Column j, from 0. */
export function columnOf(a: ExactMatrix, j: number): Rational[] {
  return a.cells.map((row) => row[j]!);
}

/** x·y. */
export function exactDot(x: readonly Rational[], y: readonly Rational[]): Rational {
  return x.reduce((sum, value, i) => add(sum, times(value, y[i]!)), zero);
}
