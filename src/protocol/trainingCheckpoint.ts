import type { HistoryPoint } from './results';

/** Where a training stands after a step, so that it can go on from there, to the same model bit for bit. */
export interface TrainingCheckpoint {
  /** What is trained, on what and how; it goes on only with the same. */
  readonly fingerprint: Readonly<Record<string, string | number | null>>;
  readonly history: readonly HistoryPoint[];
  /** Steps in a row whose held-out error had risen. */
  readonly risen: number;
  /** The step of the lowest held-out error, or the last, and what it had come to. */
  readonly best: { readonly iteration: number; readonly error: number; readonly state: readonly Float32Array[] };
  /** What the solver goes on from. */
  readonly state: readonly Float32Array[];
  /** A sampler's; none of others. */
  readonly chain: readonly Float64Array[];
}

/** Where a training is kept while it runs: beside the model that it is to write. */
export const checkpointOf = (modelPath: string): string => `${modelPath}${checkpointEnding}`;
export const checkpointEnding = '.checkpoint';
