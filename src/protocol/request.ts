import type { FilledCells } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';
import type { CalculateRequest } from './calculation';
import type { Scale } from './trainedModel';
import type { Cluster } from './cluster';
import type { IntervalLevel } from './intervals';
import type { Columns } from './ratingsFile';
import type { CompletionAnalysis } from './results';
import type { Biases, CompletionSolver, DecompositionMethod, NmfLoss, RatingsSolver, StepRule } from './methods';

/** Work that threads gain something for. */
export interface Threaded {
  /** Threads to work with, at most; left out, or null, as many as the machine has, or 8 for matrices. */
  readonly threads?: number | null;
}

/** What some methods take besides; absent is false, or none. */
export interface MethodOptions {
  /** In fractions, without rounding. */
  readonly exact?: boolean;
  /** With every step; only exact methods have them. */
  readonly steps?: boolean;
  /** B of AX = B. */
  readonly rightSide?: LabelledMatrix;
  /** Of PCA: columns less their means (absent: true), and over their standard deviations (absent: false). */
  readonly center?: boolean;
  readonly scale?: boolean;
  /** Of NMF; absent: Frobenius. */
  readonly loss?: NmfLoss;
  /** Of an iteration: keep the factors on the way, to play it back. */
  readonly frames?: boolean;
}

/**
 * Factor a complete matrix. `rank` is for methods that keep one; `learningRate` and `iterations` apply to gd and adam; null takes the default.
 */
export interface DecomposeRequest extends MethodOptions, Threaded {
  readonly kind: 'decompose';
  readonly matrix: LabelledMatrix;
  readonly method: 'auto' | DecompositionMethod;
  readonly rank: number | null;
  readonly learningRate: number | null;
  readonly iterations: number | null;
  readonly seed: number;
}

/** Predict the missing cells of a matrix. `auto` rank and regularization are chosen on held-out cells. */
export interface CompleteRequest extends Threaded {
  readonly kind: 'complete';
  readonly matrix: LabelledMatrix;
  readonly solver: 'auto' | CompletionSolver;
  readonly rank: 'auto' | number;
  readonly regularization: 'auto' | number;
  readonly bias: Biases;
  /** What predictions are kept within; `auto`, as where absent, reads a scale of ratings off the known cells if λ is auto. */
  readonly scale?: 'auto' | 'none' | Scale;
  /** Whether λ counts once for each known cell of a row and of a column; absent: once for each row and column. */
  readonly weighted?: boolean;
  /** Of stochastic gradient descent; absent: plain. */
  readonly stepRule?: StepRule;
  /** The nominal coverage of the intervals that are shown; absent: 0.9. */
  readonly interval?: IntervalLevel;
  /** Predict the known cells too, each from the others, and take those that are all but impossible for missing. */
  readonly check?: boolean;
  /** Keep the factors on the way, to play the run back. */
  readonly frames?: boolean;
  /** Seconds after which the fit that is shown ends with what it has; as long as it takes where absent, or null. */
  readonly seconds?: number | null;
  readonly learningRate: number | null;
  readonly iterations: number | null;
  readonly seed: number;
}

/** Multiply given factors, UVᵀ, and predict the missing cells of `known` with them. */
export interface ReconstructRequest {
  readonly kind: 'reconstruct';
  readonly rowFactors: LabelledMatrix;
  readonly columnFactors: LabelledMatrix;
  /** A matrix of shape rows(U) × rows(V), whose missing cells are predicted; null where there is none. */
  readonly known: LabelledMatrix | null;
}

/** Ratings held out at random, the latest of all, or the last of each user. */
export const holdOutWays = ['random', 'time', 'last'] as const;
export type HoldOutBy = (typeof holdOutWays)[number];

/** The share of the ratings held out where nothing is asked, so that no model is without its error. */
export const usualHoldout = 0.1;

/** Train a recommender on a ratings file, read in the worker by its path. */
export interface TrainRequest extends Threaded {
  readonly kind: 'train';
  readonly path: string;
  readonly solver: 'auto' | RatingsSolver;
  readonly rank: number | null;
  readonly regularization: number | null;
  readonly learningRate: number | null;
  readonly iterations: number | null;
  /** Share of the ratings held out to measure the error, 0 ≤ holdout < 1. */
  readonly holdout: number;
  /** Which are held out; `last` holds out one rating of each user, whatever the share. Left out: random. */
  readonly holdoutBy?: HoldOutBy;
  /** The length of the lists whose ranking is measured on held-out ratings; left out, or null, for none. */
  readonly ranking?: number | null;
  /** Pass over lines that cannot be read. Left out: stop at the first. */
  readonly skipBroken?: boolean;
  /** What stands in which column; left out, or null, where names and contents tell. */
  readonly columns?: Columns | null;
  /** Where `spark` runs; left out: on this machine. */
  readonly cluster?: Cluster;
  /** The checkpoint of a training that was interrupted, by path, to go on from; left out, or null, to begin. */
  readonly resumePath?: string | null;
  /** Search for rank and λ, where they are not given, before training with them. Left out: take the usual ones. */
  readonly search?: boolean;
  /** Ratings to measure on instead, by path. */
  readonly testPath: string | null;
  /** Where to keep the trained model, as a file; null keeps it in the worker's memory alone. */
  readonly modelPath: string | null;
  /** A file of item ids and titles, by path, which name the items of the factors; left out, or null, for none. */
  readonly titlesPath?: string | null;
  readonly seed: number;
}

/** The first lines of a ratings file, and what its columns are taken for. */
export interface PreviewRatingsRequest {
  readonly kind: 'preview-ratings';
  readonly path: string;
}

/** Open a trained model's file, read in the worker by its path; the answer names it for the requests below. */
export interface OpenModelRequest {
  readonly kind: 'open-model';
  readonly path: string;
}

/** What a trained model's file says of itself, as the analysis of its training. */
export interface DescribeModelRequest {
  readonly kind: 'describe-model';
  readonly path: string;
  /** A file of item ids and titles, by path, which name the items of the factors; left out, or null, for none. */
  readonly titlesPath?: string | null;
}

/** What a model's factors can be written as: see `exportFactors`. */
export const factorFormats = ['csv', 'npy', 'projector'] as const;
export type FactorFormat = (typeof factorFormats)[number];

/** Write the factors of a model's file into a new folder. */
export interface ExportModelRequest {
  readonly kind: 'export-model';
  readonly path: string;
  readonly to: FactorFormat;
  readonly folder: string;
  /** A file of item ids and titles, by path. */
  readonly titlesPath: string | null;
}

/** A trained model, as a request names it. */
export interface ModelRef {
  readonly id: string;
  /** Its file, from which any worker reads it; null: it is in the memory of the worker that trained it alone. */
  readonly path: string | null;
}

/** How well a model predicts the ratings of a file. */
export interface EvaluateRequest {
  readonly kind: 'evaluate';
  readonly model: ModelRef;
  readonly path: string;
  /** The length of the lists whose ranking is measured; left out, or null, for none. */
  readonly ranking?: number | null;
  /** Pass over lines that cannot be read. Left out: stop at the first. */
  readonly skipBroken?: boolean;
  readonly columns?: Columns | null;
}

/** The items whose factors are most alike an item's, or the users whose are most alike a user's. */
export interface SimilarRequest {
  readonly kind: 'similar';
  readonly model: ModelRef;
  readonly side: 'item' | 'user';
  readonly id: string;
  readonly top: number;
  /** Those with fewer ratings are left out; null: the usual minimum, see `similar`. */
  readonly atLeast: number | null;
  /** A file of item ids and titles, by path. */
  readonly titlesPath: string | null;
}

/** What someone says of an item, by its id. */
export interface ItemRating {
  readonly item: string;
  readonly rating: number;
}

/** Whom to recommend to: a user the model knows, or someone new by what they rate. */
export type Asker = { readonly user: string } | { readonly ratings: readonly ItemRating[] };

/** The best items for someone; what they rated is excluded. */
export interface RecommendRequest {
  readonly kind: 'recommend';
  readonly model: ModelRef;
  readonly asker: Asker;
  readonly top: number;
  /** A file of item ids and titles, by path. */
  readonly titlesPath: string | null;
}

/** The best items for every user of a model's file, written as a CSV file. */
export interface RecommendAllRequest extends Threaded {
  readonly kind: 'recommend-all';
  readonly path: string;
  readonly top: number;
  readonly out: string;
  /** A file of item ids and titles, by path. */
  readonly titlesPath: string | null;
}

/** The ids of a trained model's users that contain `query`, the first `limit` of them. */
export interface FindUsersRequest {
  readonly kind: 'find-users';
  readonly model: ModelRef;
  readonly query: string;
  readonly limit: number;
}

/** Items of a trained model whose id or title contains `query`, the most rated first. */
export interface FindItemsRequest {
  readonly kind: 'find-items';
  readonly model: ModelRef;
  readonly query: string;
  readonly limit: number;
  /** A file of item ids and titles, by path. */
  readonly titlesPath: string | null;
}

/** Find matrices in a text too long to scan on the caller's thread. */
export interface FindRequest {
  readonly kind: 'find';
  readonly text: string;
  /** What of the text is meant; null for every matrix in it. */
  readonly selections: readonly Range[] | null;
  /** VS Code's language id, or a file's ending without the dot. */
  readonly language: string;
  readonly missingMarks: readonly string[];
}

/** What completing a matrix has left that is enough to predict a row of it anew. */
export type Trained = Pick<
  CompletionAnalysis,
  'request' | 'solver' | 'model' | 'scale' | 'regularization' | 'biasShare' | 'diagnostics'
>;

/** Predict the missing cells of some rows of a completed matrix, as these stand in `matrix`, without training again. */
export interface FoldInRequest {
  readonly kind: 'fold-in';
  readonly trained: Trained;
  readonly matrix: LabelledMatrix;
  readonly rows: readonly number[];
}

/** What a fill of a large matrix writes into its missing cells. */
export interface FillRequest extends FilledCells {
  readonly kind: 'fill';
  readonly text: string;
  readonly block: MatrixBlock;
}

export type AnalysisRequest = DecomposeRequest | CompleteRequest | ReconstructRequest | TrainRequest;
export type ModelRequest =
  | PreviewRatingsRequest
  | OpenModelRequest
  | DescribeModelRequest
  | ExportModelRequest
  | RecommendAllRequest
  | EvaluateRequest
  | RecommendRequest
  | SimilarRequest
  | FindUsersRequest
  | FindItemsRequest;
export type Request = AnalysisRequest | ModelRequest | CalculateRequest | FoldInRequest | FindRequest | FillRequest;
