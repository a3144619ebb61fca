import { decoded } from './vector-collector.js';
import type { VectorCollector } from './vector-collector.js';
import type { VectorHeader, VectorRecords } from './vector-format.js';

/**
 * Reads lines of a word and its numbers between spaces. Words of GloVe may have spaces in them, so that the numbers are
 * counted from the end of a line.
 */
export class TextVectors implements VectorRecords {
  readonly #collector: VectorCollector;
  readonly #header: VectorHeader | undefined;
  #dimensions: number;
  /** The first line of vectors. */
  readonly #first: number;
  #line: number;
  #count = 0;

  constructor(collector: VectorCollector, header: VectorHeader | undefined) {
    this.#collector = collector;
    this.#header = header;
    this.#dimensions = header?.dimensions ?? 0;
    this.#first = header === undefined ? 1 : 2;
    this.#line = this.#first - 1;
  }

  read(bytes: Uint8Array, isEnd: boolean): number {
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(lineFeed, start);
      if (end < 0) break;
      this.#readLine(bytes.subarray(start, end));
      start = end + 1;
    }
    if (!isEnd || start === bytes.length) return start;
    this.#readLine(bytes.subarray(start));
    return bytes.length;
  }

  finish(): number {
    const { count = this.#count } = this.#header ?? {};
    if (count !== this.#count)
      this.#collector.refuse(`has ${this.#count} vectors, where its first line names ${count}`);
    if (this.#count === 0) this.#collector.refuse('has no vector');
    return this.#dimensions;
  }

  #readLine(withEnd: Uint8Array): void {
    this.#line++;
    let length = withEnd.length;
    // fastText ends lines with a space.
    while (length > 0 && (withEnd[length - 1] === carriageReturn || withEnd[length - 1] === space)) length--;
    if (length === 0) return;
    const line = withEnd.subarray(0, length);
    const spaces = spacesIn(line);
    if (this.#dimensions === 0) this.#dimensions = spaces;
    if (this.#dimensions === 0) this.#collector.refuse(`has no numbers in line ${this.#line}`);
    if (spaces < this.#dimensions) this.#refuseWidth(spaces);
    this.#count++;
    const wordEnd = endOfWord(line, this.#dimensions);
    const word = decoded(line.subarray(0, wordEnd));
    if (word === undefined) this.#collector.refuse(`is not UTF-8 in line ${this.#line}`, 'Convert it to UTF-8.');
    // Of a word with a space before a number it can't be told from a vector that has one number too many.
    const tooMany = spaces > this.#dimensions && word.split(' ').slice(1).some(isNumber);
    if (tooMany) this.#refuseWidth(spaces);
    if (this.#collector.wants(word)) this.#collector.add(word, this.#numbers(line.subarray(wordEnd + 1)));
  }

  #numbers(bytes: Uint8Array): Float32Array {
    const numbers = (decoded(bytes) ?? '').split(' ');
    const wrong = numbers.find((text) => !isNumber(text));
    if (wrong !== undefined) {
      this.#collector.refuse(`has ${JSON.stringify(wrong.slice(0, 40))} in place of a number in line ${this.#line}`);
    }
    return Float32Array.from(numbers, Number);
  }

  #refuseWidth(found: number): never {
    const [line, expected] = this.#header === undefined ? [this.#first, 'has'] : [1, 'says'];
    this.#collector.refuse(
      `has ${found} numbers in line ${this.#line}, where line ${line} ${expected} ${this.#dimensions}`,
    );
  }
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

function spacesIn(line: Uint8Array): number {
  let count = 0;
  for (let at = line.indexOf(space); at >= 0; at = line.indexOf(space, at + 1)) count++;
  return count;
}

/** Where the space stands that `dimensions` numbers follow. */
function endOfWord(line: Uint8Array, dimensions: number): number {
  let end = line.length;
  for (let left = dimensions; left > 0; left--) end = line.lastIndexOf(space, end - 1);
  return end;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
