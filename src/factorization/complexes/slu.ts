import type { MathCollection, MathNumericType } from 'mathjs';
import { transpose } from '../../matrix/dense';
import { complexOf, setEntry, type ComplexMatrix } from '../complex';
import { permuteLabels } from '../factor';
import { rowPermutation } from '../lu';
import { math } from '../math';
import { sparseLu } from '../slu';
import { measured, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, complexZeros } from './products';

/** LAPACK's bound for LU. */
const bound = 30;

/**
 * PAQ = LU of a square complex A with few non-zeros, as of a real one. Throws the `singular` fault.
 * Source: as of the real `slu`.
 */
export function complexSluParts({ a, labelled }: ComplexTask): ComplexParts {
  const { l, u, rowOrder, columnOrder } = sparseLu(complexRows(a), (part) => fromComplexMath(part, a.re.rows));
  const p = rowPermutation(rowOrder);
  const q = transpose(rowPermutation(columnOrder));
  const rowLabels = permuteLabels(labelled.rowLabels, rowOrder);
  const columnLabels = permuteLabels(labelled.columnLabels, columnOrder);
  const inside = complexMultiply(complexMultiply(l, u), complexOf(transpose(q)));
  return {
    formula: 'A = PᵀLUQᵀ',
    factors: [
      {
        name: 'P',
        role: 'permutation of the rows, PAQ = LU',
        matrix: complexOf(p),
        power: 0,
        rowLabels,
        columnLabels: labelled.rowLabels,
      },
      { name: 'L', role: 'lower triangular, unit diagonal, sparse', matrix: l, power: 0, rowLabels },
      { name: 'U', role: 'upper triangular, sparse', matrix: u, power: 1, columnLabels },
      {
        name: 'Q',
        role: 'permutation of the columns',
        matrix: complexOf(q),
        power: 0,
        rowLabels: labelled.columnLabels,
        columnLabels,
      },
    ],
    ...measured(a, complexMultiply(complexOf(transpose(p)), inside), '‖PAQ − LU‖ / (n ‖A‖ ulp)', bound),
    unitary: null,
    warnings: [],
  };
}

/** As mathjs takes it; what is exactly 0 is no entry. */
function complexRows({ re, im }: ComplexMatrix): MathNumericType[][] {
  const n = re.columns;
  return Array.from({ length: re.rows }, (_, i) =>
    Array.from({ length: n }, (_row, j) => {
      const [x, y] = [re.values[i * n + j]!, im.values[i * n + j]!];
      return x === 0 && y === 0 ? 0 : math.complex(x, y);
    }),
  );
}

function fromComplexMath(part: MathCollection, n: number): ComplexMatrix {
  const out = complexZeros(n, n);
  math.matrix(part).forEach((value: unknown, at: unknown) => {
    const [i, j] = at as [number, number];
    setEntry(out, i, j, math.isComplex(value) ? value : { re: Number(value), im: 0 });
  }, true);
  return out;
}
