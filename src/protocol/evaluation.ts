import type { FaultData } from '../matrix/fault';

/** The error of a plain prediction at held-out cells. */
export interface BaselineError {
  readonly name: 'overall mean' | 'row means' | 'column means';
  readonly rmse: number;
}

/** The ways cells are held out to measure an error on them. */
export const heldOutMethods = [
  'leave-one-out',
  '5-fold',
  'random holdout',
  'latest ratings',
  'last rating of each user',
  'test file',
] as const;

/** Error on cells the model had not seen. */
export interface HeldOut {
  readonly method: (typeof heldOutMethods)[number];
  readonly cells: number;
  readonly rmse: number;
  readonly mae: number;
  /** The same cells predicted by row and column biases alone. */
  readonly baselineRmse: number;
  /** The share of the cells within intervals of the level that the analysis shows; absent where that was not measured. */
  readonly coverage?: number;
}

/** How well lists of recommended items do, as means over users. */
export interface RankingMeasures {
  /** The share of the relevant items that is listed. */
  readonly recall: number;
  /** The same with places that weigh less the further down they are, over the most there can be. */
  readonly ndcg: number;
  /** The mean of the average precisions. */
  readonly map: number;
  /** The share of all items that stand on somebody's list. */
  readonly coverage: number;
  /** The mean of −log₂ of the share of users who rated a listed item, in bits. */
  readonly novelty: number;
}

/** Users with `least` to `most` ratings that were trained on. */
export interface ActivityGroup {
  readonly least: number;
  readonly most: number;
  readonly users: number;
  readonly model: RankingMeasures;
  readonly popularity: RankingMeasures;
}

/** The lists of the items with the highest predictions, beside those of the most rated ones. */
export interface RankingEvaluation {
  /** k, the length of the lists. */
  readonly top: number;
  /** The rating from which on a held-out item is relevant. */
  readonly relevantFrom: number;
  /** Users with a relevant held-out item. */
  readonly users: number;
  readonly model: RankingMeasures;
  readonly popularity: RankingMeasures;
  readonly groups: readonly ActivityGroup[];
}

/** Lines of a ratings file that could not be read and were skipped. */
export interface BrokenLines {
  readonly count: number;
  /** What is wrong with the first ten, and where. */
  readonly first: readonly FaultData[];
}

/** How well a model predicts the ratings of a file. */
export interface Evaluation {
  readonly ratings: number;
  readonly rmse: number;
  readonly mae: number;
  /** The same ratings predicted by user and item biases alone. */
  readonly baselineRmse: number;
  /** Users and items without any rating that the model was trained on, and the ratings that have one of these. */
  readonly unseenUsers: number;
  readonly unseenItems: number;
  readonly unseenRatings: number;
  /** Ratings of a user and an item that the file the model was trained on pairs too. */
  readonly knownRatings: number;
  readonly duplicates: number;
  /** Left out where none were to be skipped. */
  readonly broken?: BrokenLines;
  /** Left out, or null, where lists were not measured. */
  readonly ranking?: RankingEvaluation | null;
  readonly warnings: readonly string[];
  readonly secondsLoad: number;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
}
