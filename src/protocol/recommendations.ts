import { formatNumber, signedNumber } from './numbers';
import { counted } from './quantities';
import type { Term } from './results';

/** An item by its id, and by its title where one is known. */
export interface TitledItem {
  readonly item: string;
  readonly title: string | null;
}

/** An item, and a rating or another number of it. */
export interface ValuedItem extends TitledItem {
  readonly value: number;
}

/** A rating of someone's, and what it adds to a prediction for them. */
export interface RatingReason extends ValuedItem {
  readonly shift: number;
}

export interface Recommendation extends ValuedItem {
  readonly terms: readonly Term[];
  /** Their ratings that move the prediction most, the strongest first; none where the model does not keep ratings. */
  readonly reasons: readonly RatingReason[];
}

/** One of those alike: `value` is the cosine of the factors, from −1 to 1. */
export interface AlikeItem extends ValuedItem {
  /** How many ratings of it the model was trained on. */
  readonly rated: number;
}

/** The items, or the users, whose factors point most nearly the same way. */
export interface Similar extends TitledItem {
  readonly side: 'item' | 'user';
  /** How many ratings of it the model was trained on. */
  readonly rated: number;
  /** Those with fewer ratings were left out. */
  readonly atLeast: number;
  readonly items: readonly AlikeItem[];
}

/** "Like Alien (1979) (34 ratings trained on), by the cosine of their factors; those with fewer than 5 ratings are left out". */
export function alikeLead({ side, item, title, rated, atLeast, items }: Similar): string {
  const name = side === 'item' ? (title ?? item) : `user ${item}`;
  const left = atLeast > 1 ? `; those with fewer than ${counted(atLeast, 'rating')} are left out` : '';
  const none = items.length === 0 ? ', and there is no other' : '';
  return `Like ${name} (${counted(rated, 'rating')} trained on), by the cosine of their factors${left}${none}`;
}

export interface Recommendations {
  /** Null for someone new. */
  readonly user: string | null;
  /** How many ratings of theirs the model was trained on, or was told. */
  readonly rated: number;
  /** Their own ratings, the highest first, at most as many as there are items; none where the model does not keep them. */
  readonly ratings: readonly ValuedItem[];
  readonly items: readonly Recommendation[];
}

/** "5 for Alien (1979): +0.21; 2 for Ran (1985): −0.1": titles may end in numbers of their own. */
export function reasonsText(reasons: readonly RatingReason[]): string {
  return reasons
    .map(({ item, title, value, shift }) => `${formatNumber(value)} for ${title ?? item}: ${signedNumber(shift, 2)}`)
    .join('; ');
}
