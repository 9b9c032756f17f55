import { group, type Grouped, type Observations, type Ratings } from '../matrix/observations';
import type { BiasedFactors } from '../protocol/results';

/** A trained recommender: the model, the ids it knows, and what each user has rated. */
export interface RatingsModel {
  readonly factors: BiasedFactors;
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly userIndex: ReadonlyMap<string, number>;
  /** All ratings of the file by user, held-out ones too: none of these is recommended. */
  readonly rated: Grouped;
  /** How many ratings of each user the model was trained on. */
  readonly trainedOn: Uint32Array;
  readonly scale: Scale;
}

/** The lowest and the highest rating trained on; predictions are shown within. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

export function createRatingsModel(ratings: Ratings, training: Observations, factors: BiasedFactors): RatingsModel {
  return {
    factors,
    userIds: ratings.userIds,
    itemIds: ratings.itemIds,
    userIndex: new Map(ratings.userIds.map((id, index) => [id, index])),
    rated: group(ratings, 'row'),
    trainedOn: countEach(training.rowIndex, training.rows),
    scale: scaleOf(training),
  };
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

/** How often each of 0 … count − 1 occurs. */
export function countEach(indices: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(count);
  for (const index of indices) counts[index]!++;
  return counts;
}

/** Indices with the largest counts first, ties by the lower index. */
export function byCount(counts: Uint32Array): number[] {
  return Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
}
