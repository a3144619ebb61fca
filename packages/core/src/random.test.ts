import fc from 'fast-check';
import { InvalidArgumentError } from './errors.js';
import { Random } from './random.js';
import type { RandomState } from './random.js';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.uint32());

/** The reference code of xoshiro128** 1.1 in big integers. */
function reference(state: RandomState): () => number {
  const mask = 0xffffffffn;
  const rotate = (word: bigint, bits: bigint) => ((word << bits) | (word >> (32n - bits))) & mask;
  let [a, b, c, d] = state.map(BigInt) as [bigint, bigint, bigint, bigint];
  return () => {
    const result = (rotate((b * 5n) & mask, 7n) * 9n) & mask;
    const shifted = (b << 9n) & mask;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
    return Number(result);
  };
}

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const state = fc.tuple(word, word, word, word).filter((words) => words.some((one) => one > 0));

describe('uint32', () => {
  it('gives what the reference code in C gives', () => {
    const random = Random.from([1, 2, 3, 4]);
    expect(draw(random, 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('follows the reference from any state', () => {
    fc.assert(
      fc.property(state, (words) => {
        const next = reference(words);
        expect(draw(Random.from(words), 20)).toEqual(Array.from({ length: 20 }, next));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('a seed', () => {
  // def mix(w):
  //     w &= 0xffffffff; w ^= w >> 16; w = w * 0x21f0aaad & 0xffffffff
  //     w ^= w >> 15; w = w * 0x735a2d97 & 0xffffffff; return w ^ (w >> 15)
  // lanes = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  // for word in words: lanes = [mix((lane ^ word) + 0x9e3779b9) for lane in lanes]
  // words: a number [0, low, high], a string [1, code units ...], a fork the state's words and the label's
  it.each<[number | string, RandomState]>([
    [0, [4079446134, 3341786526, 3550689086, 1683467769]],
    [42, [1924433482, 2452947498, 3099735384, 1413633438]],
    [-1, [124657918, 4110228414, 4218302118, 529663824]],
    [2 ** 53 - 1, [1906655788, 1629539348, 2784960784, 4203823359]],
    ['weights', [2494179843, 1250491893, 1271995992, 567648773]],
  ])('%p gives its own state', (seed, expected) => {
    expect(new Random(seed).state()).toEqual(expected);
  });

  it('and a label give a fork its state', () => {
    expect(new Random(42).fork('weights').state()).toEqual([3086165859, 2009011433, 3862505034, 859541084]);
  });

  it('matters in every bit', () => {
    const seeds = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const labels = ['', '0', '1', '-1', 'weights', 'weightt', '\0', '\0\0'];
    const states = [...seeds, ...labels].map((seed) => new Random(seed).state().join());
    expect(new Set(states).size).toBe(seeds.length + labels.length);
  });

  it.each([0.5, Number.NaN, Infinity, 2 ** 53, null, undefined, {}])('%p is refused', (seed) => {
    expect(() => new Random(seed as never)).toThrow(InvalidArgumentError);
    expect(() => new Random(seed as never)).toThrow(/^seed must be an integer or a string; received .*\.$/);
  });
});

describe('state', () => {
  it('lets another generator go on', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, count) => {
        const random = new Random(seed);
        draw(random, count);
        const again = Random.from(JSON.parse(JSON.stringify(random.state())));
        expect(draw(again, 5)).toEqual(draw(random, 5));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('is a copy', () => {
    const random = new Random(1);
    const saved = random.state();
    const copy = [...saved];
    random.uint32();
    expect(saved).toEqual(copy);
  });

  it.each([
    [[0, 0, 0, 0], '[0, 0, 0, 0]'],
    [[1, 2, 3], '[1, 2, 3]'],
    [[1, 2, 3, -4], '[1, 2, 3, -4]'],
    [[1, 2, 3, 2 ** 32], '[1, 2, 3, 4294967296]'],
    [[1, 2, 3, '4'], '[1, 2, 3, "4"]'],
    [[, , , 4], '[, , , 4]'],
    [null, 'null'],
  ])('%j is refused', (saved, shown) => {
    expect(() => Random.from(saved as never)).toThrow(
      new Error(`state must be four unsigned 32-bit integers that are not all 0; received ${shown}.`),
    );
  });
});

describe('fork', () => {
  it('depends on the state and the label, and leaves the generator where it is', () => {
    const random = new Random(7);
    const first = random.fork('weights');
    expect(random.fork('weights').state()).toEqual(first.state());
    expect(random.fork('dropout').state()).not.toEqual(first.state());
    expect(random.state()).toEqual(new Random(7).state());
    random.uint32();
    expect(random.fork('weights').state()).not.toEqual(first.state());
  });

  it('never meets another of thirty thousand', () => {
    const random = new Random(3);
    const states = new Set(Array.from({ length: 30_000 }, (_, label) => random.fork(label).state().join()));
    expect(states.size).toBe(30_000);
  });

  it('knows a number from its digits', () => {
    expect(new Random(1).fork(1).state()).not.toEqual(new Random(1).fork('1').state());
  });

  it('gives streams that do not follow each other', () => {
    const random = new Random(11);
    const streams = [random, ...Array.from({ length: 8 }, (_, label) => random.fork(label))];
    const values = streams.map((stream) => Array.from({ length: 4000 }, () => stream.uniform() - 0.5));
    for (let left = 0; left < values.length; left++) {
      for (let right = 0; right < left; right++) {
        const product = values[left]!.reduce((sum, value, at) => sum + value * values[right]![at]!, 0);
        // The correlation of independent streams of 4,000 has a standard deviation of 0.016.
        expect(Math.abs((12 * product) / 4000)).toBeLessThan(0.08);
      }
    }
  });

  it('refuses what is no label', () => {
    expect(() => new Random(1).fork(0.5)).toThrow(new Error('label must be an integer or a string; received 0.5.'));
  });
});

/** Pearson's statistic of `counts` against evenly spread ones. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('uniform', () => {
  it('uses 53 bits: two words, the first one above', () => {
    const [high, low] = draw(new Random(5), 2) as [number, number];
    expect(new Random(5).uniform()).toBe((Math.floor(high / 32) * 2 ** 26 + Math.floor(low / 64)) / 2 ** 53);
  });

  it('spreads evenly over [0, 1)', () => {
    const random = new Random(5);
    const counts = new Array<number>(100).fill(0);
    for (let count = 0; count < 100_000; count++) counts[Math.floor(random.uniform() * 100)]!++;
    expect(counts).toHaveLength(100);
    // 99 degrees of freedom: above 160 comes once in ten thousand seeds.
    expect(chiSquare(counts)).toBeLessThan(160);
  });
});

describe('integer', () => {
  it.each([1, 2, 3, 7, 39])('below %d spreads evenly', (below) => {
    const random = new Random(below);
    const counts = new Array<number>(below).fill(0);
    for (let count = 0; count < 1000 * below; count++) counts[random.integer(below)]!++;
    expect(chiSquare(counts)).toBeLessThan(below + 4 * Math.sqrt(2 * below) + 4);
  });

  it('has no bias where a plain remainder has one of a half', () => {
    const below = 3 * 2 ** 30;
    const random = new Random(9);
    let low = 0;
    for (let count = 0; count < 30_000; count++) if (random.integer(below) < 2 ** 30) low++;
    expect(low / 30_000).toBeGreaterThan(0.32);
    expect(low / 30_000).toBeLessThan(0.347);
  });

  it('has none above 32 bits either', () => {
    const below = 3 * 2 ** 51;
    const random = new Random(9);
    const values = Array.from({ length: 30_000 }, () => random.integer(below));
    expect(values.every((value) => Number.isSafeInteger(value) && value >= 0 && value < below)).toBe(true);
    const low = values.filter((value) => value < 2 ** 51).length;
    expect(low / 30_000).toBeGreaterThan(0.32);
    expect(low / 30_000).toBeLessThan(0.347);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses a bound of %p', (below) => {
    expect(() => new Random(1).integer(below)).toThrow(
      new Error(`below must be a positive integer; received ${below}.`),
    );
  });
});

describe('normal', () => {
  it('has the moments and tails of the standard normal distribution', () => {
    const random = new Random(13);
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(3))).toBeLessThan(0.04);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003);
  });
});
