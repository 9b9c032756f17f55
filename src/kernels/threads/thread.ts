import { workerData } from 'node:worker_threads';

// A thread of a training or of a decomposition. This file is compiled by itself: it may import nothing but Node's own modules.

/** What the threads of a team share beside their memory: 32-bit integers at these places. */
export const places = {
  /** How many jobs were begun: what an idle thread waits for. */
  begun: 0,
  /** Tasks that nobody has taken yet; at or below 0 there are none. */
  left: 1,
  /** Tasks that are done. */
  done: 2,
  /** Which of the kernels the job is for, and its address over 8. */
  kernel: 3,
  job: 4,
  /** 1 once the team is dismissed. */
  dismissed: 5,
  /** Threads that stand ready. */
  ready: 6,
  /** 1 once a thread has stopped in the midst of a task. */
  lost: 7,
  count: 8,
} as const;

export type Kernel = (job: number, task: number, scratch: number) => number;

/** What a member of a team is given. */
export interface Membership {
  readonly kernelModule: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly kernelNames: readonly string[];
  readonly state: Int32Array;
  /** What each task gave, where that is asked for. */
  readonly results?: Float64Array;
  /** Where this member's own part of the memory begins. */
  readonly scratch: number;
}

export interface Member {
  readonly kernels: readonly Kernel[];
  readonly state: Int32Array;
  readonly results: Float64Array | undefined;
  readonly scratch: number;
}

/** Makes the kernels of a team ready on this thread, over the memory that it shares. Throws where one is missing. */
export function join(membership: Membership): Member {
  const { kernelModule, memory, kernelNames, state, results, scratch } = membership;
  const { exports } = new WebAssembly.Instance(kernelModule, { env: { memory } });
  const kernels = kernelNames.map((name): Kernel => {
    const kernel = exports[name];
    if (!isKernel(kernel)) throw new Error(`The WebAssembly beside this file has no ${name}.`);
    return kernel;
  });
  return { kernels, state, results, scratch };
}

const isKernel = (value: unknown): value is Kernel => typeof value === 'function';

/**
 * Does tasks of the job under way until none is left. A task is taken by counting down what is left, so that one that
 * was taken is of the job whose kernel and address are read afterwards: these change only once all taken tasks are done.
 */
export function work({ kernels, state, results, scratch }: Member, beforeEach: () => void): void {
  for (;;) {
    beforeEach();
    const left = Atomics.sub(state, places.left, 1);
    if (left <= 0) return;
    const kernel = kernels[Atomics.load(state, places.kernel)]!;
    const task = left - 1;
    const result = kernel(Atomics.load(state, places.job) * 8, task, scratch);
    if (results !== undefined) results[task] = result;
    Atomics.add(state, places.done, 1);
    Atomics.notify(state, places.done);
  }
}

/** Looks before a thread sleeps: about as long as it takes to begin the next job. To be woken takes much longer. */
const looks = 20_000;

/** Waits until what stands at a place is another value, at most so many milliseconds; whether it became one. */
export function waitWhile(state: Int32Array, place: number, value: number, milliseconds?: number): boolean {
  for (let look = 0; look < looks; look++) if (Atomics.load(state, place) !== value) return true;
  return Atomics.wait(state, place, value, milliseconds) !== 'timed-out';
}

function serve(membership: Membership): void {
  const member = join(membership);
  const { state } = member;
  let begun = 0;
  Atomics.add(state, places.ready, 1);
  Atomics.notify(state, places.ready);
  try {
    while (Atomics.load(state, places.dismissed) === 0) {
      work(member, () => undefined);
      waitWhile(state, places.begun, begun);
      begun = Atomics.load(state, places.begun);
    }
  } catch (error) {
    // whoever waits for the task it was at need not wait longer
    Atomics.store(state, places.lost, 1);
    Atomics.notify(state, places.done);
    throw error;
  }
}

function isMembership(data: unknown): data is Membership {
  return typeof data === 'object' && data !== null && 'kernelModule' in data;
}

if (isMembership(workerData)) serve(workerData);
