/** One term of the sum behind a prediction. `factors` are the two numbers whose product it is, where it is one. */
export interface Term {
  readonly label: string;
  readonly value: number;
  readonly factors: readonly [number, number] | null;
}

/** A central interval that should hold an observation with a probability of `level`. */
export interface Interval {
  readonly level: number;
  readonly lower: number;
  readonly upper: number;
}

/** By how much a known cell, 0-based, moves a prediction from where it would be if the cell were as its other side says. */
export interface Influence {
  readonly row: number;
  readonly column: number;
  readonly shift: number;
}

/** A row or a column, 0-based, and the cosine of its factors with another's. */
export interface Likeness {
  readonly index: number;
  readonly cosine: number;
}

/** What is written in a cell that the others make all but impossible, and the number it may be a slip for, if one fits. */
export interface Written {
  readonly value: number;
  readonly meant: number | null;
}

/** A predicted cell, 0-based. `terms` add up to `value`. */
export interface Prediction {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** The interval's ends; null where there are too few known cells to say. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Intervals of other levels too, ascending; absent where none were looked for. */
  readonly intervals?: readonly Interval[];
  /**
   * How far the known cells determine it: `exact` to the last digits; `undetermined` not at all, so that no number
   * should be shown; absent as estimates are. `reason` says why, in a sentence.
   */
  readonly certainty?: 'exact' | 'undetermined';
  readonly reason?: string;
  /**
   * Of a matrix that was edited since: predicted from its row as it is now, with the columns of before, or from before
   * the edit altogether.
   */
  readonly soFar?: 'folded-in' | 'before-edit';
  /** Of a cell that is not missing, and was predicted as if it were. */
  readonly written?: Written;
  /** The known cells that moved it most, the largest first; absent where they were not looked for. */
  readonly influences?: readonly Influence[];
  /** The rows, and the columns, most like its own by their factors, the most alike first. */
  readonly alikeRows?: readonly Likeness[];
  readonly alikeColumns?: readonly Likeness[];
  /** What row and column biases alone say; null where it was not asked. */
  readonly baseline: number | null;
  readonly terms: readonly Term[];
}
