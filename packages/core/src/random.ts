import { assertPositiveInteger, refuse } from './assert.js';

/** The state of a {@link Random}, for JSON: four unsigned 32-bit words. */
export type RandomState = readonly [number, number, number, number];

/**
 * A seeded random generator whose state can be saved: the only source of chance in Refrain, always passed in.
 *
 * The same seed gives the same numbers on every machine, runtime and backend.
 * Follows xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018),
 * seeded by splitmix32.
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
   * @param seed any integer of at most 53 bits, or a string
   * @throws InvalidArgumentError for another kind of seed
   */
  constructor(seed: number | string) {
    if (typeof seed !== 'string' && !Number.isSafeInteger(seed))
      refuse('seed', seed, { expected: 'an integer or a string' });
    this.#words = expand(typeof seed === 'string' ? [hash(seed)] : [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);
  }

  /** A generator that goes on from a saved state. */
  static from(state: RandomState): Random {
    const valid = Array.isArray(state) && state.length === 4 && state.every((word) => word === word >>> 0);
    if (!valid || state.every((word) => word === 0)) {
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
   */
  fork(label: string | number): Random {
    const random = new Random(0);
    random.#words.set(expand([...this.#words, hash(String(label))]));
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
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** A uniform integer in [0, below), without bias. */
  integer(below: number): number {
    assertPositiveInteger('below', below);
    if (below > 2 ** 32) return Math.floor(this.uniform() * below);
    const limit = 2 ** 32 - (2 ** 32 % below);
    let value = this.uint32();
    while (value >= limit) value = this.uint32();
    return value % below;
  }

  /** A draw from the standard normal distribution, by Marsaglia's polar method; nothing is kept between draws. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let position = 0; position < text.length; position++) {
    value = Math.imul(value ^ text.charCodeAt(position), 0x01000193);
  }
  return value >>> 0;
}

/** Four well-mixed words from any number of words, by splitmix32. */
function expand(words: readonly number[]): Uint32Array {
  let state = 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  for (const word of words) {
    state ^= word;
    state = next();
  }
  const result = Uint32Array.of(next(), next(), next(), next());
  if (result.every((word) => word === 0)) result[0] = 1;
  return result;
}
