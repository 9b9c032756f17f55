import type { HeldOut } from '../protocol/results';

/** Sentences that training and evaluation have in common; null where there is nothing to say. */

export function repeatedRatings(duplicates: number): string | null {
  if (duplicates === 0) return null;
  return `${duplicates} ${duplicates === 1 ? 'rating repeats' : 'ratings repeat'} a user and an item; the last one counts.`;
}

export function noBetterThanBiases(
  where: string,
  { rmse, baselineRmse }: Pick<HeldOut, 'rmse' | 'baselineRmse'>,
): string | null {
  if (rmse < baselineRmse) return null;
  return `On ${where} the factors predict no better than user and item biases alone.`;
}
