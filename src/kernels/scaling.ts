import type { Matrix } from '../matrix/dense';
import { equilibrate, largest, timesPowerOfTwo } from '../matrix/scale';

/** Where the squares of entries, and sums of these, stay within the range of doubles with room to spare. */
const [low, high] = [2 ** -300, 2 ** 300];

/** A = 2^exponent · scaled. A is left as it is, and exponent 0, where its largest entry is of a moderate size. */
export function moderate(a: Matrix): { scaled: Matrix; exponent: number } {
  const max = largest(a);
  return max === 0 || (max >= low && max <= high) ? { scaled: a, exponent: 0 } : equilibrate(a);
}

/** The same for tiny matrices alone: a large one scaled down could lose its small entries. */
export function enlarge(a: Matrix): { scaled: Matrix; exponent: number } {
  return largest(a) < low ? moderate(a) : { scaled: a, exponent: 0 };
}

/** 2^exponent · A. */
export function unscale(a: Matrix, exponent: number): Matrix {
  return exponent === 0 ? a : timesPowerOfTwo(a, exponent);
}
