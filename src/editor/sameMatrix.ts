import type { Matrix } from '../matrix/dense';

/** Whether two matrices have the same shape and the same cells, missing ones included. */
export function sameMatrix(a: Matrix, b: Matrix): boolean {
  return (
    a.rows === b.rows && a.columns === b.columns && a.values.every((value, i) => Object.is(value + 0, b.values[i]! + 0))
  );
}
