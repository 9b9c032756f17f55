import { countEach, group, type Observations, type Ratings } from '../matrix/observations';
import type { BiasedFactors } from '../protocol/results';
import type { Shown } from './factors';
import type { Scale, TrainedModel, TrainingRecord } from '../protocol/trainedModel';

/** A trained recommender that finds users and items by their ids. */
export interface RatingsModel extends TrainedModel {
  readonly userIndex: ReadonlyMap<string, number>;
  readonly itemIndex: ReadonlyMap<string, number>;
}

/** The model of ratings, of which those of `training` were trained on. */
export function createRatingsModel(
  ratings: Ratings,
  training: Observations,
  fitted: {
    readonly factors: BiasedFactors;
    readonly baseline: BiasedFactors;
    readonly record: TrainingRecord;
    readonly scale?: Scale;
  },
): RatingsModel {
  const { starts, others, values } = group(ratings, 'row');
  return indexed({
    scale: scaleOf(training),
    ...fitted,
    userIds: ratings.userIds,
    itemIds: ratings.itemIds,
    rated: { starts, others, values: Float32Array.from(values) },
    userRatings: countEach(training.rowIndex, training.rows),
    itemRatings: countEach(training.columnIndex, training.columns),
  });
}

/** A model with its indices of ids, as it was trained or as it was read. */
export function indexed(model: TrainedModel): RatingsModel {
  return { ...model, userIndex: indexOf(model.userIds), itemIndex: indexOf(model.itemIds) };
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

export function scaleOf({ values }: Observations): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

export function clip(value: number, { low, high }: Scale): number {
  return Math.min(Math.max(value, low), high);
}

/** Indices with the largest counts first, ties by the lower index. */
export function byCount(counts: Uint32Array): number[] {
  return Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
}

/** Rows of the factors that are sent along, those with most ratings. */
const shownRows = 200;

/** The users and the items with most ratings that were trained on, by their ids. */
export function mostRated(model: Pick<TrainedModel, 'userIds' | 'itemIds' | 'userRatings' | 'itemRatings'>): {
  readonly users: Shown & { readonly labels: readonly string[] };
  readonly items: Shown & { readonly labels: readonly string[] };
} {
  const most = (side: Shown['side'], counts: Uint32Array, ids: readonly string[]) => {
    const indices = byCount(counts).slice(0, shownRows);
    return { side, indices, labels: indices.map((index) => ids[index]!) };
  };
  return {
    users: most('user', model.userRatings, model.userIds),
    items: most('item', model.itemRatings, model.itemIds),
  };
}
