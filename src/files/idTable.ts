/** Whole numbers below this are found in an array by themselves, which grows to it; others by their hash. */
const directly = 1 << 21;

/** The longest whole number that a double holds exactly, in digits. */
export const exactDigits = 15;

/** Ids as a thread gives them to another: whole numbers, or NaN for those whose bytes end at `ends` in `bytes`. */
export interface IdList {
  readonly numbers: Float64Array;
  readonly ends: Float64Array;
  readonly bytes: Uint8Array;
}

/**
 * Ids in the order of their first occurrence. One that is a whole number in its plain spelling is found by its value,
 * any other by its bytes, in open-addressing hash tables: so millions of lines make no strings. Every id has one entry,
 * however it was given.
 */
export class IdTable {
  private direct = new Int32Array(1 << 12);
  private slots = new Int32Array(1 << 12);
  /** Of each id its value where it is a whole number, and NaN where it stands in `arena`. */
  private numbers = new Float64Array(1 << 10);
  /** Where the bytes of each id end in the arena. */
  private ends = new Float64Array(1 << 10);
  private hashes = new Int32Array(1 << 10);
  private arena = new Uint8Array(1 << 12);
  private hashed = 0;
  size = 0;

  /** The index of a whole number of at most 15 digits, a new one where it was not seen before. */
  indexOfInteger(value: number): number {
    if (value < directly) {
      if (value >= this.direct.length) this.lengthenDirect(value);
      const found = this.direct[value]!;
      if (found !== 0) return found - 1;
      this.direct[value] = this.size + 1;
      return this.add(value, 0, 0);
    }
    const hash = Math.imul(value | 0, 0x9e3779b1) ^ Math.imul(Math.floor(value / 0x100000000), 0x85ebca6b);
    const mixed = hash ^ (hash >>> 15);
    const mask = this.slots.length - 1;
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot]! - 1;
      if (index === -1) return this.addHashed(slot, value, mixed, 0);
      if (this.numbers[index] === value) return index;
    }
  }

  /** The index of the id that is bytes start … end − 1, a new one where it was not seen before. */
  indexOf(bytes: Uint8Array, start: number, end: number): number {
    const value = plainInteger(bytes, start, end);
    if (value >= 0) return this.indexOfInteger(value);
    // FNV-1a, 32 bits, with a last mixing of the high bits into the low
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot]! - 1;
      if (index === -1) {
        this.store(bytes, start, end);
        return this.addHashed(slot, Number.NaN, hash, end - start);
      }
      if (this.hashes[index] === hash && this.isAt(index, bytes, start, end)) return index;
    }
  }

  /** Whether every id is a whole number from `least` to `most`. */
  isWithin(least: number, most: number): boolean {
    return this.numbers.subarray(0, this.size).every((value) => value >= least && value <= most);
  }

  /** The ids from index `first` on. */
  since(first: number): IdList {
    const start = this.startOf(first);
    return {
      numbers: this.numbers.slice(first, this.size),
      ends: this.ends.slice(first, this.size).map((end) => end - start),
      bytes: this.arena.slice(start, this.startOf(this.size)),
    };
  }

  /** The index of each of these ids, new ones where they were not seen before. */
  indicesOf({ numbers, ends, bytes }: IdList): Uint32Array {
    return Uint32Array.from(numbers, (value, at) =>
      Number.isNaN(value) ? this.indexOf(bytes, at === 0 ? 0 : ends[at - 1]!, ends[at]!) : this.indexOfInteger(value),
    );
  }

  toStrings(): string[] {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return Array.from({ length: this.size }, (_, index) => {
      const value = this.numbers[index]!;
      return Number.isNaN(value)
        ? decoder.decode(this.arena.subarray(this.startOf(index), this.ends[index]))
        : String(value);
    });
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]!;
  }

  private isAt(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.startOf(index);
    if (this.ends[index]! - from !== end - start || !Number.isNaN(this.numbers[index]!)) return false;
    for (let at = start; at < end; at++) if (this.arena[from + at - start] !== bytes[at]) return false;
    return true;
  }

  /** Writes bytes at the end of the arena, which the id added next is to own. */
  private store(bytes: Uint8Array, start: number, end: number): void {
    const from = this.startOf(this.size);
    const needed = from + end - start;
    if (needed > this.arena.length) {
      const longer = new Uint8Array(Math.max(needed, 2 * this.arena.length));
      longer.set(this.arena);
      this.arena = longer;
    }
    this.arena.set(bytes.subarray(start, end), from);
  }

  private addHashed(slot: number, value: number, hash: number, length: number): number {
    this.slots[slot] = this.size + 1;
    const index = this.add(value, hash, length);
    if (2 * ++this.hashed > this.slots.length) this.grow();
    return index;
  }

  private add(value: number, hash: number, length: number): number {
    const index = this.size++;
    if (index === this.numbers.length) {
      this.numbers = doubled(this.numbers, new Float64Array(2 * index));
      this.ends = doubled(this.ends, new Float64Array(2 * index));
      this.hashes = doubled(this.hashes, new Int32Array(2 * index));
    }
    this.numbers[index] = value;
    this.ends[index] = this.startOf(index) + length;
    this.hashes[index] = hash;
    return index;
  }

  private lengthenDirect(value: number): void {
    const longer = new Int32Array(Math.min(directly, 2 * value));
    longer.set(this.direct);
    this.direct = longer;
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    const mask = this.slots.length - 1;
    for (let index = 0; index < this.size; index++) {
      if (this.numbers[index]! < directly) continue;
      let slot = this.hashes[index]! & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = index + 1;
    }
  }
}

function doubled<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The whole number that bytes spell as JavaScript would, without sign and leading zeros; −1 where they do not. */
function plainInteger(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0 || length > exactDigits || (length > 1 && bytes[start] === 0x30)) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}
