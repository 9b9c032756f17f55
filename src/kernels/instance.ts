import { faults } from '../matrix/faults';
import { Arena } from './arena';
import type { Exports } from './exports';
import { Crew } from './threads/crew';
import { places } from './threads/thread';

/** The kernels at work in a memory of their own, alone or with other threads. */
export class Instance {
  readonly arena: Arena;
  private readonly kernels: Exports;
  private readonly memory: WebAssembly.Memory;
  /** What the threads have in common: zero at first, and in its place when the memory grows. */
  private readonly stateAddress: number;
  private readonly state: Int32Array;
  private crew: Crew | null = null;

  /** Throws `outOfMemory`. */
  constructor(private readonly module: WebAssembly.Module) {
    try {
      this.memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    } catch (error) {
      throw error instanceof RangeError ? faults.outOfMemory() : error;
    }
    this.kernels = instantiate(module, this.memory);
    this.stateAddress = this.kernels.allocate(places.count / 2);
    this.kernels.keep();
    this.state = new Int32Array(this.memory.buffer, this.stateAddress, places.count);
    this.arena = new Arena(this.kernels, this.memory);
  }

  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  /**
   * Empties the arena, and has the next call done by so many threads: by one, or by always the same number. They are not
   * waited for: whoever has not started yet takes no tasks.
   */
  prepare(threads: number): void {
    this.kernels.reset();
    this.kernels.takeIterations();
    if (threads > 1) this.crew ??= this.hire(threads - 1);
    this.kernels.gather(threads, this.stateAddress);
  }

  private hire(count: number): Crew {
    const each = this.kernels.scratchBytes.value;
    const scratch = this.kernels.allocate((count * each) / 8);
    this.kernels.keep();
    const common = { kernelModule: this.module, memory: this.memory, kernelNames: ['assist'], state: this.state };
    return new Crew(
      this.state,
      Array.from({ length: count }, (_, i) => ({ ...common, scratch: scratch + i * each })),
    );
  }

  get hasCrew(): boolean {
    return this.crew !== null;
  }

  /** Whether a thread has ended, or did not start. */
  get hasLosses(): boolean {
    return this.crew !== null && this.crew.losses.length > 0;
  }

  /** Whether all threads have started. */
  get isReady(): boolean {
    return this.crew === null || this.crew.isReady(0);
  }

  /** What is to be told of an error of the kernels. */
  asFault(error: unknown): unknown {
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    return Atomics.load(this.state, places.lost) === 0 ? faults.outOfMemory() : faults.threadStopped();
  }

  /** Stops the other threads. */
  close(): void {
    void this.crew?.dismiss();
    this.crew = null;
  }
}

/** The kernels in a shared memory that grows to at most 65,536 pages. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Exports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!isKernels(exports)) throw new Error('The WebAssembly beside this file is not the kernels.');
  return exports;
}

function isKernels(exports: WebAssembly.Exports): exports is Exports {
  return typeof exports['addProduct'] === 'function' && typeof exports['gather'] === 'function';
}
