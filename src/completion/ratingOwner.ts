import { createMatrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { RatingsSolver } from '../protocol/methods';
import { pseudoCount } from '../protocol/ratingsDescent';
import type { ItemRating } from '../protocol/request';
import type { BiasedFactors } from '../protocol/results';
import { fitCounts } from './countsLine';
import { fitLine, fittedPenalty, ridgePenalty, type LineFit, type Penalty } from './lineSystem';
import { predict } from './model';
import { baselineRegularization } from './ratingsBaseline';
import { meantId } from './meantId';
import type { RatingsModel, Titles } from './ratingsModel';
import { spreadOf } from './standardize';
import { confidence } from './training/start';

/** Someone who has rated items, known to the model or new to it. */
export interface RatingOwner {
  /** Null for someone new. */
  readonly user: string | null;
  /** Where in `factors` their bias and factors are. */
  readonly row: number;
  readonly factors: BiasedFactors;
  readonly items: Uint32Array;
  /** Their ratings of `items`; null where the model does not keep them. */
  readonly values: Float32Array | null;
  readonly trainedOn: number;
  /** Their bias and factors fitted to `values` given the items, with what each rating adds to a prediction. */
  fitted(): LineFit;
}

/** A user the model knows. Throws the `unknownUser` fault. */
export function ownerOf(model: RatingsModel, user: string): RatingOwner {
  const row = model.userIndex.get(user);
  if (row === undefined) throw faults.unknownUser(user, meantId(user, model.userIds));
  const [start, end] = [model.rated.starts[row]!, model.rated.starts[row + 1]!];
  const items = model.rated.others.subarray(start, end);
  const values = model.rated.values?.subarray(start, end) ?? null;
  let fitted: LineFit | null = null;
  return {
    ...{ user, row, items, values, factors: model.factors, trainedOn: model.userRatings[row]! },
    fitted: () => (fitted ??= fitTo(model, items, values ?? new Float32Array(items.length))),
  };
}

/**
 * Someone new, folded in by the ratings they give; of two of one item the later counts.
 * Throws the `unknownItem`, `outOfRange` and `noRatingsGiven` faults.
 */
export function newcomer(model: RatingsModel, ratings: readonly ItemRating[], titles: Titles = null): RatingOwner {
  if (ratings.length === 0) throw faults.noRatingsGiven();
  const given = new Map(ratings.map((one) => [columnOf(model, one, titles), one.rating]));
  const items = Uint32Array.from(given.keys());
  const values = Float32Array.from(given.values());
  const fitted = fitTo(model, items, values);
  const rank = model.factors.column.columns;
  const row = { ...createMatrix(1, rank), values: fitted.vector.slice(1) };
  return {
    ...{ user: null, row: 0, items, values, trainedOn: items.length },
    factors: { ...model.factors, row, rowBias: fitted.vector.slice(0, 1) },
    fitted: () => fitted,
  };
}

function columnOf(
  { itemIds, itemIndex, scale, record }: RatingsModel,
  { item, rating }: ItemRating,
  titles: Titles,
): number {
  const column = itemIndex.get(item);
  if (column === undefined) throw faults.unknownItem(item, meantId(item, itemIds, titles));
  if (record.solver === 'implicit-als' && !(rating > 0 && rating < Number.POSITIVE_INFINITY))
    throw faults.outOfRange(`The count of ${item}`, 'above 0', String(rating));
  if (record.solver !== 'implicit-als' && !(rating >= scale.low && rating <= scale.high))
    throw faults.outOfRange(`The rating of ${item}`, `from ${scale.low} to ${scale.high}`, String(rating));
  return column;
}

function fitTo(model: RatingsModel, others: Uint32Array, values: Float32Array): LineFit {
  const { record, factors } = model;
  const { solver, regularization } = record;
  if (solver === 'implicit-als') {
    const times = record.isWeighted === true ? others.length : 1;
    return fitCounts({ others, values }, factors.column, times * (regularization ?? 0), confidence);
  }
  return fitLine({ others, values }, factors, penaltyOf(model, solver, others.length));
}

/**
 * What a user with so many ratings was held to in the training, by its objective: λ on the factors, and λ / s on the bias,
 * s the spread of the ratings, by descent times m + κ for their m ratings; on Spark λ m, on the bias what biases alone are held
 * to. Where there was no λ, the spread of the users themselves against the noise.
 */
function penaltyOf(model: RatingsModel, solver: Exclude<RatingsSolver, 'implicit-als'>, ratings: number): Penalty {
  const { regularization } = model.record;
  if (regularization === null) return fittedPenalty(model.factors, true, noiseOf(model));
  const rank = model.factors.column.columns;
  switch (solver) {
    case 'spark':
      return ridgePenalty(rank, true, regularization * ratings, baselineRegularization);
    case 'sgd':
    case 'als':
    case 'bayes': {
      const held = regularization * (solver === 'sgd' ? ratings + pseudoCount : 1);
      return ridgePenalty(rank, true, held, held / spreadOfRatings(model));
    }
  }
}

/** Ratings that the noise is estimated from, at most. */
const mostSampled = 100_000;

/** Root mean square of what the model leaves of ratings all over the file; a quarter of the scale without ratings. */
function noiseOf({ rated: { starts, others, values }, factors, scale }: RatingsModel): number {
  if (values === null || values.length === 0) return (scale.high - scale.low) / 4 || 1;
  const step = Math.ceil(values.length / mostSampled);
  let [sum, count, user] = [0, 0, 0];
  for (let t = 0; t < values.length; t += step) {
    while (t >= starts[user + 1]!) user++;
    sum += (values[t]! - predict(factors, user, others[t]!)) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

/** Root mean square of the ratings about their mean; a quarter of the scale where the model does not keep them. */
function spreadOfRatings({ rated: { values }, scale }: RatingsModel): number {
  if (values === null || values.length === 0) return (scale.high - scale.low) / 4 || 1;
  return spreadOf({ values }, true).spread;
}
