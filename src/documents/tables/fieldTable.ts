const smallest = 64;

/**
 * The fields of delimited text, record by record, in typed arrays: 17 bytes a field. `values` holds the plain decimals
 * and NaN for everything else. Record i is fields firsts[i] … firsts[i + 1] − 1.
 */
export class FieldTable {
  count = 0;
  records = 0;
  /** Whether the last record may yet take fields. */
  open = false;
  starts: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer>;
  quoted: Uint8Array<ArrayBuffer>;
  firsts = new Uint32Array(smallest);

  /** `expected`: how many fields there may be; the arrays grow where there are more. */
  constructor(expected: number) {
    const capacity = Math.max(smallest, expected);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.values = new Float64Array(capacity);
    this.quoted = new Uint8Array(capacity);
  }

  startRecord(): void {
    if (this.records + 1 >= this.firsts.length)
      this.firsts = grown(this.firsts, new Uint32Array(2 * this.firsts.length));
    this.firsts[this.records++] = this.count;
    this.open = true;
  }

  add(start: number, end: number, value: number, quoted: boolean): void {
    const at = this.count;
    if (at >= this.starts.length) this.grow();
    this.starts[at] = start;
    this.ends[at] = end;
    this.values[at] = value;
    if (quoted) this.quoted[at] = 1;
    this.count = at + 1;
  }

  finish(): void {
    this.firsts[this.records] = this.count;
  }

  /** How many fields a record has. */
  width(record: number): number {
    return this.firsts[record + 1]! - this.firsts[record]!;
  }

  /** The fields from `from` to `to` for keeping: copied where the arrays are much larger. */
  cut(from: number, to: number): { values: Float64Array; cellStarts: Uint32Array; cellEnds: Uint32Array } {
    const { starts, ends, values } = this;
    const isSnug = to - from > 0.9 * starts.length;
    return isSnug
      ? { values: values.subarray(from, to), cellStarts: starts.subarray(from, to), cellEnds: ends.subarray(from, to) }
      : { values: values.slice(from, to), cellStarts: starts.slice(from, to), cellEnds: ends.slice(from, to) };
  }

  /** Makes room for more fields. */
  grow(): void {
    const capacity = Math.ceil(1.6 * this.starts.length);
    this.starts = grown(this.starts, new Uint32Array(capacity));
    this.ends = grown(this.ends, new Uint32Array(capacity));
    this.values = grown(this.values, new Float64Array(capacity));
    this.quoted = grown(this.quoted, new Uint8Array(capacity));
  }
}

function grown<A extends Uint8Array | Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
