import type { BigNumber, Matrix as MathMatrix } from 'mathjs';
import { faults } from '../../matrix/faults';
import { formatNumber } from '../../protocol/numbers';
import { math } from '../math';
import { bigLu, bigRank, bigSolve, largestOf, type BigLu, type BigRows } from '../precise/elimination';
import { bigCholesky, bigQr } from '../precise/orthogonal';
import { permutationSign } from '../luFactor';
import { session } from './session';

/** Decompositions in numbers of as many digits as are asked for, as functions of the calculator have them. */

const zero = (): BigNumber => math.bignumber(0);
const checkpoint = (): void => session().control.checkpoint();
const matrixOf = (rows: BigRows): MathMatrix => math.matrix(rows.map((row) => row.slice()));
const lu = (a: BigRows): BigLu => bigLu(a, zero(), checkpoint);

function requireSquare(what: string, a: BigRows): void {
  if (a.length !== a[0]!.length) throw faults.mustBeSquare(what, a.length, a[0]!.length);
}

/** PA = LU with partial pivoting, m × n; row i of A is row p[i], from 0, of PA. */
export function preciseLup(a: BigRows): { L: MathMatrix; U: MathMatrix; P: MathMatrix; p: number[] } {
  const { order, l, u } = lu(a);
  const one = zero().plus(1);
  return {
    L: matrixOf(l),
    U: matrixOf(u),
    P: matrixOf(order.map((from) => a.map((_, j) => (j === from ? one : zero())))),
    p: a.map((_, i) => order.indexOf(i)),
  };
}

/** A = QR of an m × n A. */
export function preciseQr(a: BigRows): { Q: MathMatrix; R: MathMatrix } {
  const { q, r } = bigQr(a, zero(), checkpoint);
  return { Q: matrixOf(q), R: matrixOf(r) };
}

/** L with A = LLᵀ. Throws `mustBeSquare`, `notSymmetric` and `notPositiveDefinite`. */
export function preciseCholesky(a: BigRows): MathMatrix {
  requireSquare('Cholesky', a);
  if (a.some((row, i) => row.some((value, j) => !value.eq(a[j]![i]!)))) throw faults.notSymmetric('Cholesky');
  const answer = bigCholesky(a, zero());
  if ('pivot' in answer) throw faults.notPositiveDefinite(answer.pivot + 1, 'not above 0');
  return matrixOf(answer.l);
}

/** Pivots within a unit of the last digit asked for count as 0. */
export function preciseRank(a: BigRows): number {
  return bigRank(a, math.bignumber(10).pow(1 - session().digits), zero(), checkpoint);
}

/** det A, the product of the pivots of PA = LU with the sign of P. Throws `mustBeSquare`. */
export function preciseDeterminant(a: BigRows): BigNumber {
  requireSquare('A determinant', a);
  const { order, u } = lu(a);
  return u.reduce((product, row, i) => product.times(row[i]!), zero().plus(permutationSign(order)));
}

/** A⁻¹ of a square A. Throws `singular`. */
export function preciseInverse(a: BigRows): MathMatrix {
  requireSquare('An inverse', a);
  const one = zero().plus(1);
  return matrixOf(
    solved(
      a,
      a.map((_, i) => a.map((_row, j) => (i === j ? one : zero()))),
    ),
  );
}

/** X with AX = B of a square A. Throws `singular` and `rightSideDiffers`. */
export function preciseSolve(a: BigRows, b: BigRows): MathMatrix {
  requireSquare('Solving', a);
  if (b.length !== a.length) throw faults.rightSideDiffers(b.length, a.length);
  return matrixOf(solved(a, b));
}

function solved(a: BigRows, b: BigRows): BigNumber[][] {
  if (preciseRank(a) < a.length) throw faults.singular('Solving');
  const factors = lu(a);
  const x = bigSolve(factors, b);
  if (x === null) throw faults.singular('Solving');
  noteLostDigits(a, b, x);
  return x;
}

/** ‖B − AX‖ / (‖A‖ ‖X‖) in units of the last digit asked for, held against 1. */
function noteLostDigits(a: BigRows, b: BigRows, x: BigRows): void {
  const left = a.map((row, i) =>
    b[i]!.map((value, c) => row.reduce((rest, entry, j) => rest.minus(entry.times(x[j]![c]!)), value)),
  );
  const size = largestOf(a, zero()).times(largestOf(x, zero()));
  if (size.isZero()) return;
  const ratio = largestOf(left, zero())
    .div(size)
    .times(math.bignumber(10).pow(session().digits - 1));
  if (ratio.gt(1))
    session().notes.add(
      `The solution lost accuracy: its residual is ${formatNumber(ratio.toNumber(), 2)} units of the last digit.`,
    );
}
