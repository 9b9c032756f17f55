import { frobeniusNorm, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { meantId } from './meantId';
import type { Similar } from '../protocol/recommendations';
import type { RatingsModel, Titles } from './ratingsModel';

/** Users, or items: their ids, their factors, and how many ratings of each were trained on. */
interface Side {
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly factors: Matrix;
  readonly counts: Uint32Array;
}

/**
 * Ratings that those alike have at least, where nobody says how many: the factors of fewer are mostly what they were held
 * to. Measured in test/bench/ratings.md.
 */
const usualMinimum = 5;

/**
 * The `top` items, or users, whose factors point most nearly the way of one's: cos(v_i, v_j) = v_i·v_j / (‖v_i‖ ‖v_j‖),
 * in [−1, 1], the highest first, ties by the order of the file. Biases play no part: what is liked by most is not more
 * alike for that. Those that were not trained on have no direction and are left out, and so are the one itself and those with
 * fewer than `atLeast` ratings: null for five, or as many as the `top` of most ratings have where these are fewer.
 * Throws the `unknownItem`, `unknownUser`, `itemWithoutFactors` and `userWithoutFactors` faults.
 */
export function similar(
  model: RatingsModel,
  side: Similar['side'],
  id: string,
  top: number,
  titles: Titles,
  atLeast: number | null = null,
): Similar {
  const all = sideOf(model, side);
  const index = all.index.get(id);
  if (index === undefined)
    throw side === 'item'
      ? faults.unknownItem(id, meantId(id, all.ids, titles))
      : faults.unknownUser(id, meantId(id, all.ids));
  const own = directionOf(all, index);
  if (own === null) throw side === 'item' ? faults.itemWithoutFactors(id) : faults.userWithoutFactors(id);

  const found: { other: number; value: number; rated: number }[] = [];
  for (let other = 0; other < all.ids.length; other++) {
    const direction = other === index ? null : directionOf(all, other);
    if (direction !== null) found.push({ other, value: cosine(own, direction), rated: all.counts[other]! });
  }
  const least = atLeast ?? minimumFor(found, top);
  const kept = found.filter(({ rated }) => rated >= least).sort((a, b) => b.value - a.value || a.other - b.other);
  const titled = (one: string): { item: string; title: string | null } => ({
    item: one,
    title: side === 'item' ? (titles?.get(one) ?? null) : null,
  });
  return {
    ...titled(id),
    side,
    rated: all.counts[index]!,
    atLeast: least,
    items: kept.slice(0, Math.max(top, 0)).map(({ other, ...one }) => ({ ...titled(all.ids[other]!), ...one })),
  };
}

/** The usual minimum, or as many ratings as the `top` of most have: a small file still has a whole list. */
function minimumFor(found: readonly { readonly rated: number }[], top: number): number {
  const counts = Uint32Array.from(found, ({ rated }) => rated).sort();
  return Math.max(1, Math.min(usualMinimum, counts[counts.length - top] ?? 1));
}

function sideOf(model: RatingsModel, side: Similar['side']): Side {
  const { factors, userIds, userIndex, userRatings, itemIds, itemIndex, itemRatings } = model;
  return side === 'item'
    ? { ids: itemIds, index: itemIndex, factors: factors.column, counts: itemRatings }
    : { ids: userIds, index: userIndex, factors: factors.row, counts: userRatings };
}

/** v / ‖v‖; null where nothing was trained on, or all factors are zero. */
function directionOf({ factors: { columns, values }, counts }: Side, index: number): Float64Array | null {
  const v = values.subarray(index * columns, (index + 1) * columns);
  const norm = frobeniusNorm({ rows: 1, columns, values: v });
  return counts[index] === 0 || norm === 0 ? null : v.map((value) => value / norm);
}

/** Of unit vectors; rounding may leave [−1, 1] by an ulp or two, and is taken back. */
function cosine(a: Float64Array, b: Float64Array): number {
  const dot = a.reduce((sum, value, f) => sum + value * b[f]!, 0);
  return Math.min(Math.max(dot, -1), 1);
}
