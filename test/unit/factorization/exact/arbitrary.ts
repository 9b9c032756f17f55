import fc from 'fast-check';
import { add, ratio, type Rational } from '../../../../src/factorization/exact/rational';
import { exactFrom, exactTranspose, type ExactMatrix } from '../../../../src/factorization/exact/exactMatrix';

/** Small fractions, many of them 0 or whole, so that singular matrices and zero pivots are common. */
const fractions: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom(1, 1, 1, 2, 3))
  .map(([numerator, denominator]) => ratio(BigInt(numerator), BigInt(denominator)));

function exactMatrices(rows: number, columns: number): fc.Arbitrary<ExactMatrix> {
  return fc
    .array(fractions, { minLength: rows * columns, maxLength: rows * columns })
    .map((cells) => exactFrom(rows, columns, (i, j) => cells[i * columns + j]!));
}

const size = fc.integer({ min: 1, max: 5 });

export const anyShape = fc.tuple(size, size).chain(([rows, columns]) => exactMatrices(rows, columns));
export const squares = size.chain((n) => exactMatrices(n, n));
/** B + Bᵀ. */
export const symmetric = squares.map((b) => {
  const t = exactTranspose(b);
  return exactFrom(b.rows, b.rows, (i, j) => add(b.cells[i]![j]!, t.cells[i]![j]!));
});
