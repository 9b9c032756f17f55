import { Worker } from 'node:worker_threads';
import { pathOf } from '../module';
import { places, type Membership } from './thread';

/** Threads that stand by for tasks, besides the one that has them. */
export class Crew {
  private readonly workers: Worker[] = [];
  private readonly stopped: string[] = [];

  /** Starts a thread for each membership; `state` is common to all. */
  constructor(
    private readonly state: Int32Array,
    memberships: readonly Membership[],
  ) {
    for (const membership of memberships) this.hire(membership);
  }

  private hire(membership: Membership): void {
    const worker = new Worker(pathOf('thread.js'), { workerData: membership, execArgv: [] });
    const lose = (reason: string): void => {
      if (this.workers.includes(worker)) this.stopped.push(reason);
    };
    worker.on('error', (error) => lose(error.message));
    worker.on('exit', (code) => lose(`it ended with code ${code}`));
    worker.unref();
    this.workers.push(worker);
  }

  /** Why threads ended that should not have, as far as the event loop has turned since. */
  get losses(): readonly string[] {
    return this.stopped;
  }

  /** Whether all stand ready, after so many milliseconds at most without another getting ready; does not yield. */
  isReady(milliseconds: number): boolean {
    for (;;) {
      const ready = Atomics.load(this.state, places.ready);
      if (ready === this.workers.length) return true;
      if (Atomics.wait(this.state, places.ready, ready, milliseconds) === 'timed-out') return false;
    }
  }

  /** Stops the threads. What they share can be given back once they have ended, which is when the promise is kept. */
  async dismiss(): Promise<void> {
    Atomics.store(this.state, places.dismissed, 1);
    Atomics.add(this.state, places.begun, 1);
    Atomics.notify(this.state, places.begun);
    await Promise.all(this.workers.splice(0).map((worker) => worker.terminate()));
  }
}
