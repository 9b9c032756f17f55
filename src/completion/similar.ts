import { frobeniusNorm } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { SimilarItems } from '../protocol/results';
import type { RatingsModel } from './ratingsModel';

/**
 * The `top` items whose factors point most nearly the way of an item's: cos(v_i, v_j) = v_i·v_j / (‖v_i‖ ‖v_j‖), in
 * [−1, 1], the highest first, ties by the order of the file. Biases play no part: what is liked by most is not more
 * alike for that. Items that were not trained on have no direction and are left out, and so is the item itself.
 * Throws the `unknownItem` and `itemWithoutFactors` faults.
 */
export function similar(
  model: RatingsModel,
  item: string,
  top: number,
  titles: ReadonlyMap<string, string> | null,
): SimilarItems {
  const column = model.itemIndex.get(item);
  if (column === undefined) throw faults.unknownItem(item);
  const own = directionOf(model, column);
  if (own === null) throw faults.itemWithoutFactors(item);

  const found: { other: number; value: number }[] = [];
  for (let other = 0; other < model.itemIds.length; other++) {
    const direction = other === column ? null : directionOf(model, other);
    if (direction !== null) found.push({ other, value: cosine(own, direction) });
  }
  found.sort((a, b) => b.value - a.value || a.other - b.other);
  const titled = (index: number): { item: string; title: string | null } => {
    const id = model.itemIds[index]!;
    return { item: id, title: titles?.get(id) ?? null };
  };
  return {
    ...titled(column),
    rated: model.itemRatings[column]!,
    items: found.slice(0, Math.max(top, 0)).map(({ other, value }) => ({ ...titled(other), value })),
  };
}

/** v / ‖v‖; null for an item that was not trained on, or whose factors are all zero. */
function directionOf({ factors, itemRatings }: RatingsModel, column: number): Float64Array | null {
  const { columns, values } = factors.column;
  const v = values.subarray(column * columns, (column + 1) * columns);
  const norm = frobeniusNorm({ rows: 1, columns, values: v });
  return itemRatings[column] === 0 || norm === 0 ? null : v.map((value) => value / norm);
}

/** Of unit vectors; rounding may leave [−1, 1] by an ulp or two, and is taken back. */
function cosine(a: Float64Array, b: Float64Array): number {
  const dot = a.reduce((sum, value, f) => sum + value * b[f]!, 0);
  return Math.min(Math.max(dot, -1), 1);
}
