import type { Complex as MathComplex } from 'mathjs';
import { magnitude, principalRoot, type Complex } from './complex';

/**
 * Functions for complex.js's class, which mathjs has its complex numbers from, in place of its own. Those square the parts,
 * which underflow below 1e-162: |1e-200 + 1e-200i| was 0, and its logarithm infinite.
 */
export function guardedFunctions(make: (re: number, im: number) => MathComplex): object {
  return {
    abs(this: Complex): number {
      return magnitude(this);
    },
    sqrt(this: Complex): MathComplex {
      const { re, im } = principalRoot(this);
      return make(re, im);
    },
    log(this: Complex): MathComplex {
      return make(Math.log(magnitude(this)), Math.atan2(this.im, this.re));
    },
  };
}
