type Numbers = Uint32Array | Float64Array;

/** Rows in a block; a list that grows by whole blocks never copies what it holds until it is put together. */
export const blockLength = 1 << 16;

/** A list of numbers in blocks. */
export class BlockList<T extends Numbers> {
  private blocks: T[] = [];

  constructor(private readonly create: (length: number) => T) {}

  /** A new block at the end, to be filled by the caller. */
  extend(): T {
    const block = this.create(blockLength);
    this.blocks.push(block);
    return block;
  }

  /** The first `length` numbers in one array. The list is empty thereafter: each block is let go once it is copied. */
  take(length: number): T {
    const all = this.create(length);
    const blocks = this.blocks.reverse();
    this.blocks = [];
    for (let at = 0; at < length; at += blockLength) {
      const block = blocks.pop()!;
      all.set(at + blockLength <= length ? block : block.subarray(0, length - at), at);
    }
    return all;
  }
}
