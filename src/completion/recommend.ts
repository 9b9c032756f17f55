import type { Asker } from '../protocol/request';
import type { RatingReason, Recommendations, TitledItem, ValuedItem } from '../protocol/recommendations';
import { newcomer, ownerOf, type RatingOwner } from './ratingOwner';
import { explain, predict } from './model';
import { topItems } from './ranking/topItems';
import { byCount, clip, type RatingsModel, type Titles } from './ratingsModel';

/** Ratings told as reasons of one recommendation, at most. */
const mostReasons = 3;

/**
 * The `top` items with the highest predictions for someone, over all items but those they have rated, ties by
 * the order of the file. Ranked by the prediction itself; shown within the scale of the ratings. Someone new is
 * folded in: their bias and factors are fitted to their ratings given the items.
 * Throws the `unknownUser`, `unknownItem`, `outOfRange` and `noRatingsGiven` faults.
 */
export function recommend(model: RatingsModel, asker: Asker, top: number, titles: Titles): Recommendations {
  const owner = 'user' in asker ? ownerOf(model, asker.user) : newcomer(model, asker.ratings, titles);
  const excluded = new Uint8Array(model.itemIds.length);
  for (const column of owner.items) excluded[column] = 1;
  const predictions = Float64Array.from(model.itemIds, (_, column) => predict(owner.factors, owner.row, column));
  const best = topItems(predictions, excluded, top);
  const person = owner.user === null ? 'you' : `user ${owner.user}`;
  return {
    user: owner.user,
    rated: owner.trainedOn,
    ratings: highest(model, owner, top, titles),
    items: best.map((column) => {
      const titled = titledItem(model, column, titles);
      const names = { row: person, column: titled.title ?? `item ${titled.item}`, factors: null, bias: true };
      return {
        ...titled,
        value: clip(predictions[column]!, model.scale),
        terms: explain(owner.factors, owner.row, column, names),
        reasons: reasonsOf(model, owner, column, titles),
      };
    }),
  };
}

/** An item, by its column, under its id and its title, null where none is known. */
export function titledItem({ itemIds }: RatingsModel, column: number, titles: Titles): TitledItem {
  const item = itemIds[column]!;
  return { item, title: titles?.get(item) ?? null };
}

function highest(model: RatingsModel, { items, values }: RatingOwner, most: number, titles: Titles): ValuedItem[] {
  if (values === null) return [];
  return Array.from(items, (column, t) => ({ column, value: values[t]! }))
    .sort((a, b) => b.value - a.value || a.column - b.column)
    .slice(0, most)
    .map(({ column, value }) => ({ ...titledItem(model, column, titles), value }));
}

function reasonsOf(model: RatingsModel, owner: RatingOwner, column: number, titles: Titles): RatingReason[] {
  const { items, values } = owner;
  if (values === null) return [];
  return Array.from(owner.fitted().shares(column), (shift, t) => ({ t, shift }))
    .filter(({ shift }) => shift !== 0)
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift) || a.t - b.t)
    .slice(0, mostReasons)
    .map(({ t, shift }) => ({ ...titledItem(model, items[t]!, titles), value: values[t]!, shift }));
}

/** Items whose id or title contains `query`, whatever the case: those with most ratings first. */
export function findItems(model: RatingsModel, query: string, limit: number, titles: Titles): TitledItem[] {
  const wanted = query.trim().toLowerCase();
  return byCount(model.itemRatings)
    .map((column) => titledItem(model, column, titles))
    .filter(({ item, title }) => [item, title ?? ''].some((text) => text.toLowerCase().includes(wanted)))
    .slice(0, Math.max(limit, 0));
}

/** The first `limit` user ids that contain `query`, whatever the case: the exact one first, then the order of the file. */
export function findUsers(model: RatingsModel, query: string, limit: number): string[] {
  const wanted = query.trim().toLowerCase();
  const found = model.userIds.filter((id) => id.toLowerCase().includes(wanted));
  const exact = found.filter((id) => id.toLowerCase() === wanted);
  return [...exact, ...found.filter((id) => id.toLowerCase() !== wanted)].slice(0, Math.max(limit, 0));
}
