import type { LabelledMatrix, Matrix } from '../matrix/dense';

/** Whether two matrices have the same shape and the same cells, missing ones included, to the last bit. */
export function sameMatrix(
  a: Matrix & Pick<LabelledMatrix, 'imaginary'>,
  b: Matrix & Pick<LabelledMatrix, 'imaginary'>,
): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    sameValues(a.values, b.values) &&
    sameValues(a.imaginary ?? noValues, b.imaginary ?? noValues)
  );
}

const noValues = new Float64Array();

function sameValues(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value + 0, b[i]! + 0));
}
