/**
 * A trie in typed arrays: the child of `node` by `code` stands at `base[node] + code` if `check` there is `node`.
 *
 * Follows Aoe, "An Efficient Digital Search Algorithm by Using a Double-Array Structure", 1989.
 */
export interface DoubleArray {
  readonly base: Int32Array;
  readonly check: Int32Array;
  /** The position of the key that ends at a node, or -1. */
  readonly values: Int32Array;
}

/** Sequences of codes, one behind the other; those with a common beginning stand together, the shortest first. */
export interface Keys {
  /** Codes from 1 on. */
  readonly codes: ArrayLike<number>;
  /** Where each key starts in `codes`, and at last where the last one ends, `[keys + 1]`. */
  readonly starts: ArrayLike<number>;
}

/** The node at which every key starts. */
export const root = 0;

/** How many places are looked at for the children of a node before they get new room at the end. */
const attempts = 512;

/** The trie of `keys`, all different and none empty. */
export function doubleArray(keys: Keys): DoubleArray {
  const builder = new Builder(keys);
  builder.build();
  return { base: builder.base, check: builder.check, values: builder.values };
}

class Builder {
  base: Int32Array;
  check: Int32Array;
  values: Int32Array;
  /** No place before it is worth a look. */
  private rover = 1;
  /** Places from here on are free. */
  private end = 1;

  constructor(private readonly keys: Keys) {
    const capacity = 2 * keys.codes.length + 1024;
    this.base = new Int32Array(capacity);
    this.check = new Int32Array(capacity).fill(-1);
    this.values = new Int32Array(capacity).fill(-1);
  }

  build(): void {
    const { codes, starts } = this.keys;
    let largest = 0;
    for (let at = starts[0]!; at < starts[starts.length - 1]!; at++) largest = Math.max(largest, codes[at]!);
    // Quadruples: node, first key, key behind the last, depth.
    const open: number[] = [root, 0, starts.length - 1, 0];
    while (open.length > 0) {
      const depth = open.pop()!;
      const to = open.pop()!;
      let from = open.pop()!;
      const node = open.pop()!;
      if (starts[from + 1]! - starts[from]! === depth) this.values[node] = from++;
      const children: number[] = [];
      const firsts: number[] = [];
      for (let key = from; key < to; key++) {
        const code = codes[starts[key]! + depth]!;
        if (children.length > 0 && children.at(-1) === code) continue;
        children.push(code);
        firsts.push(key);
      }
      if (children.length === 0) continue;
      const base = this.place(children);
      this.base[node] = base;
      for (let child = children.length - 1; child >= 0; child--) {
        this.check[base + children[child]!] = node;
        open.push(base + children[child]!, firsts[child]!, firsts[child + 1] ?? to, depth + 1);
      }
    }
    // A step from the last node by the largest code stays inside: reading past the end of an array is slow.
    const length = this.end + largest;
    this.reserve(length);
    this.base = this.base.slice(0, length);
    this.check = this.check.slice(0, length);
    this.values = this.values.slice(0, length);
  }

  /** A base at which the places of all `children` are free. */
  private place(children: readonly number[]): number {
    let lowest = children[0]!;
    let highest = lowest;
    for (const code of children) {
      if (code < lowest) lowest = code;
      if (code > highest) highest = code;
    }
    let base = -1;
    let place = Math.max(this.rover, lowest);
    for (let attempt = 0; attempt < attempts && base < 0; attempt++, place++) {
      if (place >= this.end || this.fits(place - lowest, children)) base = place - lowest;
    }
    if (base < 0) {
      base = Math.max(this.end - lowest, 0);
      this.rover += attempts / 8;
    }
    while (this.rover < this.end && this.check[this.rover] !== -1) this.rover++;
    this.reserve(base + highest + 1);
    this.end = Math.max(this.end, base + highest + 1);
    return base;
  }

  private fits(base: number, children: readonly number[]): boolean {
    for (const code of children) {
      if (base + code < this.end && this.check[base + code] !== -1) return false;
    }
    return true;
  }

  private reserve(length: number): void {
    if (length < this.check.length) return;
    const capacity = 2 * length;
    this.base = grown(this.base, capacity, 0);
    this.check = grown(this.check, capacity, -1);
    this.values = grown(this.values, capacity, -1);
  }
}

function grown(values: Int32Array, length: number, filling: number): Int32Array {
  const longer = new Int32Array(length).fill(filling);
  longer.set(values);
  return longer;
}
