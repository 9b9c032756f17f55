import type { Layout, Place, SharedMemory } from './sharedMemory';

/** Floats that follow the factors of a record: the bias, and three that a solver keeps for itself. */
const tail = 4;

/** How a vector lies in memory: k factors, zeros up to a multiple of eight, and the tail. In floats. */
export interface RecordShape {
  readonly rank: number;
  readonly width: number;
  readonly stride: number;
}

/** The shape of the records of a rank. */
export function recordShape(rank: number): RecordShape {
  const width = 8 * Math.ceil(rank / 8);
  return { rank, width, stride: width + tail };
}

/** The biases and factors, count × k, of one side of a model. */
export interface Vectors {
  readonly bias: Float64Array;
  readonly factors: Float64Array;
}

/** A place for the records of one side, and for one more of zeros: what is not known of, past the last. */
export function takeRecords(layout: Layout, { stride }: RecordShape, count: number): Place {
  return layout.take((count + 1) * stride, 4);
}

/** The vectors of one side as they lie in the shared memory: vector i is record order[i]. */
export class Records {
  readonly values: Float32Array;
  readonly address: number;

  constructor(
    shared: SharedMemory,
    place: Place,
    readonly shape: RecordShape,
    readonly order: Uint32Array,
  ) {
    this.values = shared.floats(place);
    this.address = place.address;
  }

  get count(): number {
    return this.order.length;
  }

  /** Sets number `at` of the tail of every record, by the vectors' order. */
  setTail(at: number, value: (index: number) => number): void {
    const { stride, width } = this.shape;
    for (let i = 0; i < this.count; i++) this.values[this.order[i]! * stride + width + at] = value(i);
  }

  write({ bias, factors }: Vectors): void {
    const { rank, width, stride } = this.shape;
    for (let i = 0; i < this.count; i++) {
      const start = this.order[i]! * stride;
      for (let f = 0; f < rank; f++) this.values[start + f] = factors[i * rank + f]!;
      this.values[start + width] = bias[i]!;
    }
  }

  read(): Vectors {
    const { rank, width, stride } = this.shape;
    const vectors = { bias: new Float64Array(this.count), factors: new Float64Array(this.count * rank) };
    for (let i = 0; i < this.count; i++) {
      const start = this.order[i]! * stride;
      for (let f = 0; f < rank; f++) vectors.factors[i * rank + f] = this.values[start + f]!;
      vectors.bias[i] = this.values[start + width]!;
    }
    return vectors;
  }
}
