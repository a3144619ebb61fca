/** Bytes that every block is a multiple of: one cache line, so that kernels may read and write whole vectors. */
const granule = 64;

/** A WebAssembly page, in bytes. */
const page = 65536;

/** Four sizes of free lists for each power of two, from one granule up to 4 GiB. */
const binCount = 4 * 28;

/**
 * Allocates blocks of one WebAssembly memory, which grows as needed: free neighbours are joined, and a request takes the
 * first fitting block of the lists of its size and above ("good fit", after Lea's malloc).
 *
 * @example
 * const heap = new Heap(memory, { start: 4096 });
 * const pointer = heap.allocate(400);
 * heap.free(pointer);
 */
export class Heap {
  readonly #memory: WebAssembly.Memory;
  readonly #used = new Map<number, number>();
  readonly #freeSizes = new Map<number, number>();
  readonly #freeByEnd = new Map<number, number>();
  readonly #bins: Set<number>[] = Array.from({ length: binCount }, () => new Set<number>());
  #top: number;
  #bytesInUse = 0;

  /** @param options.start the first byte that may be given out */
  constructor(memory: WebAssembly.Memory, options: { readonly start: number }) {
    this.#memory = memory;
    this.#top = roundUp(options.start, granule);
  }

  /** Bytes in blocks that are allocated now. */
  get bytesInUse(): number {
    return this.#bytesInUse;
  }

  /** How many blocks are allocated now. */
  get blocks(): number {
    return this.#used.size;
  }

  /**
   * @param bytes how many bytes are needed, 0 included
   * @returns the address of a block of at least that size, a multiple of 64; its contents are arbitrary
   * @throws RangeError where the memory can't grow that far
   */
  allocate(bytes: number): number {
    const size = Math.max(granule, roundUp(bytes, granule));
    const address = this.#takeFree(size) ?? this.#extend(size);
    this.#used.set(address, size);
    this.#bytesInUse += size;
    return address;
  }

  /** Gives a block back. */
  free(address: number): void {
    const size = this.#used.get(address);
    if (size === undefined) throw new Error(`No block begins at ${address}: it was freed before, or never allocated.`);
    this.#used.delete(address);
    this.#bytesInUse -= size;
    let start = address;
    let end = address + size;
    const before = this.#freeByEnd.get(start);
    if (before !== undefined) {
      this.#removeFree(before, start - before);
      start = before;
    }
    const after = this.#freeSizes.get(end);
    if (after !== undefined) {
      this.#removeFree(end, after);
      end += after;
    }
    this.#addFree(start, end - start);
  }

  #takeFree(size: number): number | undefined {
    let looks = 16;
    for (let bin = binOf(size); bin < binCount; bin++) {
      for (const address of this.#bins[bin]!) {
        const available = this.#freeSizes.get(address)!;
        // Only the first list can hold blocks that are too small; a program's sizes recur, so a look or two is enough.
        if (available < size) {
          if (--looks === 0) break;
          continue;
        }
        this.#removeFree(address, available);
        if (available > size) this.#addFree(address + size, available - size);
        return address;
      }
    }
    return undefined;
  }

  /** Takes fresh memory, together with a free block that ends where it begins. */
  #extend(size: number): number {
    const last = this.#freeByEnd.get(this.#top);
    if (last !== undefined) {
      const available = this.#top - last;
      this.#grow(last + size);
      this.#removeFree(last, available);
      if (available > size) this.#addFree(last + size, available - size);
      else this.#top = last + size;
      return last;
    }
    const address = this.#top;
    this.#grow(address + size);
    this.#top = address + size;
    return address;
  }

  /** Makes the memory hold bytes up to `top`, and one line more: kernels may read a vector beyond their last element. */
  #grow(top: number): void {
    const end = top + granule;
    const available = this.#memory.buffer.byteLength;
    if (end <= available) return;
    const needed = Math.ceil((end - available) / page);
    const generous = Math.max(needed, Math.ceil(available / page / 4));
    for (const pages of [generous, needed]) {
      try {
        this.#memory.grow(pages);
        return;
      } catch {
        // The engine refuses: too far. The smaller step may still fit.
      }
    }
    throw new RangeError(
      `The WebAssembly memory must hold ${end} bytes and can't grow beyond ${available}; ` +
        `${this.#bytesInUse} are in use. Dispose tensors, or use smaller batches.`,
    );
  }

  #addFree(address: number, size: number): void {
    this.#freeSizes.set(address, size);
    this.#freeByEnd.set(address + size, address);
    this.#bins[binOf(size)]!.add(address);
  }

  #removeFree(address: number, size: number): void {
    this.#freeSizes.delete(address);
    this.#freeByEnd.delete(address + size);
    this.#bins[binOf(size)]!.delete(address);
  }
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** The list that a block of `size` bytes belongs to: its blocks are smaller than those of every later list. */
function binOf(size: number): number {
  const granules = size / granule;
  const power = 31 - Math.clz32(granules);
  const quarter = Math.floor((granules / 2 ** power - 1) * 4);
  return Math.min(binCount - 1, 4 * power + quarter);
}
