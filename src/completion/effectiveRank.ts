import type { BiasedFactors } from '../protocol/results';
import { productShares } from './productShares';

/** Factors that hold less than this share of ‖UVᵀ‖² cannot be seen in what they predict. */
const negligibleShare = 0.01;

/**
 * Says so where fewer factors than the rank make nearly all of the product: "In effect the rank is 1". The factors are
 * in canonical form, or at least near it.
 */
export function effectiveRankNote(factors: BiasedFactors): string | null {
  const rank = factors.row.columns;
  const shares = productShares(factors);
  const effective = shares.filter((share) => share >= negligibleShare).length;
  if (shares.length === 0 || effective === rank) return null;
  const rest = rank - effective === 1 ? 'the other factor holds' : `the other ${rank - effective} factors hold`;
  return `In effect the rank is ${effective}: ${rest} less than a hundredth of what the factors add.`;
}
