import type { Ground } from './ground';
import type { Vectors } from './records';

/** What one epoch, iteration or sweep came to. */
export interface Step {
  /** What the solver lowers. */
  readonly objective: number;
  /** Σ e² over the cells that are trained on; null for solvers that do not lower it. */
  readonly squares: number | null;
}

/** A sampler's draws, what it has gathered of them, and its random numbers. */
export interface Chain {
  save(): readonly Float64Array[];
  restore(saved: readonly Float64Array[]): Promise<void>;
}

/**
 * A model in training, in units of the standardized cells. Everything that takes time calls `checkpoint` every few
 * milliseconds, throws what that throws, and `trainingThreadStopped`.
 */
export interface Training {
  /** Epoch, iteration or sweep `number`, from 1 on. */
  step(number: number, checkpoint: () => void): Promise<Step>;
  /** Σ e² over the held-out cells, predictions kept within the scale. */
  heldOutSquares(checkpoint: () => void): Promise<number>;
  /** Σ e² over the cells that are trained on. */
  trainingSquares(checkpoint: () => void): Promise<number>;
  vectors(): { readonly row: Vectors; readonly column: Vectors };
  /** The share of the held-out cells within their 90 % intervals; null, or left out, where there are none. */
  coverage?(): number | null;
  /** All that the next step goes on from, beside its number. What is written there is gone on from. */
  readonly state: readonly Float32Array[];
  /** Of a sampler, what it goes on from instead; left out by others. */
  readonly chain?: Chain;
  /** How many threads work on it. */
  readonly threads: number;
  /** Ends its threads, after which nothing holds its memory. */
  close(): Promise<void>;
}

/** A training whose errors and vectors are those of its ground, and whose steps and state are its own. */
export function trainingOn(ground: Ground, step: Training['step'], state: Training['state']): Training {
  return {
    step,
    heldOutSquares: (checkpoint) => ground.heldOutSquares(checkpoint),
    trainingSquares: (checkpoint) => ground.trainingSquares(checkpoint),
    vectors: () => ground.vectors(),
    state,
    threads: ground.team.threads,
    close: () => ground.team.dismiss(),
  };
}
