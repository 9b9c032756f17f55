import type { FaultData } from '../matrix/fault';
import type { HistoryPoint } from './results';

/** What a long piece of work says of itself while it runs. */
export interface Progress {
  /** `starting` is another system, such as Spark. */
  readonly phase: 'reading' | 'choosing' | 'starting' | 'training';
  /** Of iterations, whose parts may count. */
  readonly done: number;
  readonly total: number | null;
  /** The points of the curve since the last report. */
  readonly points: readonly HistoryPoint[];
}

/** Work in parts that do not depend on one another. */
export interface Spread {
  /** What the parts are of, as plain data that threads can be given; what they find is written into memory it shares. */
  readonly job: object;
  readonly parts: number;
  /** Does one part on the caller's own thread. */
  readonly own: (part: number) => void;
  /** Called as parts are settled, with how many are. */
  readonly onSettled: (count: number) => void;
}

/**
 * How work in a worker talks with whoever asked: it reports, and it asks often (at least every few
 * milliseconds) whether it was cancelled or paused. `checkpoint` throws the `cancelled` fault, and waits while paused.
 */
export interface Control {
  report(progress: Progress): void;
  checkpoint(): void;
  /** Tells of something that does not keep the work from going on; left out: nobody is told. */
  notify?(fault: FaultData): void;
  /** Whether work that has something to show for itself is asked to end with that; left out: never. */
  isFinishing?(): boolean;
  /** Milliseconds, not counting those for which the work was paused; left out: it never is. */
  clock?(): number;
  /**
   * Does every part of some work once, on the caller's thread and on others where these gain something; left out: there
   * are no others. Throws what the first part throws that fails, and the `cancelled` fault.
   */
  spread?(work: Spread): void;
}

/** For callers that neither listen nor cancel: tests and one-shot uses. */
export const quiet: Control = { report: () => undefined, checkpoint: () => undefined };

/** Begins to measure how long work takes, pauses left out; what is returned gives the seconds since. */
export function startTimer(control: Control): () => number {
  const now = (): number => control.clock?.() ?? performance.now();
  const started = now();
  return () => (now() - started) / 1000;
}
