import type { BigNumber, MathNumericType, Matrix as MathMatrix } from 'mathjs';
import { faults } from '../../matrix/faults';
import { timesTwoTo } from '../../matrix/scale';
import { complexParts } from '../complexes/parts';
import { complexNorm, equilibrateComplex } from '../complexes/products';
import { math, native } from '../math';
import { diagonalOf, factored } from './factored';
import { operandOf } from './values';

/** What norms go by. */
export type NormName = number | BigNumber | string;

/**
 * Of a list mathjs's norm; of a matrix σ₁, the largest sum of a column (1) or of a row ('inf', Infinity) of magnitudes, or
 * the root of the sum of squares ('fro'). Throws `outOfRange`.
 */
export function norm(a: unknown, name: NormName = 2): unknown {
  const given = math.matrix(a as MathMatrix);
  if (given.size().length < 2) return ofList(given, name);
  const p = math.isBigNumber(name) ? name.toNumber() : name;
  if (p === 2) return diagonalOf(factored('svd', operandOf(given)), 'S')[0]!;
  if (p === 'fro') {
    const length = lengthOf(given);
    if (length !== null) return length;
    const total: unknown = math.sum(squares(given));
    return math.sqrt(math.isFraction(total) ? math.number(total) : (total as number));
  }
  if (p === 1 || p === 'inf' || p === Number.POSITIVE_INFINITY) {
    const magnitudes = math.abs(math.matrix(given.toArray()));
    const rows = (p === 1 ? math.transpose(magnitudes) : magnitudes).toArray() as MathNumericType[][];
    return math.max(rows.map((row) => math.sum(row) as number));
  }
  throw faults.outOfRange('The norm of a matrix', "1, 2, 'fro' or 'inf'", String(p));
}

function ofList(given: MathMatrix, name: NormName): unknown {
  const length = name === 2 ? lengthOf(given) : null;
  return length ?? native.norm(given, name);
}

/** The root of the sum of squares, of which none overflows or underflows; null where the numbers are no doubles. */
function lengthOf(given: MathMatrix): number | null {
  if (given.size().includes(0)) return null;
  const { matrix, arithmetic } = operandOf(given);
  if (arithmetic !== 'real' && arithmetic !== 'complex') return null;
  const { re, im } = complexParts(matrix);
  if (![re, im].every(({ values }) => values.every(Number.isFinite))) return null;
  const { scaled, exponent } = equilibrateComplex({ re, im });
  return timesTwoTo(complexNorm(scaled), exponent);
}

function squares(given: MathMatrix): MathMatrix {
  const magnitudes = math.abs(math.matrix(given.toArray()));
  return math.map(magnitudes, (value: MathNumericType) => math.square(value as number));
}
