import type { Exports } from './exports';

/** The memory of the kernels during one call. Addresses are in bytes. */
export class Arena {
  constructor(
    readonly kernels: Exports,
    private readonly memory: WebAssembly.Memory,
  ) {}

  /** The address of a copy of `values`. */
  put(values: Float64Array): number {
    const address = this.kernels.allocate(values.length);
    new Float64Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** The same for 32-bit integers. */
  putIntegers(values: Uint32Array): number {
    const address = this.kernels.allocate(Math.ceil(values.length / 2));
    new Uint32Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** The doubles at `address` themselves, until the memory grows. */
  view(address: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, count);
  }

  /** A copy of `count` doubles at `address`. */
  take(address: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, count).slice();
  }

  /** A copy of `count` 32-bit integers at `address`. */
  takeIntegers(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count).slice();
  }
}
