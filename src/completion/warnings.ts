import type { RatingsSolver } from '../protocol/methods';
import { counted, formatCount } from '../protocol/quantities';
import type { BrokenLines, HeldOut, RankingEvaluation } from '../protocol/results';
import type { ReadRatings } from './trainingTask';

/** Sentences that training and evaluation have in common; null where there is nothing to say. */

export function repeatedRatings({
  duplicates,
  isCounted = false,
}: Pick<ReadRatings, 'duplicates' | 'isCounted'>): string | null {
  if (duplicates === 0) return null;
  if (isCounted)
    return `${counted(duplicates, 'line')} ${duplicates === 1 ? 'repeats' : 'repeat'} a user and an item: each counts once more.`;
  return `${formatCount(duplicates)} ${duplicates === 1 ? 'rating repeats' : 'ratings repeat'} a user and an item; the last one counts.`;
}

/** A sentence where the lists of the most rated items have an NDCG no lower than those of the model; else null. */
export function noBetterThanPopularity(ranking: RankingEvaluation | null, solver: RatingsSolver): string | null {
  if (ranking === null || ranking.model.ndcg > ranking.popularity.ndcg) return null;
  const why = solver === 'implicit-als' ? '' : ', which predicts ratings and not what is chosen';
  return `Lists of the most rated items are no worse than those of the model${why}.`;
}

/** How many lines of a ratings file were skipped, and the first of them; null where none was. */
export function skippedLines(broken: BrokenLines | undefined): string | null {
  const first = broken?.first[0];
  if (broken === undefined || first === undefined) return null;
  return `${formatCount(broken.count)} ${broken.count === 1 ? 'line was' : 'lines were'} skipped. The first: ${first.message}`;
}

/**
 * A sentence where the RMSE of the model is no lower than that of biases alone; else null. `where`: on which ratings.
 */
export function noBetterThanBiases(
  where: string,
  { rmse, baselineRmse }: Pick<HeldOut, 'rmse' | 'baselineRmse'>,
): string | null {
  if (rmse < baselineRmse) return null;
  return `On ${where} the factors predict no better than user and item biases alone.`;
}
