/** A list of whole numbers that grows by doubling, without a box for each. */
export class IndexList {
  private items = new Uint32Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.items.length) {
      const longer = new Uint32Array(2 * this.length);
      longer.set(this.items);
      this.items = longer;
    }
    this.items[this.length++] = item;
  }

  toArray(): Uint32Array {
    return this.items.slice(0, this.length);
  }
}

/** The same for numbers of double precision. */
export class NumberList {
  private items = new Float64Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.items.length) {
      const longer = new Float64Array(2 * this.length);
      longer.set(this.items);
      this.items = longer;
    }
    this.items[this.length++] = item;
  }

  toArray(): Float64Array {
    return this.items.slice(0, this.length);
  }
}
