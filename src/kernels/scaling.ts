import type { Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { exponentOf, powersOfTwo, timesPowerOfTwo } from '../matrix/scale';
import type { Arena } from './arena';

/** Between which the largest entry of a matrix may lie without being scaled. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const anySize: Range = { low: 0, high: Number.MAX_VALUE };
/** Squares of entries, and sums of these, stay within the range of doubles with room to spare. */
export const moderateSize: Range = { low: 2 ** -300, high: 2 ** 300 };
/** For tiny matrices alone: a large one scaled down could lose its small entries. */
export const notTiny: Range = { low: 2 ** -300, high: Number.MAX_VALUE };
export const aboutOne: Range = { low: 1, high: 1 };

/** A = 2^exponent times what is put at the address, of which the largest entry lies in the range. Throws `notFinite`. */
export function putScaled(arena: Arena, a: Matrix, range: Range): { address: number; exponent: number } {
  const address = arena.put(a.values);
  const max = arena.kernels.largestModulus(a.values.length, address);
  if (!Number.isFinite(max)) throw notFinite(a);
  if (max === 0 || (max >= range.low && max <= range.high)) return { address, exponent: 0 };
  const exponent = exponentOf(max);
  for (const power of powersOfTwo(-exponent)) arena.kernels.scale(a.values.length, power, address);
  return { address, exponent };
}

/** 2^exponent · A. */
export function unscale(a: Matrix, exponent: number): Matrix {
  return exponent === 0 ? a : timesPowerOfTwo(a, exponent);
}

function notFinite({ values, columns }: Matrix): Error {
  const index = values.findIndex((value) => !Number.isFinite(value));
  return faults.notFinite(Math.floor(index / columns) + 1, (index % columns) + 1);
}
