import { faults } from '../matrix/faults';
import type { Recommendations } from '../protocol/results';
import { explain, predict } from './model';
import { clip, type RatingsModel } from './ratingsModel';

/**
 * The `top` items with the highest predicted ratings for a user, over all items but those the user has rated, ties by
 * the order of the file. Ranked by the prediction itself; shown within the scale of the ratings.
 * Throws the `unknownUser` fault.
 */
export function recommend(
  model: RatingsModel,
  user: string,
  top: number,
  titles: ReadonlyMap<string, string> | null,
): Recommendations {
  const row = model.userIndex.get(user);
  if (row === undefined) throw faults.unknownUser(user);
  const excluded = new Set(model.rated.others.subarray(model.rated.starts[row], model.rated.starts[row + 1]));
  const predictions = model.itemIds.map((_, column) => predict(model.factors, row, column));
  const best = predictions
    .map((_, column) => column)
    .filter((column) => !excluded.has(column))
    .sort((a, b) => predictions[b]! - predictions[a]! || a - b)
    .slice(0, Math.max(top, 0));
  return {
    user,
    rated: model.userRatings[row]!,
    items: best.map((column) => {
      const item = model.itemIds[column]!;
      const title = titles?.get(item) ?? null;
      const names = { row: `user ${user}`, column: title ?? `item ${item}`, factors: null, bias: true };
      return {
        item,
        title,
        value: clip(predictions[column]!, model.scale),
        terms: explain(model.factors, row, column, names),
      };
    }),
  };
}

/** The first `limit` user ids that contain `query`, whatever the case: the exact one first, then the order of the file. */
export function findUsers(model: RatingsModel, query: string, limit: number): string[] {
  const wanted = query.trim().toLowerCase();
  const found = model.userIds.filter((id) => id.toLowerCase().includes(wanted));
  const exact = found.filter((id) => id.toLowerCase() === wanted);
  return [...exact, ...found.filter((id) => id.toLowerCase() !== wanted)].slice(0, Math.max(limit, 0));
}
