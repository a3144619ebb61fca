/** Where tokens gather while a text is encoded: typed arrays that grow. */
export class TokenSink {
  /** Ids; those before `count` are valid. */
  ids: Int32Array;
  /** Pairs of code units, if offsets are kept; those before `2 * count` are valid. */
  offsets: Int32Array | undefined;
  count = 0;

  constructor({ capacity, offsets }: { readonly capacity: number; readonly offsets: boolean }) {
    this.ids = new Int32Array(Math.max(capacity, 8));
    this.offsets = offsets ? new Int32Array(2 * this.ids.length) : undefined;
  }

  push(id: number, start: number, end: number): void {
    if (this.count === this.ids.length) this.reserve(1);
    this.ids[this.count] = id;
    if (this.offsets !== undefined) {
      this.offsets[2 * this.count] = start;
      this.offsets[2 * this.count + 1] = end;
    }
    this.count++;
  }

  /** Makes room for `more` further tokens. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.ids.length) return;
    const capacity = Math.max(needed, 2 * this.ids.length);
    this.ids = grown(this.ids, capacity);
    if (this.offsets !== undefined) this.offsets = grown(this.offsets, 2 * capacity);
  }

  clear(): void {
    this.count = 0;
  }
}

function grown(values: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}
