import { faults } from '../../matrix/faults';

const pageBytes = 2 ** 16;
/** Below lies what the module itself keeps. */
const firstByte = 2 ** 16;
const alignment = 64;

/** How many numbers of which kind, and where they begin, in bytes. */
export interface Place {
  readonly address: number;
  readonly count: number;
}

/** Lays out a memory before it is made, so that it is made as large as it must be. */
export class Layout {
  private top = firstByte;

  /** A place for `count` numbers of so many bytes each, aligned to a cache line. */
  take(count: number, bytesEach: 4 | 8): Place {
    const address = this.top;
    this.top = Math.ceil((address + count * bytesEach) / alignment) * alignment;
    return { address, count };
  }

  get bytes(): number {
    return this.top;
  }
}

/** The memory that the threads of a training share. */
export class SharedMemory {
  readonly memory: WebAssembly.Memory;

  /** All zero. Throws `outOfMemory`. */
  constructor(layout: Layout) {
    // what reads whole vectors may read past the last
    const pages = Math.ceil((layout.bytes + alignment) / pageBytes);
    if (pages > 65536) throw faults.outOfMemory();
    try {
      this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    } catch (error) {
      throw error instanceof RangeError ? faults.outOfMemory() : error;
    }
  }

  floats({ address, count }: Place): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  doubles({ address, count }: Place): Float64Array {
    return new Float64Array(this.memory.buffer, address, count);
  }

  integers({ address, count }: Place): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, count);
  }
}
