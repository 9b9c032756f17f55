import type { PrintOptions } from '../documents';
import type { Cluster } from '../protocol/cluster';
import type { IntervalLevel } from '../protocol/intervals';
import type { Biases, CompletionSolver, DecompositionMethod, RatingsSolver } from '../protocol/methods';
import type { Scale } from '../protocol/trainedModel';

/** What the settings say; the manifest holds their names, defaults and limits. */
export interface Options {
  readonly missingMarks: readonly string[];
  readonly ghostValues: boolean;
  readonly codeLenses: boolean;
  readonly solver: 'auto' | CompletionSolver;
  readonly rank: 'auto' | number;
  readonly regularization: 'auto' | number;
  readonly bias: Biases;
  /** What predictions are kept within. */
  readonly scale: 'auto' | 'none' | Scale;
  readonly interval: IntervalLevel;
  /** How long the fit of missing cells may take. */
  readonly seconds: 'auto' | number;
  readonly seed: number;
  readonly recompute: boolean;
  /** Whether the panel shows the result of the matrix that the cursor comes to. */
  readonly followCursor: boolean;
  /** Significant digits of matrices that are copied or inserted; `auto`: enough to read back the same double. */
  readonly precision: 'auto' | number;
  readonly train: {
    readonly solver: 'auto' | RatingsSolver;
    readonly rank: 'auto' | number;
    readonly holdout: number;
  };
  readonly cluster: Cluster;
}

/** A method a person chose, with the numbers they gave; null leaves a number to the method. */
export interface MethodAsked {
  readonly method: DecompositionMethod | CompletionSolver;
  readonly rank: number | null;
  readonly learningRate: number | null;
  readonly iterations: number | null;
}

export const mostDigits = 17;

/** What `precision` asks of the printer: from 1 to 17 digits, whatever a settings file says; 17 tell any two doubles apart. */
export function printOptions(precision: Options['precision']): PrintOptions {
  return precision === 'auto' ? {} : { digits: Math.min(mostDigits, Math.max(1, Math.round(precision))) };
}
