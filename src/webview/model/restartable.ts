import type { Pause } from './stretches';

/** Work in stretches, of which only the newest goes on. */
export interface Restartable {
  /** Gives up what is under way, and begins this. What it throws but for that is the caller's. */
  run(work: (pause: Pause) => Promise<void>): Promise<void>;
  stop(): void;
}

class Abandoned extends Error {}

export function restartable(): Restartable {
  let current = 0;
  return {
    run: async (work) => {
      const own = ++current;
      const pause = async (milliseconds = 0): Promise<void> => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        if (own !== current) throw new Abandoned();
      };
      try {
        await work(pause);
      } catch (error) {
        if (!(error instanceof Abandoned)) throw error;
      }
    },
    stop: () => {
      current++;
    },
  };
}
