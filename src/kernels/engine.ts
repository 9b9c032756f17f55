import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../matrix/faults';
import type { Exports } from './exports';

/** Memory of WebAssembly never shrinks, so an instance that has grown past this many bytes is not used again. */
export const keptBytes = 2 ** 26;

/** (module (func (param v128) (result v128) local.get 0 ×3 f64x2.relaxed_madd)): valid where relaxed SIMD is known. */
const relaxedProbe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x00, 0x20, 0x00, 0xfd, 0x87, 0x02, 0x0b],
);

export type Build = 'plain' | 'relaxed';

const fileOf: Readonly<Record<Build, string>> = { plain: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' };

/** Whether this engine knows the fused multiply-add of relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedProbe);
}

/** Compiled kernels and the memory they work in. One call at a time. */
export class Engine {
  private instance: Exports | null = null;

  private constructor(private readonly module: WebAssembly.Module) {}

  /** Reads and compiles a build of the kernels; synchronous. */
  static load(build: Build): Engine {
    return new Engine(readModule(fileOf[build]));
  }

  /**
   * Runs `work` with an empty arena. What it allocates is gone afterwards: results are copied out.
   * Throws `outOfMemory` where the matrices do not fit.
   */
  run<T>(work: (kernels: Arena) => T): T {
    this.instance ??= instantiate(this.module);
    const kernels = this.instance;
    kernels.reset();
    kernels.takeIterations();
    try {
      return work(new Arena(kernels));
    } catch (error) {
      this.instance = null;
      throw asFault(error);
    } finally {
      if (kernels.memory.buffer.byteLength > keptBytes) this.instance = null;
    }
  }

  /** Memory of its own, beside that of `run`. */
  residence(): Residence {
    return new Residence(() => new Arena(instantiate(this.module)));
  }
}

/** Memory that stays as it is from call to call, until another resident moves in. One call at a time. */
export class Residence {
  private arena: Arena | null = null;
  private resident: object | null = null;

  constructor(private readonly build: () => Arena) {}

  /**
   * Runs `work` on what `moveIn` has put into an empty arena, which it is asked to do again where another resident came
   * in between. Throws `outOfMemory` where it does not fit.
   */
  run<T>(resident: object, moveIn: (arena: Arena) => void, work: (arena: Arena) => T): T {
    try {
      this.arena ??= this.build();
      if (this.resident !== resident) {
        this.arena.kernels.reset();
        this.resident = null;
        moveIn(this.arena);
        this.resident = resident;
      }
      return work(this.arena);
    } catch (error) {
      this.arena = null;
      this.resident = null;
      throw asFault(error);
    }
  }
}

/** The memory of the kernels during one call. Addresses are in bytes. */
export class Arena {
  constructor(readonly kernels: Exports) {}

  /** The address of a copy of `values`. */
  put(values: Float64Array): number {
    const address = this.kernels.allocate(values.length);
    new Float64Array(this.kernels.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** The same for 32-bit integers. */
  putIntegers(values: Uint32Array): number {
    const address = this.kernels.allocate(Math.ceil(values.length / 2));
    new Uint32Array(this.kernels.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** The doubles at `address` themselves, until the memory grows. */
  view(address: number, count: number): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, address, count);
  }

  /** A copy of `count` doubles at `address`. */
  take(address: number, count: number): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, address, count).slice();
  }

  /** A copy of `count` 32-bit integers at `address`. */
  takeIntegers(address: number, count: number): Int32Array {
    return new Int32Array(this.kernels.memory.buffer, address, count).slice();
  }
}

function asFault(error: unknown): unknown {
  return error instanceof WebAssembly.RuntimeError ? faults.outOfMemory() : error;
}

function instantiate(module: WebAssembly.Module): Exports {
  const { exports } = new WebAssembly.Instance(module);
  if (!isKernels(exports)) throw new Error('The WebAssembly beside this file is not the kernels.');
  return exports;
}

function isKernels(exports: WebAssembly.Exports): exports is Exports {
  return exports['memory'] instanceof WebAssembly.Memory && typeof exports['addProduct'] === 'function';
}

/** Beside the bundle, or in `dist/` where the sources run as they are. */
export function pathOf(file: string): string {
  const beside = join(__dirname, file);
  return existsSync(beside) ? beside : join(__dirname, '../../dist', file);
}

/** Reads and compiles a module; synchronous. */
export function readModule(file: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(pathOf(file)));
}

let shared: Engine | null = null;

/** The engine of this thread, made when first asked for. */
export function engine(): Engine {
  shared ??= Engine.load(hasRelaxedSimd() ? 'relaxed' : 'plain');
  return shared;
}
