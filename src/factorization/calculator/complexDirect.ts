import type { MathCollection, Matrix as MathMatrix } from 'mathjs';
import { createMatrix, type LabelledMatrix } from '../../matrix/dense';
import { orthogonalityWarnings, residualWarnings, ulp } from '../checks';
import type { ComplexMatrix } from '../complex';
import { complexMultiply, complexNorm, complexSubtract, unitaryError } from '../complexes/products';
import { inverse } from '../luFactor';
import { rowPermutation } from '../lu';
import { math, native } from '../math';
import { session } from './session';
import { mathMatrix, operandOf } from './values';

/** LAPACK's bound for LU and QR. */
const bound = 30;

/** P A = L U of a complex A, by mathjs, with a note where it fails its bound. */
export function checkedComplexLu(a: LabelledMatrix): { L: MathMatrix; U: MathMatrix; P: MathMatrix; p: number[] } {
  const answer = native.lup(mathMatrix(a, a.imaginary ?? null));
  const [l, u] = [math.matrix(answer.L), math.matrix(answer.U)];
  const p = rowPermutation(inverse(answer.p));
  checkProduct('LU', complexMultiply({ re: p, im: createMatrix(a.rows, a.rows) }, partsOf(a)), l, u);
  return { L: l, U: u, P: mathMatrix(p), p: [...answer.p] };
}

/** A = Q R of a complex A, by mathjs, with a note where it fails its bound. */
export function checkedComplexQr(a: LabelledMatrix): { Q: MathMatrix; R: MathMatrix } {
  const k = Math.min(a.rows, a.columns);
  const answer = native.qr(mathMatrix(a, a.imaginary ?? null));
  const thin = (collection: MathCollection, rows: number, columns: number): MathMatrix =>
    math.matrix((collection.valueOf() as number[][]).slice(0, rows).map((row) => row.slice(0, columns)));
  const [q, r] = [thin(answer.Q, a.rows, k), thin(answer.R, k, a.columns)];
  checkProduct('QR', partsOf(a), q, r);
  const defect = unitaryError(partsOf(operandOf(q).matrix)) / (a.rows * ulp);
  for (const warning of orthogonalityWarnings('QR', defect, bound)) session().notes.add(warning);
  return { Q: q, R: r };
}

function checkProduct(title: string, a: ComplexMatrix, left: MathMatrix, right: MathMatrix): void {
  const product = complexMultiply(partsOf(operandOf(left).matrix), partsOf(operandOf(right).matrix));
  const error = complexNorm(complexSubtract(a, product));
  const ratio = error === 0 ? 0 : error / (complexNorm(a) * Math.max(a.re.rows, a.re.columns) * ulp);
  for (const warning of residualWarnings(title, ratio, bound)) session().notes.add(warning);
}

/** The real and the imaginary part, which is 0 where there is none. */
function partsOf(a: LabelledMatrix): ComplexMatrix {
  const { rows, columns, values, imaginary } = a;
  return {
    re: { rows, columns, values },
    im: { rows, columns, values: imaginary ?? new Float64Array(rows * columns) },
  };
}
