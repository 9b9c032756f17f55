/** Lists that were written, and how long that took, with the reading of the model. */
export interface WrittenLists {
  readonly users: number;
  readonly top: number;
  /** Items on the shortest list and on the longest: fewer than `top` where a user has rated all others. */
  readonly shortest: number;
  readonly longest: number;
  readonly seconds: number;
}

/** What was written of a model. */
export interface ExportedModel {
  /** The names of the files in their folder. */
  readonly files: readonly string[];
  readonly users: number;
  readonly items: number;
  readonly rank: number;
}
