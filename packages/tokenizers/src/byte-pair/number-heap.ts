/** Numbers, the smallest first out. */
export class NumberHeap {
  #values = new Float64Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
  }

  push(value: number): void {
    if (this.#size === this.#values.length) {
      const longer = new Float64Array(2 * this.#size);
      longer.set(this.#values);
      this.#values = longer;
    }
    const values = this.#values;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (values[parent]! <= value) break;
      values[place] = values[parent]!;
      place = parent;
    }
    values[place] = value;
  }

  /** Takes out the smallest number; only for a heap that has one. */
  pop(): number {
    const values = this.#values;
    const smallest = values[0]!;
    const size = --this.#size;
    const value = values[size]!;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && values[child + 1]! < values[child]!) child++;
      if (values[child]! >= value) break;
      values[place] = values[child]!;
      place = child;
    }
    values[place] = value;
    return smallest;
  }
}
