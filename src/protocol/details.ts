/** One thing that was found out about a matrix. */
export interface Quantity {
  /** "determinant", as a key and as a label. */
  readonly name: string;
  /** As a person reads it: "-1", "λ² − 7λ + 1", "symmetric". */
  readonly text: string;
  /** The number it is; null where it is none. */
  readonly value: number | null;
}

/** The singular values of a matrix and what each rank would keep; entry i is rank i + 1. */
export interface Spectrum {
  readonly singularValues: readonly number[];
  /** σ_i² / Σσ². */
  readonly explained: readonly number[];
  /** √(Σ_{j>i} σ_j²) / ‖A‖_F: the relative error of the best approximation of rank i + 1. */
  readonly errors: readonly number[];
  /** mn / (k(m + n + 1)): how many times fewer numbers the factors of rank i + 1 hold. */
  readonly compressions: readonly number[];
  /** The rank that was kept, and the rule by which. */
  readonly kept: number;
  readonly rule: string;
  /** The singular value up to which all is taken for noise; absent where the rule is another. */
  readonly threshold?: number;
}

/** A rank and λ that were tried on held-out cells, and how well these were predicted. */
export interface TriedSetting {
  readonly rank: number;
  /** λ, and the share of it that weighs on the biases; λ is null for solvers that have none. */
  readonly regularization: number | null;
  readonly biasShare: number;
  readonly rmse: number;
  /** Mean log predictive density, the higher the better, where the choice went by it; else null: it went by the error. */
  readonly logDensity: number | null;
  /** Of the difference from the best of all in what the choice went by: the mean squared error, or the density. */
  readonly standardError: number;
}
