import { measured, type ComplexParts, type ComplexTask } from './parts';
import { complexMultiply, conjugateTranspose, unitaryError } from './products';
import { hessenbergOfComplex } from './schur';

/** LAPACK's bound for ‖A − QHQᴴ‖ / (n ‖A‖ ulp) and ‖I − QQᴴ‖ / (n ulp). */
const bound = 20;

/** A = QHQᴴ with zeros below the first subdiagonal of H; tridiagonal where A is Hermitian. */
export function complexHessenberg({ a, labelled, checkpoint }: ComplexTask): ComplexParts {
  const { q, h } = hessenbergOfComplex(a, checkpoint);
  const product = complexMultiply(complexMultiply(q, h), conjugateTranspose(q));
  return {
    formula: 'A = QHQᴴ',
    factors: [
      { name: 'Q', role: 'unitary', matrix: q, power: 0, rowLabels: labelled.rowLabels },
      { name: 'H', role: 'upper Hessenberg: zeros below the first subdiagonal', matrix: h, power: 1 },
    ],
    ...measured(a, product, '‖A − QHQᴴ‖ / (n ‖A‖ ulp)', bound),
    unitary: unitaryError(q),
    warnings: [],
  };
}
