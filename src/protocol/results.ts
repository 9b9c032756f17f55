import type { FaultData } from '../matrix/fault';
import type { Matrix } from '../matrix/dense';
import type { ClusterRun } from './cluster';
import type { Quantity, Spectrum, TriedSetting } from './details';
import type { Frame } from './frames';
import type { IntervalLevel } from './intervals';
import type { CompletionSolver, DecompositionMethod, RatingsSolver } from './methods';
import type { FileLayout } from './ratingsFile';
import type { CompleteRequest, DecomposeRequest, ReconstructRequest, TrainRequest } from './request';
import type { Step } from './steps';
import type { Scale } from './trainedModel';
import type { TrainingSearch } from './trainingSearch';
import type { BaselineError, BrokenLines, HeldOut, RankingEvaluation } from './evaluation';
import type { Prediction } from './predictedCell';

export * from './evaluation';
export type * from './predictedCell';

/** A named factor. Complex factors carry their imaginary part; a factor too tall to send whole is a slice of its first rows. */
export interface Factor extends Matrix {
  /** As in the formula: "L", "Q", "U", "W". */
  readonly name: string;
  /** What it is, in words: "lower triangular, unit diagonal". */
  readonly role: string;
  readonly imaginary: Float64Array | null;
  /** The exact cells row by row, "3/5", of which `values` are the nearest doubles; absent where they were not asked for. */
  readonly fractions?: readonly string[];
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
  /** The rows of the whole factor, at least `rows`. */
  readonly totalRows: number;
}

/**
 * Why an iteration ended. `direct`: it was no iteration. `stalled`: rounding leaves nothing more to gain. `time`: what
 * it was given is over. `held-out`: the error on held-out ratings rose. `interrupted`: it was asked to end, or something
 * was lost, and the best until then was kept.
 */
export const stopReasons = ['direct', 'tolerance', 'iterations', 'stalled', 'time', 'held-out', 'interrupted'] as const;
export type StopReason = (typeof stopReasons)[number];

/** One point of the training curve. */
export interface HistoryPoint {
  readonly iteration: number;
  /** What the solver lowers; its formula is `objectiveFormula`. */
  readonly objective: number;
  /** Error on the known cells, and on the held-out ones where there are any. */
  readonly rmse: number | null;
  readonly holdoutRmse: number | null;
}

export interface Diagnostics {
  /** ‖A − Â‖_F / ‖A‖_F over the known cells; null where there is nothing to compare with. */
  readonly relativeResidual: number | null;
  /** ‖A − Â‖_F² / (number of known cells). */
  readonly meanSquaredError: number | null;
  /** σ₁ / σ_min; null where it was not computed, infinite where the matrix is singular. */
  readonly conditionNumber: number | null;
  /** Numerical rank: singular values above max(m, n) · eps · σ₁. */
  readonly rank: number | null;
  /** ‖I − QᵀQ‖ for factors that should be orthogonal. */
  readonly orthogonality: number | null;
  /** The error of the factors in units of rounding, held against its bound; absent where it was not measured. */
  readonly backwardError?: BackwardError;
  /** Of factors that come close to A by iteration: the objective they came to, and how near to its least. */
  readonly fit?: Fit;
  /** The singular value up to which one counts as zero; absent where the rank was not computed. */
  readonly rankTolerance?: number;
  /** Sweeps or steps of an iteration that is no training, and whether it converged. */
  readonly iteration?: { readonly count: number; readonly converged: boolean };
}

/** An error as a multiple of what one rounding makes, which a bound of LAPACK's tests limits. */
export interface BackwardError {
  /** "‖A − LU‖ / (n ‖A‖ eps)". */
  readonly formula: string;
  readonly ratio: number;
  readonly bound: number;
}

/** The objective of factors as they are given, and the norm of its gradient there, which is 0 where it is least. */
export interface Fit {
  readonly objective: number;
  /** "‖∇f‖ ‖(W, H)‖ / mean a²": without a unit. */
  readonly gradientFormula: string;
  readonly gradientNorm: number;
  /** What counts as 0. */
  readonly bound: number;
}

interface AnalysisCommon {
  /** One sentence: why this method, rank or solver. */
  readonly why: string;
  /** "A = PᵀLU" in the notation of the factors' names. */
  readonly formula: string;
  readonly factors: readonly Factor[];
  readonly diagnostics: Diagnostics;
  /** Objective of every step; empty for direct methods. */
  readonly history: readonly HistoryPoint[];
  /** The factors at iterations of the run, the result last; absent where none were kept. */
  readonly frames?: readonly Frame[];
  /** "Σ (a − wh)² / mn", what `history` draws; null for direct methods. */
  readonly objectiveFormula: string | null;
  readonly stop: StopReason;
  /** Sentences for a person: what the data cannot tell, what fell short. */
  readonly warnings: readonly string[];
  readonly seed: number;
  readonly seconds: number;
}

export interface DecompositionAnalysis extends AnalysisCommon {
  readonly kind: 'decompose';
  readonly request: DecomposeRequest;
  readonly method: DecompositionMethod;
  /** What the factors multiply out to; null where they are not factors of the matrix, such as a null space. */
  readonly reconstruction: Matrix | null;
  /** What the automatic choice tried first, and why not. */
  readonly tried?: readonly string[];
  /** Numbers and properties, where they were asked for or come with the method. */
  readonly quantities?: readonly Quantity[];
  /** Where a rank was chosen: what every rank would have kept. */
  readonly spectrum?: Spectrum;
  /** How it is done by hand, where that was asked for. */
  readonly steps?: readonly Step[];
}

/** The model behind completed cells: value = mean + rowBias_i + columnBias_j + Σ_f row_if · column_jf. */
export interface BiasedFactors {
  readonly mean: number;
  readonly rowBias: Float64Array;
  readonly columnBias: Float64Array;
  readonly row: Matrix;
  readonly column: Matrix;
}

export interface CompletionAnalysis extends AnalysisCommon {
  readonly kind: 'complete';
  readonly request: CompleteRequest;
  readonly solver: CompletionSolver;
  readonly rank: number;
  /** λ; null for solvers that have none. */
  readonly regularization: number | null;
  /** The share of λ that weighs on the biases; 1 where there is no λ. */
  readonly biasShare: number;
  readonly model: BiasedFactors;
  readonly reconstruction: Matrix;
  readonly predictions: readonly Prediction[];
  /** The nominal coverage of the intervals that predictions show. */
  readonly interval: IntervalLevel;
  /** Where the intervals come from: the posterior predictive distribution, or errors at held-out cells. */
  readonly intervalMethod: 'posterior' | 'conformal' | 'exact';
  /** What predictions are kept within; null where there is no scale. */
  readonly scale: Scale | null;
  /** Errors of means at the held-out cells. */
  readonly baselines: readonly BaselineError[];
  /** What each factor separates, in a sentence. */
  readonly factorNotes: readonly string[];
  readonly heldOut: HeldOut | null;
  /** What was tried to choose rank and λ, in the order it was; empty where both were asked for. */
  readonly triedSettings: readonly TriedSetting[];
  /** How many known cells were predicted each from the others, where that was asked; those marked are among the predictions. */
  readonly checked?: number;
}

export interface ReconstructionAnalysis extends AnalysisCommon {
  readonly kind: 'reconstruct';
  readonly request: ReconstructRequest;
  readonly rank: number;
  readonly reconstruction: Matrix;
  readonly predictions: readonly Prediction[];
}

/** What a model is, in numbers. */
export interface ModelFacts {
  /** The handle by which the worker knows the model. */
  readonly modelId: string;
  readonly solver: RatingsSolver;
  readonly rank: number;
  /** λ; null for solvers that have none. */
  readonly regularization: number | null;
  readonly users: number;
  readonly items: number;
  /** Ratings trained on. */
  readonly ratings: number;
}

/** A model that was read from its file. */
export interface OpenedModel extends ModelFacts {
  readonly seed: number;
  readonly seconds: number;
}

export interface TrainingAnalysis extends AnalysisCommon, ModelFacts {
  readonly kind: 'train';
  readonly request: TrainRequest;
  /** The lowest and the highest of the ratings trained on. */
  readonly scale: Scale;
  /** How the ratings file was read; null where the model was read from its own. */
  readonly layout: FileLayout | null;
  /** Of the bytes of the ratings file, in hexadecimal; left out where it is not known. */
  readonly fileSha256?: string;
  readonly heldOut: HeldOut | null;
  readonly secondsLoad: number;
  readonly secondsTrain: number;
  readonly peakMemoryBytes: number;
  /** Threads that trained; null where a cluster did. */
  readonly threads: number | null;
  /** Left out where no cluster trained. */
  readonly clusterRun?: ClusterRun;
  /** Why the training ended before its time, with the best model until then; null where it did not. */
  readonly interrupted: FaultData | null;
  /** What each factor separates, in a sentence, among the users and items whose factors are shown. */
  readonly factorNotes: readonly string[];
  /** Each factor's share of Σ (Σ_f u_f v_f)², over all users and items; left out, or empty, where that is 0 or not known. */
  readonly factorShares?: readonly number[];
  /** The users with most ratings, to offer first. */
  readonly sampleUsers: readonly string[];
  readonly duplicates: number;
  /** Left out where none were to be skipped. */
  readonly broken?: BrokenLines;
  /** Left out, or null, where lists were not measured. */
  readonly ranking?: RankingEvaluation | null;
  /** Left out, or null, where rank and λ were not searched for. */
  readonly search?: TrainingSearch | null;
}

export type Analysis = DecompositionAnalysis | CompletionAnalysis | ReconstructionAnalysis | TrainingAnalysis;
