import { BinaryVectors } from './binary-vectors.js';
import { TextVectors } from './text-vectors.js';
import { VectorCollector } from './vector-collector.js';
import { headerOf, isBinary } from './vector-format.js';
import type { VectorRecords } from './vector-format.js';
import type { WordVectors } from './word-vectors.js';

/** Reads a file of word vectors from pieces of its bytes, and holds of them no more than the record that it is in. */
export class WordVectorReader {
  readonly #collector: VectorCollector;
  #records: VectorRecords | undefined;
  #rest = new Uint8Array(0);

  constructor(source: string, words: Iterable<string> | undefined) {
    this.#collector = new VectorCollector(source, words);
  }

  push(piece: Uint8Array): void {
    this.#read(this.#rest.length === 0 ? piece : joined(this.#rest, piece), false);
  }

  finish(): WordVectors {
    this.#read(this.#rest, true);
    if (this.#records === undefined) this.#collector.refuse('is empty');
    return this.#collector.collected(this.#records.finish());
  }

  #read(bytes: Uint8Array, isEnd: boolean): void {
    let start = 0;
    if (this.#records === undefined) {
      const format = recordsOf(bytes, this.#collector, isEnd);
      this.#records = format?.records;
      start = format?.start ?? 0;
    }
    if (this.#records !== undefined) start += this.#records.read(bytes.subarray(start), isEnd);
    if (bytes.length - start > longest) {
      this.#collector.refuse(`has more than ${longest} bytes without the end of a vector`);
    }
    // A copy: a piece may be part of a buffer that its owner writes again.
    this.#rest = bytes.slice(start);
  }
}

/** Far more bytes than any vector has: what no format explains is not gathered until memory ends. */
const longest = 2 ** 24;

/** What reads the records of a file that begins so, and where they start; undefined while too little is known. */
function recordsOf(
  bytes: Uint8Array,
  collector: VectorCollector,
  isEnd: boolean,
): { records: VectorRecords; start: number } | undefined {
  if (bytes.length === 0) return undefined;
  if (isCompressed(bytes)) collector.refuse('is compressed', 'Unpack it first.');
  const lineEnd = bytes.indexOf(0x0a);
  if (lineEnd < 0 && !isEnd) return undefined;
  const start = lineEnd < 0 ? bytes.length : lineEnd + 1;
  const header = headerOf(bytes.subarray(0, start));
  if (header === undefined) return { records: new TextVectors(collector, undefined), start: 0 };
  if (header.count === 0 || header.dimensions === 0) collector.refuse('names no vector in its first line');
  const first = bytes.subarray(start);
  const wordEnd = first.indexOf(0x20);
  const isEnough = wordEnd >= 0 && first.length > wordEnd + 4 * header.dimensions;
  if (!isEnough && !isEnd) return undefined;
  const records = isBinary(first, header) ? new BinaryVectors(collector, header) : new TextVectors(collector, header);
  return { records, start };
}

/** Whether bytes begin as those of a gzip or zip archive do, the forms in which word vectors are downloaded. */
function isCompressed([first, second, third]: Uint8Array): boolean {
  return (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b && third === 0x03);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
