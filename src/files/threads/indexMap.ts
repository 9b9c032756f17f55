/** A list of indices that grows at its end. */
export class IndexMap {
  values = new Uint32Array(1 << 10);
  private size = 0;

  extend(more: Uint32Array): void {
    const size = this.size + more.length;
    if (size > this.values.length) {
      const longer = new Uint32Array(Math.max(size, 2 * this.values.length));
      longer.set(this.values);
      this.values = longer;
    }
    this.values.set(more, this.size);
    this.size = size;
  }
}
