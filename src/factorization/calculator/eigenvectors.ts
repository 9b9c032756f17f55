import type { Matrix as MathMatrix, MathNumericType } from 'mathjs';
import { createMatrix } from '../../matrix/dense';
import { ulp } from '../checks';
import type { ComplexMatrix } from '../complex';
import { fromComplexColumns, innerProduct, lengthOf, toComplexColumns, type ComplexColumn } from '../complexes/columns';
import { math } from '../math';
import { mathMatrix, operandOf } from './values';

/** As mathjs has them. */
export interface Eigenvector {
  readonly value: MathNumericType;
  readonly vector: MathMatrix;
}

/** Closer than this many n · ulp to the span of others, a vector of length 1 is one of them. */
const parallel = 100;

/** The eigenvectors one by one and as the columns of V; of a defective matrix the independent ones alone. */
export function eigenvectorsOf(
  v: MathMatrix,
  values: MathMatrix,
  defective: boolean,
): { V: MathMatrix; eigenvectors: readonly Eigenvector[] } {
  const { matrix, arithmetic } = operandOf(v);
  const n = matrix.rows;
  const re = matrix;
  const im = { ...createMatrix(n, matrix.columns), ...(matrix.imaginary ? { values: matrix.imaginary } : {}) };
  const columns = toComplexColumns({ re, im });
  const kept = defective ? independent(columns, parallel * n * ulp) : columns.map((_, j) => j);
  const scalars = values.toArray() as MathNumericType[];
  const eigenvectors = kept.map((j) => ({
    value: scalars[j]!,
    vector: math.matrix(v.toArray().map((row) => (row as MathNumericType[])[j]!)),
  }));
  if (kept.length === columns.length) return { V: v, eigenvectors };
  const rest: ComplexMatrix = fromComplexColumns(
    kept.map((j) => columns[j]!),
    n,
  );
  return { V: mathMatrix(rest.re, arithmetic === 'complex' ? rest.im.values : null), eigenvectors };
}

/** The indices of columns that are not in the span of those before them, by Gram and Schmidt, twice. */
function independent(columns: readonly ComplexColumn[], tolerance: number): number[] {
  const basis: ComplexColumn[] = [];
  return Array.from(columns.keys()).filter((j) => {
    const rest: ComplexColumn = { re: columns[j]!.re.slice(), im: columns[j]!.im.slice() };
    for (let pass = 0; pass < 2; pass++) for (const unit of basis) subtractAlong(rest, unit);
    const length = lengthOf(rest);
    if (length <= tolerance) return false;
    basis.push({ re: rest.re.map((value) => value / length), im: rest.im.map((value) => value / length) });
    return true;
  });
}

/** x := x − u uᴴx for u of length 1. */
function subtractAlong(x: ComplexColumn, u: ComplexColumn): void {
  const along = innerProduct(u, x);
  for (let i = 0; i < x.re.length; i++) {
    x.re[i]! -= u.re[i]! * along.re - u.im[i]! * along.im;
    x.im[i]! -= u.re[i]! * along.im + u.im[i]! * along.re;
  }
}
