import { decoded } from './vector-collector.js';
import type { VectorCollector } from './vector-collector.js';
import type { VectorHeader, VectorRecords } from './vector-format.js';

/**
 * Reads word2vec's binary records: a word, a space and 32-bit floats, little end first. The line end that the original
 * program writes behind each vector, and others don't, is skipped.
 */
export class BinaryVectors implements VectorRecords {
  readonly #collector: VectorCollector;
  readonly #header: VectorHeader;
  #count = 0;

  constructor(collector: VectorCollector, header: VectorHeader) {
    this.#collector = collector;
    this.#header = header;
  }

  read(bytes: Uint8Array): number {
    const size = 4 * this.#header.dimensions;
    let start = 0;
    while (this.#count < this.#header.count) {
      let wordStart = start;
      while (bytes[wordStart] === lineFeed) wordStart++;
      const wordEnd = bytes.indexOf(space, wordStart);
      if (wordEnd < 0 || wordEnd + 1 + size > bytes.length) break;
      const word = decoded(bytes.subarray(wordStart, wordEnd));
      if (word === undefined) this.#collector.refuse(`has a word that is not UTF-8 at vector ${this.#count + 1}`);
      if (this.#collector.wants(word))
        this.#collector.add(word, floats(bytes.subarray(wordEnd + 1, wordEnd + 1 + size)));
      this.#count++;
      start = wordEnd + 1 + size;
    }
    return start;
  }

  finish(): number {
    const { count, dimensions } = this.#header;
    if (this.#count < count) {
      this.#collector.refuse(`ends within vector ${this.#count + 1} of the ${count} that its first line names`);
    }
    return dimensions;
  }
}

const lineFeed = 0x0a;
const space = 0x20;

function floats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
}
