import { assertPositiveInteger, refuse } from './assert.js';

/** The state of a {@link Random}, for JSON: four unsigned 32-bit words. */
export type RandomState = readonly [number, number, number, number];

/**
 * A seeded random generator whose state can be saved: the only source of chance in Refrain, always passed in.
 *
 * The same seed gives the same numbers on every machine, runtime and backend.
 * Follows xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018); all 128 bits
 * of the state depend on every bit of the seed.
 *
 * @example
 * const random = new Random(42);
 * random.uniform();               // a number in [0, 1)
 * const weights = random.fork('weights');   // an independent stream; `random` itself does not advance
 * const later = Random.from(random.state());   // goes on where `random` stands
 */
export class Random {
  readonly #words: Uint32Array;

  /**
   * @param seed any safe integer, or any string
   * @throws InvalidArgumentError for another kind of seed
   */
  constructor(seed: number | string) {
    this.#words = expand(wordsOf('seed', seed));
  }

  /** A generator that goes on from a saved state. @throws InvalidArgumentError if it is not one */
  static from(state: RandomState): Random {
    const words: unknown[] = Array.isArray(state) ? Array.from(state) : [];
    const valid = words.length === 4 && words.every((word) => typeof word === 'number' && word === word >>> 0);
    if (!valid || words.every((word) => word === 0)) {
      refuse('state', state, { expected: 'four unsigned 32-bit integers that are not all 0' });
    }
    const random = new Random(0);
    random.#words.set(state);
    return random;
  }

  /** The state to save; {@link Random.from} takes it back. */
  state(): RandomState {
    return [...this.#words] as unknown as RandomState;
  }

  /**
   * An independent generator that is determined by this one's present state and `label`; this one does not advance.
   * Use a label for each purpose (`weights`, `dropout`), or a number for each of many.
   *
   * @param label any string, or any safe integer; 1 and '1' are different labels
   */
  fork(label: string | number): Random {
    const random = new Random(0);
    random.#words.set(expand([...this.#words, ...wordsOf('label', label)]));
    return random;
  }

  /** A uniform integer in [0, 2³²). */
  uint32(): number {
    const words = this.#words;
    const result = Math.imul(rotate(Math.imul(words[1]!, 5), 7), 9) >>> 0;
    const shifted = words[1]! << 9;
    words[2]! ^= words[0]!;
    words[3]! ^= words[1]!;
    words[1]! ^= words[2]!;
    words[0]! ^= words[3]!;
    words[2]! ^= shifted;
    words[3] = rotate(words[3]!, 11);
    return result;
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  uniform(): number {
    return this.#bits53() / 2 ** 53;
  }

  /** A uniform integer in [0, below), without bias. @throws InvalidArgumentError unless `below` is a positive integer */
  integer(below: number): number {
    assertPositiveInteger('below', below);
    const wide = below > 2 ** 32;
    const range = wide ? 2 ** 53 : 2 ** 32;
    // Values in the last, incomplete run of `below` would make some results likelier than others.
    const limit = range - (range % below);
    for (;;) {
      const value = wide ? this.#bits53() : this.uint32();
      if (value < limit) return value % below;
    }
  }

  /**
   * A draw from the standard normal distribution, by Marsaglia's polar method; nothing is kept between draws.
   * The last bit is that of the runtime's `Math.log`.
   */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  #bits53(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return high * 2 ** 26 + low;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** What a seed or label is made of, as words; no number has the words of a string. */
function wordsOf(argument: string, value: number | string): number[] {
  if (typeof value === 'string') return [1, ...Array.from({ length: value.length }, (_, at) => value.charCodeAt(at))];
  if (!Number.isSafeInteger(value)) refuse(argument, value, { expected: 'an integer or a string' });
  return [0, value >>> 0, Math.floor(value / 2 ** 32) >>> 0];
}

/** A state from any number of words: four chains of splitmix32's mixer, each with its own beginning, over all words. */
function expand(words: readonly number[]): Uint32Array {
  const lanes = Uint32Array.of(0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667);
  for (const word of words) {
    for (let lane = 0; lane < lanes.length; lane++) lanes[lane] = mix((lanes[lane]! ^ word) + 0x9e3779b9);
  }
  if (lanes.every((word) => word === 0)) lanes[0] = 1;
  return lanes;
}

/** The mixer of splitmix32: every bit of the result depends on every bit of `word`. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
