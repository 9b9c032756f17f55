import { faults } from '../../matrix/faults';
import { hasRelaxedSimd, readModule } from '../module';
import { Crew } from '../threads/crew';
import { join, places, waitWhile, work, type Member, type Membership } from '../threads/thread';
import { jobSettings, kernelNames, type KernelName } from './jobs';
import type { Layout, SharedMemory, Place } from './sharedMemory';

/** How long the last tasks of a job are waited for between two looks at what became of the threads, in milliseconds. */
const patience = 20;

/** What a layout must hold for a team. */
export interface TeamPlaces {
  readonly job: Place;
  readonly scratch: Place;
}

/** `scratch`: bytes that each thread needs of its own. */
export function teamPlaces(layout: Layout, threads: number, scratch: number): TeamPlaces {
  return { job: layout.take(1.5 * jobSettings, 8), scratch: layout.take((threads * scratch) / 8, 8) };
}

/** A job's settings lie as doubles, and behind these as 32-bit integers: kernels need not convert them. */
function integersOf(job: Place): Place {
  return { address: job.address + 8 * jobSettings, count: jobSettings };
}

/**
 * Threads over one memory: the caller's own and `threads` − 1 more. A job is cut into tasks that may be done in any
 * order and by anybody, so that what comes out does not depend on the number of threads.
 */
export class Team {
  private readonly crew: Crew;
  private readonly state = new Int32Array(new SharedArrayBuffer(4 * places.count));
  private readonly results: Float64Array;
  private readonly own: Member;

  private constructor(
    private readonly shared: SharedMemory,
    private readonly at: TeamPlaces,
    mostTasks: number,
    readonly threads: number,
  ) {
    this.results = new Float64Array(new SharedArrayBuffer(8 * mostTasks));
    const kernelModule = readModule(hasRelaxedSimd() ? 'training-relaxed.wasm' : 'training.wasm');
    const { memory } = shared;
    const { state, results } = this;
    const scratchEach = (at.scratch.count * 8) / threads;
    const membership = (index: number): Membership => ({
      ...{ kernelModule, memory, kernelNames, state, results },
      scratch: at.scratch.address + index * scratchEach,
    });
    this.own = join(membership(0));
    this.crew = new Crew(
      this.state,
      Array.from({ length: threads - 1 }, (_, index) => membership(index + 1)),
    );
  }

  /** Starts the threads, and is there when all are ready. `mostTasks`: of any job. */
  static async assemble(shared: SharedMemory, at: TeamPlaces, mostTasks: number, threads: number): Promise<Team> {
    const team = new Team(shared, at, mostTasks, threads);
    try {
      while (!team.crew.isReady(patience)) await team.look();
      return team;
    } catch (error) {
      await team.dismiss();
      throw error;
    }
  }

  /**
   * Does the tasks 0 … `tasks` − 1 of a job, the last one first, and gives what each gave; overwritten by the next.
   * `checkpoint` is called before each task of the caller's thread; where it throws, the tasks under way are waited for.
   * Throws `trainingThreadStopped` where a thread has ended.
   */
  async run(
    kernel: KernelName,
    settings: readonly number[],
    tasks: number,
    checkpoint: () => void,
  ): Promise<Float64Array> {
    const { state } = this;
    this.shared.doubles(this.at.job).set(settings);
    this.shared.integers(integersOf(this.at.job)).set(settings);
    Atomics.store(state, places.kernel, kernelNames.indexOf(kernel));
    Atomics.store(state, places.job, this.at.job.address / 8);
    Atomics.store(state, places.done, 0);
    Atomics.store(state, places.left, tasks);
    Atomics.add(state, places.begun, 1);
    Atomics.notify(state, places.begun);
    try {
      work(this.own, checkpoint);
      await this.finish(tasks);
    } catch (error) {
      await this.finish(tasks - Math.max(Atomics.exchange(state, places.left, 0), 0));
      throw error;
    }
    return this.results.subarray(0, tasks);
  }

  /** Waits until so many tasks are done. */
  private async finish(tasks: number): Promise<void> {
    for (;;) {
      const done = Atomics.load(this.state, places.done);
      if (done >= tasks) return;
      if (!waitWhile(this.state, places.done, done, patience)) await this.look();
    }
  }

  /** Lets the event loop turn. Throws `trainingThreadStopped` where a thread has ended. */
  async look(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const [reason] = this.crew.losses;
    if (reason !== undefined) throw faults.trainingThreadStopped(reason);
  }

  /** Stops the threads, and is there when they have ended. */
  dismiss(): Promise<void> {
    return this.crew.dismiss();
  }
}
