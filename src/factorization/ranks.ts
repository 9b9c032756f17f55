import type { Quantity, Spectrum } from '../protocol/details';
import { formatPercent } from '../protocol/quantities';

/** A rank to keep and one sentence on why. */
export interface KeptRank {
  readonly kept: number;
  readonly rule: string;
  /** On the scale of the singular values: those above are kept. */
  readonly threshold?: number;
}

/** The share of Σσ² that is kept where the singular values have no elbow. */
const shareWithoutElbow = 0.9;

/**
 * The singular values before the elbow: the point farthest below the straight line from the first to the last. Where none
 * lies below, the fewest that make up 90% of Σσ².
 */
export function elbowRank(s: ArrayLike<number>): KeptRank {
  const count = s.length;
  const [first, last] = [s[0]!, s[count - 1]!];
  let elbow = 0;
  let farthest = 1e-12 * first;
  for (let i = 1; i < count - 1; i++) {
    const below = first + ((last - first) * i) / (count - 1) - s[i]!;
    if (below > farthest) [elbow, farthest] = [i, below];
  }
  if (elbow > 0)
    return {
      kept: elbow,
      rule: `the elbow; singular value ${elbow + 1} lies farthest below the line from the first to the last, and those before it are kept.`,
    };
  const total = sumOfSquares(s, 0);
  let kept = 1;
  while (kept < count && sumOfSquares(s, kept) > (1 - shareWithoutElbow) * total) kept++;
  return {
    kept,
    rule: `no elbow: none of the singular values lies below the line from the first to the last, so the fewest that explain ${formatPercent(shareWithoutElbow)} are kept.`,
  };
}

/** σ_from² + …, counted from 0. */
function sumOfSquares(s: ArrayLike<number>, from: number): number {
  let sum = 0;
  // the smallest first, so that none is lost
  for (let i = s.length - 1; i >= from; i--) sum += s[i]! ** 2;
  return sum;
}

/**
 * What each rank of an m × n matrix would keep; `s` may be on any scale, and `scale` brings it back. `rest` is Σσ² of what
 * is not in `s`, where only the largest are.
 */
export function spectrumOf(
  s: Float64Array,
  { rows: m, columns: n }: { readonly rows: number; readonly columns: number },
  { kept, rule, threshold }: KeptRank,
  scale: (value: number) => number,
  rest = 0,
): Spectrum {
  const total = sumOfSquares(s, 0) + rest;
  const share = (value: number): number => (total === 0 ? 0 : value / total);
  return {
    singularValues: Array.from(s, scale),
    explained: Array.from(s, (value) => share(value ** 2)),
    errors: Array.from(s, (_, i) => Math.sqrt(share(sumOfSquares(s, i + 1) + rest))),
    compressions: Array.from(s, (_, i) => (m * n) / ((i + 1) * (m + n + 1))),
    kept,
    rule,
    ...(threshold === undefined ? {} : { threshold: scale(threshold) }),
  };
}

/** Said where no rank is kept. */
export const nothingKept =
  'Every singular value is below the threshold: nothing stands out of the noise, and nothing is written back.';

/** The rank that was kept and the share of Σσ² that it explains. */
export function keptQuantities({ kept, explained }: Spectrum): Quantity[] {
  const share = Math.min(
    1,
    explained.slice(0, kept).reduce((sum, one) => sum + one, 0),
  );
  return [
    { name: 'rank', text: String(kept), value: kept },
    { name: 'explained', text: formatPercent(share, 4), value: share },
  ];
}
