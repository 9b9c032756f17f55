import { nearestDouble } from '../../matrix/rational';
import { faults } from '../../matrix/faults';
import type { Quantity } from '../../protocol/details';
import type { BackwardError, Factor } from '../../protocol/results';
import type { Decomposition } from '../factor';
import { sameMatrix, toDense, type ExactMatrix } from './exactMatrix';
import { fractionText, type Rational } from './rational';

/** Of factors that were compared with the matrix by equality. */
const noError: BackwardError = { formula: '‖A − Â‖ / (max(m, n) ‖A‖ eps)', ratio: 0, bound: 1 };

/** Factors in fractions. `product` is what they multiply out to, which must be A itself; null where they are no factors of A. */
export function exactResult(
  formula: string,
  factors: readonly Factor[],
  { a, product }: { readonly a: ExactMatrix; readonly product: ExactMatrix | null },
  extras: Pick<Decomposition, 'quantities'> & { readonly warnings?: readonly string[] } = {},
): Decomposition {
  if (product !== null && !sameMatrix(a, product)) throw faults.unexpected(`${formula} does not give the matrix back`);
  return {
    formula,
    // a matrix without columns, such as the null space of an invertible one, is no factor to show
    factors: factors.filter(({ rows, columns }) => rows > 0 && columns > 0),
    reconstruction: product && toDense(product),
    orthogonality: null,
    warnings: extras.warnings ?? [],
    ...(product === null ? {} : { backwardError: noError }),
    ...(extras.quantities === undefined ? {} : { quantities: extras.quantities }),
  };
}

/** A quantity written as a fraction. */
export function exactQuantity(name: string, value: Rational): Quantity {
  return { name, text: fractionText(value).replace('-', '−'), value: nearestDouble(value) };
}

/** A quantity that is a count. */
export function countQuantity(name: string, count: number): Quantity {
  return { name, text: String(count), value: count };
}

/** A quantity that is told in words. */
export function wordQuantity(name: string, text: string): Quantity {
  return { name, text, value: null };
}
