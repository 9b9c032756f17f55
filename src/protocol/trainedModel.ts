import type { Grouped } from '../matrix/observations';
import type { RatingsSolver } from './methods';
import type { BiasedFactors, HeldOut, TrainingAnalysis } from './results';

/** The lowest and the highest rating trained on; predictions are shown within. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** How a training went: its points, what they lowered, and why it ended. */
export type TrainingCurve = Pick<TrainingAnalysis, 'history' | 'objectiveFormula' | 'stop'>;

/** How a recommender was trained, and on what: what it takes to train it again. */
export interface TrainingRecord {
  readonly solver: RatingsSolver;
  /** λ; null for solvers that have none. */
  readonly regularization: number | null;
  /** Whether λ counts once for each value of a user and of an item, as on Spark. Left out: as the solver has it. */
  readonly isWeighted?: boolean;
  /** As it was asked for; null for the solver's own. */
  readonly learningRate: number | null;
  /** Iterations, or epochs, that were run. */
  readonly iterations: number;
  readonly holdout: number;
  readonly seed: number;
  /** Ratings trained on, without those held out. */
  readonly ratings: number;
  /** Ratings in the file, repeated ones too, and the SHA-256 of its bytes in hexadecimal. */
  readonly fileRatings: number;
  readonly fileSha256: string;
  /** The error on ratings that were held out; left out, or null, where none was measured. */
  readonly heldOut?: HeldOut | null;
  /** Left out, or null, where it was not kept. */
  readonly curve?: TrainingCurve | null;
}

/** The items that each user has rated, and how: null in models that were kept without. */
export interface Rated extends Pick<Grouped, 'starts' | 'others'> {
  readonly values: Float32Array | null;
}

/** A trained recommender of m users and n items, as it is kept. */
export interface TrainedModel {
  readonly factors: BiasedFactors;
  /** Biases alone, of rank 0, fitted to the same ratings: what the factors are compared with. */
  readonly baseline: BiasedFactors;
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  /** The items each user has rated in the file, held-out ratings too: none of these is recommended. */
  readonly rated: Rated;
  /** How many ratings of each user, and of each item, the model was trained on. */
  readonly userRatings: Uint32Array;
  readonly itemRatings: Uint32Array;
  readonly scale: Scale;
  readonly record: TrainingRecord;
}
