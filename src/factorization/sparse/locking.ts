import { ulp } from '../checks';

/** A value with the bound on the residual of its vectors. */
export interface Estimate {
  /** σ, or |λ|. */
  readonly magnitude: number;
  readonly residual: number;
}

/** What one run of Lanczos came to. */
export interface Run<T> {
  /** The largest in the complement of those that are locked, descending. */
  readonly found: readonly T[];
  readonly steps: number;
  readonly converged: boolean;
}

/** What one run of Lanczos is to find. */
export interface Search {
  readonly wanted: number;
  /** Values up to here are not wanted, and need be no more than known for that. */
  readonly floor: number;
  readonly mostSteps: number;
}

export interface Leading<T> {
  /** The k largest, descending. */
  readonly leading: readonly T[];
  readonly steps: number;
  readonly converged: boolean;
}

/**
 * The k largest by runs of Lanczos. One run sees one vector of a value that occurs several times, so runs go on in the
 * complement of what was found until nothing there is larger than the least of the k.
 * Source: B. N. Parlett, The Symmetric Eigenvalue Problem, SIAM 1998, sections 13.2 and 13.10.
 */
export function leadingByLocking<T extends { readonly magnitude: number }>(
  k: number,
  mostSteps: number,
  run: (locked: readonly T[], search: Search) => Run<T>,
): Leading<T> {
  let leading: readonly T[] = [];
  let steps = 0;
  for (;;) {
    const isFull = leading.length >= k;
    const floor = isFull ? leading[k - 1]!.magnitude : Number.NEGATIVE_INFINITY;
    const search = { wanted: isFull ? 1 : k - leading.length, floor, mostSteps: mostSteps - steps };
    const { found, steps: taken, converged } = run(leading, search);
    steps += taken;
    const larger = found.filter(({ magnitude }) => magnitude > floor);
    if (isFull && !converged) return { leading, steps, converged };
    leading = [...leading, ...larger].sort((x, y) => y.magnitude - x.magnitude).slice(0, k);
    if (!converged || larger.length === 0) return { leading, steps, converged };
  }
}

/**
 * Whether the first `wanted` of the estimates, descending, are what was searched for: those above the floor to
 * `tolerance`, those up to it as well as tells them from it. All are relative to `scale`.
 */
export function isSettled(
  estimates: readonly Estimate[],
  { wanted, floor }: Search,
  tolerance: number,
  scale: number,
): boolean {
  return (
    estimates.length >= wanted &&
    estimates
      .slice(0, wanted)
      .every(({ magnitude, residual }) => residual <= (magnitude <= floor ? Math.sqrt(ulp) : tolerance) * scale)
  );
}

/** Whether the small problem is solved after so many steps: after all of the first 16, then 8 times until they are twice as many. */
export function looksAfter(steps: number): boolean {
  return steps % 2 ** Math.max(0, Math.floor(Math.log2(steps / 8))) === 0;
}

/** The steps after which k leading values are given up. */
export function mostStepsFor(k: number): number {
  return Math.max(500, 20 * k);
}
