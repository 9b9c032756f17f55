/**
 * Ids in the order of their first occurrence, found by their bytes in an open-addressing hash table, so that
 * millions of lines make no strings.
 */
export class IdTable {
  private slots = new Int32Array(1 << 12).fill(-1);
  private readonly hashes: number[] = [];
  private readonly ids: Uint8Array[] = [];

  get size(): number {
    return this.ids.length;
  }

  /** The index of the id that is bytes start … end − 1, a new one where it was not seen before. */
  indexOf(bytes: Uint8Array, start: number, end: number): number {
    // FNV-1a, 32 bits, with a last mixing of the high bits into the low
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot]!;
      if (index === -1) return this.add(slot, hash, bytes.slice(start, end));
      if (this.hashes[index] === hash && isSame(this.ids[index]!, bytes, start, end)) return index;
    }
  }

  toStrings(): string[] {
    const decoder = new TextDecoder();
    return this.ids.map((id) => decoder.decode(id));
  }

  private add(slot: number, hash: number, id: Uint8Array): number {
    const index = this.ids.length;
    this.ids.push(id);
    this.hashes.push(hash);
    this.slots[slot] = index;
    if (2 * this.ids.length > this.slots.length) this.grow();
    return index;
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    const mask = this.slots.length - 1;
    this.hashes.forEach((hash, index) => {
      let slot = hash & mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
      this.slots[slot] = index;
    });
  }
}

function isSame(id: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (id.length !== end - start) return false;
  for (let at = 0; at < id.length; at++) if (id[at] !== bytes[start + at]) return false;
  return true;
}
