import { createRandom, type Random } from '../../matrix/random';
import { dot, norm } from '../columns';

/** Vectors of length 1, each orthogonal to the others. */
export type Basis = readonly Float64Array[];

/** x := x − Σ u uᵀx over the basis, twice, which is enough (Parlett, The Symmetric Eigenvalue Problem, section 6.9). */
export function orthogonalize(x: Float64Array, ...bases: readonly Basis[]): void {
  for (let pass = 0; pass < 2; pass++) for (const basis of bases) for (const u of basis) addTimes(x, -dot(u, x), u);
}

/** x := x + s y. */
function addTimes(x: Float64Array, s: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! += s * y[i]!;
}

/** x := x / ‖x‖, of a norm that is known. */
export function normalize(x: Float64Array, length: number): Float64Array {
  for (let i = 0; i < x.length; i++) x[i]! /= length;
  return x;
}

/** Directions that are the same in every run. */
export function startingDirections(): Random {
  return createRandom(0);
}

/** A vector of length 1 and random direction, orthogonal to the bases; null where they span the whole space. */
export function orthogonalDirection(n: number, random: Random, ...bases: readonly Basis[]): Float64Array | null {
  if (bases.reduce((count, basis) => count + basis.length, 0) >= n) return null;
  const x = Float64Array.from({ length: n }, () => random.normal());
  // of a space that is nearly full little is left at first, and it is orthogonal to rounding after the second time
  for (let pass = 0; pass < 2; pass++) {
    orthogonalize(x, ...bases);
    normalize(x, norm(x));
  }
  return x;
}

/** Σ_i s_i x_i. */
export function combination(basis: Basis, weights: ArrayLike<number>): Float64Array {
  const out = new Float64Array(basis[0]?.length ?? 0);
  basis.forEach((x, i) => {
    addTimes(out, weights[i]!, x);
  });
  return out;
}
