import type { Matrix as MathMatrix } from 'mathjs';
import { createMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { residualWarnings, ulp } from '../checks';
import {
  complexOf,
  entry,
  magnitude,
  minus,
  over,
  principalRoot,
  setEntry,
  times,
  type ComplexMatrix,
} from '../complex';
import { decomposeComplex } from '../complexes/decompose';
import { complexParts } from '../complexes/parts';
import { complexMultiply, complexNorm, complexSubtract, conjugateTranspose } from '../complexes/products';
import { session } from './session';
import { mathMatrix, operandOf } from './values';

/** ‖A − X²‖ / (n ‖X‖² ulp) above this is more than rounding leaves. */
const bound = 100;

/**
 * The principal square root X of a square A, X² = A, whose eigenvalues have no negative real part; complex where A has
 * eigenvalues below 0. Throws `mustBeSquare`, `noSquareRoot`.
 * Source: Å. Björck and S. Hammarling, Linear Algebra and its Applications 52/53, 1983.
 */
export function sqrtm(a: unknown): MathMatrix {
  const { matrix, arithmetic } = operandOf(a);
  if (matrix.rows !== matrix.columns) throw faults.mustBeSquare('The square root', matrix.rows, matrix.columns);
  const { control, notes } = session();
  const { factors } = decomposeComplex('schur', matrix, {}, () => {
    control.checkpoint();
  });
  const [q, t] = ['Q', 'T'].map((name) => {
    const found = factors.find((factor) => factor.name === name);
    if (found === undefined) throw faults.unexpected(`Schur came without ${name}`);
    return complexParts({ ...matrix, values: found.values, imaginary: found.imaginary });
  }) as [ComplexMatrix, ComplexMatrix];
  const root = complexMultiply(complexMultiply(q, triangularRoot(t)), conjugateTranspose(q));
  const isReal = arithmetic !== 'complex' && !hasNegativeEigenvalue(t);
  const x = isReal ? complexOf(root.re) : root;
  const size = matrix.rows * complexNorm(x) ** 2 * ulp;
  const error = complexNorm(complexSubtract(complexParts(matrix), complexMultiply(x, x)));
  for (const warning of residualWarnings('The square root', error === 0 ? 0 : error / size, bound)) notes.add(warning);
  if (arithmetic === 'fractions' || arithmetic === 'precise') notes.add('The square root is reckoned in doubles.');
  return mathMatrix(x.re, isReal ? null : x.im.values);
}

/** R with R² = T of an upper triangular T, one diagonal after the other. */
function triangularRoot(t: ComplexMatrix): ComplexMatrix {
  const n = t.re.rows;
  const negligible = n * ulp * complexNorm(t);
  const r = complexOf(createMatrix(n, n));
  for (let i = 0; i < n; i++) setEntry(r, i, i, principalRoot(entry(t, i, i)));
  for (let j = 1; j < n; j++)
    for (let i = j - 1; i >= 0; i--) {
      // (r_ii + r_jj) r_ij = t_ij − Σ r_ip r_pj
      let left = entry(t, i, j);
      for (let p = i + 1; p < j; p++) left = minus(left, times(entry(r, i, p), entry(r, p, j)));
      const [first, second] = [entry(r, i, i), entry(r, j, j)];
      const sum = { re: first.re + second.re, im: first.im + second.im };
      if (magnitude(sum) > 0) setEntry(r, i, j, over(left, sum));
      else if (magnitude(left) > negligible) throw faults.noSquareRoot();
    }
  return r;
}

/** Whether T has an eigenvalue below 0, within rounding: then no root is real. */
function hasNegativeEigenvalue(t: ComplexMatrix): boolean {
  const n = t.re.rows;
  const tolerance = n * ulp * complexNorm(t);
  return Array.from({ length: n }, (_, i) => entry(t, i, i)).some(
    ({ re, im }) => re < -tolerance && Math.abs(im) <= tolerance,
  );
}
