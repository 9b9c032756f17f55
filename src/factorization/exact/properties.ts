import type { Quantity } from '../../protocol/details';
import type { Decomposition } from '../factor';
import { characteristicPolynomial, determinantFrom, exactTrace, polynomialText, rationalRoots } from './characteristic';
import { definitenessText } from '../definiteness';
import type { ExactTask } from './decompose';
import { eigenvaluesText } from './eigenvalues';
import { echelon } from './echelon';
import {
  exactIdentity,
  exactMultiply,
  exactTranspose,
  isExactlySymmetric,
  sameMatrix,
  type ExactMatrix,
} from './exactMatrix';
import { exactLdl } from './ldl';
import { isZero } from './rational';
import { countQuantity, exactQuantity, exactResult, wordQuantity } from './result';

/** Rank and nullity; of a square matrix also trace, determinant, characteristic polynomial, eigenvalues, definiteness. */
export function exactProperties({ a, checkpoint, recorder }: ExactTask): Decomposition {
  const rank = echelon(a, checkpoint).pivots.length;
  const quantities = [
    countQuantity('rank', rank),
    countQuantity('nullity', a.columns - rank),
    ...(a.rows === a.columns ? squareQuantities(a, { checkpoint, recorder }) : []),
    wordQuantity('orthogonal columns', sayYes(isDiagonal(exactMultiply(exactTranspose(a), a)))),
  ];
  return exactResult(a.rows === a.columns ? 'det(λI − A)' : 'rank A', [], { a, product: null }, { quantities });
}

function squareQuantities(
  a: ExactMatrix,
  { checkpoint, recorder }: Pick<ExactTask, 'checkpoint' | 'recorder'>,
): Quantity[] {
  const coefficients = characteristicPolynomial(a, checkpoint, recorder);
  const { roots, rest } = rationalRoots(coefficients);
  const eigenvalues = eigenvaluesText(roots, rest);
  recorder?.add(`Its roots are the eigenvalues: ${eigenvalues}.`);
  const symmetric = isExactlySymmetric(a);
  return [
    exactQuantity('trace', exactTrace(a)),
    exactQuantity('determinant', determinantFrom(coefficients)),
    wordQuantity('characteristic polynomial', polynomialText(coefficients)),
    wordQuantity('eigenvalues', eigenvalues),
    wordQuantity('symmetric', sayYes(symmetric)),
    ...(symmetric ? [wordQuantity('definiteness', definiteness(a, checkpoint))] : []),
    wordQuantity('orthogonal', sayYes(sameMatrix(exactMultiply(exactTranspose(a), a), exactIdentity(a.rows)))),
  ];
}

const sayYes = (holds: boolean): string => (holds ? 'yes' : 'no');

function isDiagonal(a: ExactMatrix): boolean {
  return a.cells.every((row, i) => row.every((value, j) => i === j || isZero(value)));
}

/** By Sylvester's law of inertia the pivots of LDLᵀ have the signs of the eigenvalues; a 2×2 block has one of each. */
function definiteness(a: ExactMatrix, checkpoint: () => void): string {
  const { d } = exactLdl(a, checkpoint);
  const signs = d.cells.map((row, i) => {
    const blocked = row.some((value, j) => j !== i && !isZero(value));
    return blocked ? null : row[i]!.numerator;
  });
  const some = (test: (sign: bigint) => boolean): boolean => signs.some((sign) => sign === null || test(sign));
  return definitenessText({ positive: some((s) => s > 0n), negative: some((s) => s < 0n), zero: signs.includes(0n) });
}
