/** Gathers the places of a new text from those of an old one. */
export class PlaceCopier {
  private newStarts: Int32Array;
  private newEnds: Int32Array;
  private length = 0;

  constructor(
    private readonly oldStarts: Int32Array,
    private readonly oldEnds: Int32Array,
  ) {
    this.newStarts = new Int32Array(oldStarts.length + 16);
    this.newEnds = new Int32Array(oldStarts.length + 16);
  }

  /** The places from `start` to before `end`, one after another. */
  copy(start: number, end: number): void {
    this.reserve(end - start);
    this.newStarts.set(this.oldStarts.subarray(start, end), this.length);
    this.newEnds.set(this.oldEnds.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** The place at `position`, `times` times; before the first character, a place without length. */
  repeat(position: number, times: number): void {
    this.reserve(times);
    const start = this.oldStarts[Math.max(position, 0)] ?? 0;
    const end = position < 0 ? start : this.oldEnds[position]!;
    this.newStarts.fill(start, this.length, this.length + times);
    this.newEnds.fill(end, this.length, this.length + times);
    this.length += times;
  }

  starts(): Int32Array {
    return this.newStarts.subarray(0, this.length);
  }

  ends(): Int32Array {
    return this.newEnds.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.newStarts.length) return;
    const capacity = Math.max(this.length + more, 2 * this.newStarts.length);
    this.newStarts = grown(this.newStarts, capacity);
    this.newEnds = grown(this.newEnds, capacity);
  }
}

function grown(values: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}
