import { ulp } from '../checks';
import { entry, type ComplexMatrix } from '../complex';
import { triangularEigenvector, type ComplexSchur } from '../complexSchur';
import { createMatrix } from '../../matrix/dense';
import { turned } from '../eigenpairs';
import { fromComplexColumns, type ComplexColumn } from './columns';
import { complexNorm } from './products';
import { complexSvd } from './svd';

/** Directions of V shorter than this many n · ulp are parallel vectors set apart by rounding. */
const parallel = 100;

/**
 * Eigenvectors of length 1 and eigenvalues of a complex matrix from its Schur form, by magnitude, descending; `independent`
 * of the vectors are so within rounding.
 */
export function complexEigenpairs(
  form: ComplexSchur,
  checkpoint: () => void,
): { v: ComplexMatrix; d: ComplexMatrix; independent: number } {
  const n = form.t.re.rows;
  const smallest = Math.max(ulp * complexNorm(form.t), Number.MIN_VALUE / ulp);
  const pairs = Array.from({ length: n }, (_, k) => {
    checkpoint();
    const vector: ComplexColumn = turned(form.q, triangularEigenvector(form.t, k, smallest), k, false);
    return { value: entry(form.t, k, k), vector };
  }).sort((p, q) => Math.hypot(q.value.re, q.value.im) - Math.hypot(p.value.re, p.value.im));
  const [re, im] = [createMatrix(n, n), createMatrix(n, n)];
  pairs.forEach(({ value }, j) => {
    re.values[j * n + j] = value.re;
    im.values[j * n + j] = value.im;
  });
  const v = fromComplexColumns(
    pairs.map(({ vector }) => vector),
    n,
  );
  const { s } = complexSvd(v, checkpoint);
  return { v, d: { re, im }, independent: s.filter((value) => value > parallel * n * ulp * s[0]!).length };
}
