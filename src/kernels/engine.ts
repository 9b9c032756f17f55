import { availableParallelism } from 'node:os';
import type { Arena } from './arena';
import { Instance } from './instance';
import { hasRelaxedSimd, readModule } from './module';

/** Memory of WebAssembly never shrinks, so an instance that has grown past this many bytes is not kept. */
export const keptBytes = 2 ** 26;

/** Entries of a matrix from which threads gain, and from which it is worth while to start them, which takes some 40 ms. */
const sharedFrom = 400 ** 2;
const hiredFrom = 600 ** 2;

export type Build = 'plain' | 'relaxed';

const fileOf: Readonly<Record<Build, string>> = { plain: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' };

/** Compiled kernels and the memory they work in. One call at a time. */
export class Engine {
  private instance: Instance | null = null;

  private wanted = 1;

  private constructor(private readonly module: WebAssembly.Module) {}

  /** Reads and compiles a build of the kernels; synchronous. */
  static load(build: Build): Engine {
    return new Engine(readModule(fileOf[build]));
  }

  /** Threads for large matrices, this one included; the others are started when first needed. */
  get threads(): number {
    return this.wanted;
  }

  set threads(count: number) {
    if (count === this.wanted) return;
    this.wanted = count;
    this.leave();
  }

  /**
   * Runs `work`, on a matrix of so many entries, with an empty arena. What it allocates is gone afterwards: results are
   * copied out. Throws `outOfMemory` where the matrices do not fit, and `threadStopped`.
   */
  run<T>(entries: number, work: (arena: Arena) => T): T {
    const instance = this.prepared(entries);
    try {
      return work(instance.arena);
    } catch (error) {
      this.leave();
      throw instance.asFault(error);
    } finally {
      this.tidy();
    }
  }

  /** Gives a large memory back once the work that is under way is done, which may call again for it. */
  private tidy(): void {
    const { instance } = this;
    if (instance === null || instance.bytes <= keptBytes) return;
    setImmediate(() => {
      if (this.instance === instance) this.leave();
    });
  }

  private prepared(entries: number): Instance {
    if (this.instance?.hasLosses === true) this.threads = 1;
    const instance = (this.instance ??= new Instance(this.module));
    const isShared = this.wanted > 1 && (entries >= hiredFrom || (instance.hasCrew && entries >= sharedFrom));
    instance.prepare(isShared ? this.wanted : 1);
    return instance;
  }

  /** Whether all threads that were called upon have started. */
  get isReady(): boolean {
    return this.instance?.isReady ?? true;
  }

  private leave(): void {
    this.instance?.close();
    this.instance = null;
  }

  /** Memory of its own, beside that of `run`. */
  residence(): Residence {
    return new Residence(() => new Instance(this.module));
  }
}

/** Memory that stays as it is from call to call, until another resident moves in. One call at a time. */
export class Residence {
  private instance: Instance | null = null;
  private resident: object | null = null;

  constructor(private readonly build: () => Instance) {}

  /**
   * Runs `work` on what `moveIn` has put into an empty arena, which it is asked to do again where another resident came
   * in between. Throws `outOfMemory` where it does not fit.
   */
  run<T>(resident: object, moveIn: (arena: Arena) => void, work: (arena: Arena) => T): T {
    const instance = (this.instance ??= this.build());
    try {
      if (this.resident !== resident) {
        instance.arena.kernels.reset();
        this.resident = null;
        moveIn(instance.arena);
        this.resident = resident;
      }
      return work(instance.arena);
    } catch (error) {
      this.instance = null;
      this.resident = null;
      throw instance.asFault(error);
    }
  }
}

let shared: Engine | null = null;
let usedThreads = 1;

/** The engine of this thread, made when first asked for. */
export function engine(): Engine {
  if (shared === null) {
    shared = Engine.load(hasRelaxedSimd() ? 'relaxed' : 'plain');
    shared.threads = usedThreads;
  }
  return shared;
}

/** More than these have little to gain between the steps that one thread does alone. */
const usualThreads = 8;

/** How many threads matrices are worked on with where so many are asked for; null: as many as the machine has, up to 8. */
export function threadsFor(count: number | null): number {
  return count ?? Math.min(availableParallelism(), usualThreads);
}

/** Has large matrices worked on by so many threads: see `threadsFor`. Results do not depend on it. */
export function useThreads(count: number | null): void {
  usedThreads = threadsFor(count);
  if (shared !== null) shared.threads = usedThreads;
}
