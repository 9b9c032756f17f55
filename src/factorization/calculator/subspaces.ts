import type { Matrix as MathMatrix } from 'mathjs';
import { createMatrix, type LabelledMatrix, type Matrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { residualWarnings, ulp } from '../checks';
import type { ComplexMatrix } from '../complex';
import { complexParts } from '../complexes/parts';
import { complexDeterminant } from '../complexes/properties';
import { complexMultiply, complexNorm, complexSubtract, realDiagonal } from '../complexes/products';
import { determinantOf, unscaled, wholeDeterminant } from '../determinant';
import { identity } from '../factor';
import { math, native } from '../math';
import { numericalRank } from '../diagnostics';
import { exactInverse } from './exact';
import { diagonalOf, factored, part, partOf } from './factored';
import { session } from './session';
import { preciseDeterminant, preciseInverse, preciseRank, preciseSolve } from './precise';
import { mathMatrix, operandOf, preciseRows, type Operand } from './values';

/** The rank, of fractions exactly; else the number of singular values above max(m, n) ulp σ₁. */
export function rank(a: unknown): number {
  const operand = operandOf(a);
  if (operand.precise !== undefined) return preciseRank(operand.precise);
  if (operand.arithmetic === 'fractions') {
    const known = factored('rref', operand).diagnostics.rank;
    if (known !== null) return known;
  }
  return numericalRank(operand.matrix, diagonalOf(factored('svd', operand), 'S'));
}

/** σ₁ / σ_min; infinite where A is singular within rounding. */
export function cond(a: unknown): number {
  const { matrix, arithmetic } = operandOf(a);
  const s = diagonalOf(factored('svd', { matrix, arithmetic: arithmetic === 'complex' ? 'complex' : 'real' }), 'S');
  return numericalRank(matrix, s) === s.length ? s[0]! / s.at(-1)! : Number.POSITIVE_INFINITY;
}

/** A basis of the solutions of A x = 0 in the columns, orthonormal but of fractions; without columns where only 0 is one. */
export function nullspace(a: unknown): MathMatrix {
  const operand = operandOf(a);
  const n = operand.matrix.columns;
  return part(factored('nullspace', operand), 'N') ?? withoutColumns(n);
}

/** An orthonormal basis of the column space in the columns. */
export function orth(a: unknown): MathMatrix {
  const operand = operandOf(a);
  const isZero = [operand.matrix.values, operand.matrix.imaginary].every(
    (values) => values?.every((x) => x === 0) ?? true,
  );
  if (isZero) return withoutColumns(operand.matrix.rows);
  return partOf(factored('orth', operand), 'Q');
}

/** A⁺, the inverse where A has one; of fractions exactly. */
export function pinv(a: unknown): MathMatrix {
  const answer = factored('pinv', operandOf(a));
  return part(answer, 'A⁻¹') ?? partOf(answer, 'A⁺');
}

/** The x that brings A x closest to b, the shortest where there are several. */
export function lstsq(a: unknown, b: unknown): MathMatrix {
  const [left, right] = [operandOf(a), operandOf(b)];
  if (left.matrix.rows !== right.matrix.rows) throw faults.rightSideDiffers(right.matrix.rows, left.matrix.rows);
  if (left.matrix.rows === left.matrix.columns && (left.precise ?? right.precise) !== undefined) return lusolve(a, b);
  const both = [left.arithmetic, right.arithmetic];
  if (both.includes('complex'))
    return partOf(factored('solve', { ...left, arithmetic: 'complex' }, { rightSide: right.matrix }), 'X');
  if (both.every((one) => one === 'fractions')) return math.multiply(pinv(a), math.matrix(columnOf(b)));
  const real: Operand = { ...left, arithmetic: 'real' };
  return partOf(factored('solve', real, { rightSide: right.matrix }), 'X');
}

/** det A by LU, exactly of fractions and of small whole numbers; of numbers of a precision to that. */
export function det(a: unknown): unknown {
  const { matrix, arithmetic, precise } = operandOf(a);
  if (precise !== undefined) return preciseDeterminant(precise);
  requireSquare('A determinant', matrix);
  switch (arithmetic) {
    case 'fractions':
      return native.det(a as MathMatrix);
    case 'complex': {
      const { value, beyond } = complexDeterminant(complexParts(matrix), () => session().control.checkpoint());
      noteBeyond(beyond, '');
      return math.complex(value.re, value.im);
    }
    case 'real':
    case 'precise': {
      const whole = Number(wholeDeterminant(matrix) ?? Number.NaN);
      if (Number.isFinite(whole)) return whole;
      const { value, beyond } = unscaled(determinantOf(matrix));
      noteBeyond(beyond, ' Calculate it in fractions, or to a number of digits.');
      return value;
    }
  }
}

/** Says what a determinant is whose value is 0 or infinite only because doubles end. */
function noteBeyond(beyond: string | null, remedy: string): void {
  if (beyond !== null) session().notes.add(`The determinant is ${beyond}, which no double holds.${remedy}`);
}

function requireSquare(what: string, { rows, columns }: Matrix): void {
  if (rows !== columns) throw faults.mustBeSquare(what, rows, columns);
}

/** A⁻¹ of a square A by whatever suits it; of fractions exactly, of numbers of a precision to that. Throws `singular`. */
export function inv(a: unknown): MathMatrix {
  const operand = operandOf(a);
  const { matrix, arithmetic, precise } = operand;
  if (precise !== undefined) return preciseInverse(precise);
  requireSquare('An inverse', matrix);
  if (arithmetic === 'fractions') return exactInverse(matrix);
  const one = { ...identity(matrix.rows), name: null, rowLabels: null, columnLabels: null };
  return solutionOf('An inverse', operand, one);
}

/** The x with A x = b of a square A by whatever suits it; of numbers of a precision to that. Throws `singular`. */
export function lusolve(a: unknown, b: unknown): MathMatrix {
  const [left, right] = [operandOf(a), operandOf(b)];
  requireSquare('Solving', left.matrix);
  if ((left.precise ?? right.precise) !== undefined) return preciseSolve(preciseRows(left), preciseRows(right));
  const both = [left.arithmetic, right.arithmetic];
  if (both.every((one) => one === 'fractions')) return solutionOf('Solving', left, right.matrix);
  if (both.includes('fractions') && !both.includes('complex'))
    return math.matrix(native.lusolve(a as MathMatrix, b as MathMatrix));
  return solutionOf('Solving', { ...left, arithmetic: both.includes('complex') ? 'complex' : 'real' }, right.matrix);
}

/** X with AX = B, where A is not singular within rounding. */
function solutionOf(what: string, a: Operand, rightSide: LabelledMatrix): MathMatrix {
  const answer = factored('solve', a, { rightSide });
  if (answer.formula !== 'AX = B') throw faults.singular(what);
  return partOf(answer, 'X');
}

/** A list as a column. */
function columnOf(b: unknown): MathMatrix {
  const given = math.matrix(b as MathMatrix);
  return given.size().length === 2 ? given : math.matrix(given.toArray().map((value) => [value as number]));
}

/** ‖I − e^A e^−A‖ / (n ‖e^A‖ ‖e^−A‖ ulp) above this is more than scaling and squaring loses. */
const expmBound = 1000;

/** e^A by mathjs, with a note where e^A e^−A is not I as nearly as rounding allows. */
export function expm(a: unknown): MathMatrix {
  const { matrix, arithmetic } = operandOf(a);
  requireSquare('The exponential', matrix);
  const given = complexParts(matrix);
  const [plus, minus] = [1, -1].map((sign) => {
    const scaled = (values: Float64Array): Float64Array => values.map((value) => sign * value);
    const imaginary = arithmetic === 'complex' ? scaled(given.im.values) : null;
    const answer = native.expm(mathMatrix({ ...matrix, values: scaled(given.re.values) }, imaginary));
    return complexParts(operandOf(answer).matrix);
  }) as [ComplexMatrix, ComplexMatrix];
  if (!Number.isFinite(complexNorm(plus))) throw faults.tooLarge('The exponential');
  const ones = realDiagonal(new Float64Array(matrix.rows).fill(1));
  const difference = complexSubtract(ones, complexMultiply(plus, minus));
  const ratio = complexNorm(difference) / (matrix.rows * complexNorm(plus) * complexNorm(minus) * ulp);
  for (const warning of residualWarnings('The exponential', ratio, expmBound)) session().notes.add(warning);
  return mathMatrix(plus.re, arithmetic === 'complex' ? plus.im.values : null);
}

function withoutColumns(rows: number): MathMatrix {
  return mathMatrix(createMatrix(rows, 0));
}
