import { Random } from '@refrain/core';
import type { RandomState } from '@refrain/core';
import { distributionOf } from '../distribution.js';
import { logitsOf } from '../test-support/processed.js';
import golden from './categorical.golden.json';
import { categorical } from './categorical.js';

/** A generator that gives one number, and counts how often it is asked. */
function constant(value: number): Random & { asked: number } {
  const random = Object.assign(new Random(0), { asked: 0 });
  random.uniform = () => {
    random.asked++;
    return value;
  };
  return random;
}

const justBelowOne = 1 - 2 ** -53;

describe('categorical', () => {
  it('draws the same ids as an independent implementation', () => {
    const sampler = categorical();
    for (const { state, ids } of golden) {
      const random = Random.from(state as unknown as RandomState);
      const drawn = ids.map((_, step) => {
        const logits = Float32Array.from({ length: 39 }, (_, id) => ((step * (id + 3)) % 13) / 2 - 3);
        return sampler(distributionOf(logits), random);
      });
      expect(drawn).toEqual(ids);
    }
  });

  it('gives each id its share of [0, 1), in order of the ids', () => {
    const distribution = distributionOf(Float32Array.from([0, -Infinity, 0, 0, 0]));
    const ids = [0, 0.2, 0.25, 0.49, 0.5, 0.75, justBelowOne].map((value) =>
      categorical()(distribution, constant(value)),
    );
    expect(ids).toEqual([0, 0, 2, 2, 3, 4, 4]);
  });

  it.each([0, 0.5, justBelowOne])('never draws a forbidden id, at %d', (value) => {
    const distribution = distributionOf(Float32Array.from([-Infinity, -1, -Infinity, -Infinity]));
    expect(categorical()(distribution, constant(value))).toBe(1);
  });

  it('takes one number an id, also where only one id is left', () => {
    const random = constant(0.3);
    for (const logits of [[0, 0], [-Infinity, 0], [5]])
      categorical()(distributionOf(Float32Array.from(logits)), random);
    expect(random.asked).toBe(3);
  });

  it('draws as often as the probabilities say', () => {
    const probabilities = [0.1, 0.2, 0.3, 0.4];
    const distribution = distributionOf(Float32Array.from(logitsOf(...probabilities)));
    const random = new Random(7);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 20_000; draw++) counts[categorical()(distribution, random)]!++;
    // Chi-squared with three degrees of freedom is below 16.27 in 999 of 1000 cases.
    const chiSquared = probabilities.reduce((sum, probability, id) => {
      const expected = 20_000 * probability;
      return sum + (counts[id]! - expected) ** 2 / expected;
    }, 0);
    expect(chiSquared).toBeLessThan(16.27);
  });

  it('asks for a generator if it has none', () => {
    expect(() => categorical()(distributionOf(Float32Array.of(0, 1)), undefined)).toThrow(
      new Error('categorical() draws from a Random; received none. Pass random: new Random(seed).'),
    );
  });
});
