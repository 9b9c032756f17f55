/** What the threads that share out the parts of some work have in common: 32-bit integers at these places. */
export const places = {
  /** The next part that nobody has taken; the parts are taken in their order. */
  next: 0,
  /** Parts that were ended, well or not. */
  settled: 1,
  /** Grows as the other threads get on with theirs. */
  beats: 2,
  /** How each part has ended, from here on. */
  outcomes: 3,
} as const;

export const outcomes = { open: 0, done: 1, failed: 2 } as const;

/** What a thread is asked to take parts of. */
export interface PartsOrder<Job> {
  readonly job: Job;
  readonly state: Int32Array;
  readonly parts: number;
}

/** Takes parts and does them until none is left, or one fails. Throws what that throws. */
export function takeParts(state: Int32Array, parts: number, doPart: (part: number) => void): void {
  for (;;) {
    const part = Atomics.add(state, places.next, 1);
    if (part >= parts) return;
    let outcome: number = outcomes.failed;
    try {
      doPart(part);
      outcome = outcomes.done;
    } finally {
      Atomics.store(state, places.outcomes + part, outcome);
      Atomics.add(state, places.settled, 1);
      Atomics.notify(state, places.settled);
    }
  }
}
