import { createMatrix, type LabelledMatrix, type Matrix } from '../../matrix/dense';
import { exactCell } from '../../matrix/exact';
import { faults } from '../../matrix/faults';
import { nearestDouble, rational, type Rational } from '../../matrix/rational';
import type { Factor } from '../../protocol/results';
import type { BigNumber, Matrix as MathMatrix, MathNumericType } from 'mathjs';
import type { BigRows } from '../precise/elimination';
import { math } from '../math';

/** How the entries of a matrix are reckoned with: their type decides. */
export type Arithmetic = 'real' | 'complex' | 'fractions' | 'precise';

export interface Operand {
  readonly matrix: LabelledMatrix;
  readonly arithmetic: Arithmetic;
  /** The entries of precise arithmetic, of which the matrix has the nearest doubles. */
  readonly precise?: BigRows;
}

/** A matrix of mathjs, or a list of numbers as a column, as one of ours. Throws `notNumbers`. */
export function operandOf(value: unknown): Operand {
  const rows = rowsOf(value);
  const [m, n] = [rows.length, rows[0]?.length ?? 0];
  if (m === 0 || n === 0) throw faults.emptyMatrix();
  const entries = rows.flat();
  if (entries.length !== m * n) throw faults.notNumbers();
  const shape = { ...createMatrix(m, n), name: null, rowLabels: null, columnLabels: null };
  if (entries.some((entry) => math.isComplex(entry))) {
    const parts = entries.map((entry) => (math.isComplex(entry) ? entry : { re: realOf(entry), im: 0 }));
    const [values, imaginary] = [Float64Array.from(parts, ({ re }) => re), Float64Array.from(parts, ({ im }) => im)];
    return { matrix: { ...shape, values, imaginary }, arithmetic: 'complex' };
  }
  if (entries.some((entry) => math.isBigNumber(entry))) {
    const precise = rows.map((row) => row.map(preciseOf));
    return { matrix: { ...shape, values: Float64Array.from(entries, realOf) }, arithmetic: 'precise', precise };
  }
  const values = Float64Array.from(entries, realOf);
  const exact = new Map<number, Rational>();
  entries.forEach((entry, at) => {
    const cell = fractionOf(entry);
    if (cell !== null) exact.set(at, cell);
  });
  const isExact = entries.every((entry, at) => exact.has(at) || Number.isSafeInteger(entry));
  return exact.size > 0 && isExact
    ? { matrix: { ...shape, values, exact }, arithmetic: 'fractions' }
    : { matrix: { ...shape, values }, arithmetic: 'real' };
}

/** A list of numbers is one column. */
function rowsOf(value: unknown): unknown[][] {
  const data: unknown = math.isMatrix(value) ? value.valueOf() : value;
  if (!Array.isArray(data)) throw faults.notNumbers();
  return data.map((row: unknown) => (Array.isArray(row) ? (row as unknown[]) : [row]));
}

function preciseOf(entry: unknown): BigNumber {
  if (math.isBigNumber(entry)) return entry;
  const exact = fractionOf(entry);
  if (exact !== null) return preciseRatio(exact);
  if (typeof entry === 'number') return math.bignumber(entry);
  throw faults.notNumbers();
}

/** The entries to the digits that are reckoned with. */
export function preciseRows({ matrix, precise }: Operand): BigRows {
  return (
    precise ??
    Array.from({ length: matrix.rows }, (_, i) =>
      Array.from({ length: matrix.columns }, (_row, j) => preciseRatio(exactCell(matrix, i, j))),
    )
  );
}

/** A fraction to the digits that are reckoned with. */
function preciseRatio({ numerator, denominator }: Rational): BigNumber {
  return math.bignumber(String(numerator)).div(math.bignumber(String(denominator)));
}

function realOf(entry: unknown): number {
  if (typeof entry === 'number') return entry;
  if (math.isBigNumber(entry)) return entry.toNumber();
  const exact = fractionOf(entry);
  if (exact === null) throw faults.notNumbers();
  return nearestDouble(exact);
}

/** The exact value of a fraction of mathjs; null of anything else. */
export function fractionOf(entry: unknown): Rational | null {
  if (!math.isFraction(entry)) return null;
  return rational(entry.s * entry.n, entry.d);
}

/** What the cells of a document's matrices are taken as. */
export type Taken = 'doubles' | 'fractions' | 'precise';

/** A matrix of a document as a variable; complex where it has imaginary parts. */
export function variableOf(matrix: LabelledMatrix, taken: Taken): MathMatrix {
  const { imaginary = null } = matrix;
  if (taken === 'doubles' || imaginary !== null) return mathMatrix(matrix, imaginary);
  return scalars(matrix, (at) => {
    const exact = exactCell(matrix, Math.floor(at / matrix.columns), at % matrix.columns);
    return taken === 'precise' ? preciseRatio(exact) : math.fraction(`${exact.numerator}/${exact.denominator}`);
  });
}

/** A factor as a matrix of mathjs. */
export function factorValue(factor: Factor): MathMatrix {
  const { fractions } = factor;
  return fractions === undefined
    ? mathMatrix(factor, factor.imaginary)
    : scalars(factor, (at) => math.fraction(fractions[at]!));
}

/** A real or complex matrix as one of mathjs. */
export function mathMatrix(matrix: Matrix, imaginary: Float64Array | null = null): MathMatrix {
  return scalars(matrix, (at) =>
    imaginary === null ? matrix.values[at]! : math.complex(matrix.values[at]!, imaginary[at]!),
  );
}

function scalars({ rows, columns }: Matrix, scalar: (at: number) => MathNumericType): MathMatrix {
  return math.matrix(
    Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_row, j) => scalar(i * columns + j))),
  );
}
