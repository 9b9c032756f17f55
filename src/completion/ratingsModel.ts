import { countEach, groupInto, type Observations, type Ratings } from '../matrix/observations';
import type { BiasedFactors } from '../protocol/results';
import type { Scale, TrainedModel, TrainingRecord } from '../protocol/trainedModel';

/** Titles of items by their ids; null where there are none. */
export type Titles = ReadonlyMap<string, string> | null;

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
  const values = new Float32Array(ratings.values.length);
  const { starts, others } = groupInto(ratings, 'row', values);
  return indexed({
    scale: scaleOf(training),
    ...fitted,
    userIds: ratings.userIds,
    itemIds: ratings.itemIds,
    rated: { starts, others, values },
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

/** The lowest and the highest value; from ∞ to −∞ where there is none. */
export function scaleOf({ values }: Observations): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** The nearest value within the scale. */
export function clip(value: number, { low, high }: Scale): number {
  return Math.min(Math.max(value, low), high);
}

/** Indices with the largest counts first, ties by the lower index. */
export function byCount(counts: Uint32Array): number[] {
  return Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
}
