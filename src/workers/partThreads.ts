import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Spread } from '../protocol/control';
import { outcomes, places, takeParts, type PartsOrder } from './parts';

/** Milliseconds that the parts after the first must promise to take: to start threads takes some 50. */
const worthStarting = 150;

/** How long parts on other threads are waited for between two looks at whether the work was cancelled, in milliseconds. */
const patience = 20;

/** Looks without a sign of the other threads, which give one every few milliseconds, after which they are taken for lost. */
const looks = 100;

export interface PartThreadsOptions {
  /** Threads in all, the caller's included. */
  readonly threads: number;
  /** What they are stopped and held up by: see `RunFlag`. */
  readonly flag: SharedArrayBuffer;
  /** Throws when the work is cancelled, and waits while it is paused. */
  readonly checkpoint: () => void;
  readonly worthStarting?: number;
  /** Arguments for the threads' Node; left out: those of the caller's. */
  readonly execArgv?: readonly string[];
}

/**
 * Threads that do parts of the work of the one that has them. They are started for the first work that is long enough;
 * whoever has not started by then takes no parts. The calling thread takes parts like the others.
 */
export class PartThreads {
  private readonly workers: Worker[] = [];

  constructor(private readonly options: PartThreadsOptions) {}

  /**
   * See `Control.spread`. A part that fails on another thread, or is lost with it, is done again by the caller, so that
   * it throws what it would have thrown without others.
   */
  spread({ job, parts, own, onSettled }: Spread): void {
    const { threads, checkpoint } = this.options;
    const state = new Int32Array(new SharedArrayBuffer(4 * (places.outcomes + parts)));
    const order: PartsOrder<object> = { job, state, parts };
    const started = performance.now();
    const isWorth = (): boolean =>
      (parts - 1) * (performance.now() - started) >= (this.options.worthStarting ?? worthStarting);
    const ask = (): void => {
      if (this.workers.length === 0) this.start();
      for (const worker of this.workers) worker.postMessage(order);
    };
    const canShare = threads > 1 && parts > 1;
    if (canShare && this.workers.length > 0) ask();
    try {
      takeParts(state, parts, (part) => {
        own(part);
        onSettled(Atomics.load(state, places.settled) + 1);
        if (part === 0 && canShare && this.workers.length === 0 && isWorth()) ask();
      });
    } catch {
      // whether it was this that failed first is seen below
      checkpoint();
    }
    const taken = Math.min(Atomics.exchange(state, places.next, parts), parts);
    this.waitFor(taken, state, onSettled);
    for (let part = 0; part < taken; part++)
      if (Atomics.load(state, places.outcomes + part) !== outcomes.done) own(part);
  }

  /** Waits until all parts that were taken are settled, or nothing is heard of the threads that took them. */
  private waitFor(taken: number, state: Int32Array, onSettled: (count: number) => void): void {
    let silent = 0;
    for (;;) {
      this.options.checkpoint();
      const settled = Atomics.load(state, places.settled);
      onSettled(settled);
      if (settled >= taken) return;
      const beats = Atomics.load(state, places.beats);
      Atomics.wait(state, places.settled, settled, patience);
      silent = Atomics.load(state, places.beats) === beats ? silent + 1 : 0;
      if (silent === looks) return;
    }
  }

  private start(): void {
    // Beside this file, be it a bundle or a source.
    const file = join(__dirname, `partThread${extname(__filename)}`);
    const { threads, flag, execArgv = process.execArgv } = this.options;
    for (let thread = 1; thread < threads; thread++) {
      const worker = new Worker(file, { workerData: flag, execArgv: [...execArgv] });
      // Its parts are done by the caller.
      worker.on('error', () => undefined);
      worker.unref();
      this.workers.push(worker);
    }
  }

  /** Stops the threads. */
  dismiss(): void {
    for (const worker of this.workers.splice(0)) void worker.terminate();
  }
}
