import fc from 'fast-check';
import { groupBySource } from './group-by-source.js';
import type { SentencePair } from './sentence-pair.js';
import { splitPairs } from './split-pairs.js';

/** Up to sixty pairs of twenty different sources, all renderings different. */
const arbitraryPairs = fc
  .array(fc.nat(19), { minLength: 1, maxLength: 60 })
  .map((sources) => sources.map((source, target) => ({ source: `${source}`, target: `${target}` })));

const sourcesOf = (pairs: readonly SentencePair[]): Set<string> => new Set(pairs.map(({ source }) => source));
const ordered = (pairs: readonly SentencePair[]): SentencePair[] =>
  [...pairs].sort((first, second) => Number(first.target) - Number(second.target));
const hundred = Array.from({ length: 100 }, (_, index) => ({ source: `${index >> 1}`, target: `${index}` }));

describe('splitPairs', () => {
  it('gives every pair once, in parts that share no source sentence and have as many as asked for', () => {
    const property = fc.property(arbitraryPairs, fc.nat(5), fc.nat(5), fc.nat(), (pairs, validation, test, seed) => {
      fc.pre(validation + test < sourcesOf(pairs).size);
      const parts = splitPairs(pairs, { validation, test, seed });
      expect(ordered([...parts.training, ...parts.validation, ...parts.test])).toEqual(pairs);
      const sizes = [parts.training, parts.validation, parts.test].map((part) => sourcesOf(part).size);
      expect(sizes.slice(1)).toEqual([validation, test]);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(sourcesOf(pairs).size);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it('is the same for the same seed, another for another, and keeps what else a pair has', () => {
    const split = (seed: number) => splitPairs(hundred, { test: 10, seed });
    expect(split(1)).toEqual(split(1));
    expect(split(2).test).not.toEqual(split(1).test);
    expect(splitPairs([{ source: 'a', target: 'b', id: 7 }], { seed: 1 }).training[0]!.id).toBe(7);
  });

  it('leaves nothing in the order of the corpus, but the renderings of a sentence together', () => {
    const { training } = splitPairs(hundred, { seed: 1 });
    expect(training).not.toEqual(hundred);
    for (let place = 0; place < 100; place += 2) expect(training[place]!.source).toBe(training[place + 1]!.source);
  });

  it.each([
    [
      { validation: 20, test: 30, seed: 1 },
      'validation and test must leave sentences to train on; received 50 of 50 source sentences together. Hold out fewer.',
    ],
    [{ test: 0.1, seed: 1 }, 'test must be an integer of at least 0; received 0.1.'],
    [{ validation: -1, seed: 1 }, 'validation must be an integer of at least 0; received -1.'],
    [{ test: 1 }, 'seed must be an integer or a string; received undefined.'],
    [
      { heldOut: 1, seed: 1 },
      'splitPairs does not know the option "heldOut"; known options are validation, test, seed.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => splitPairs(hundred, options as never)).toThrow(new Error(message));
  });
});

describe('groupBySource', () => {
  it('gives each source its renderings once, in their order', () => {
    const pairs = [
      { source: 'Go.', target: 'Ve.' },
      { source: 'Hi.', target: 'Hola.' },
      { source: 'Go.', target: 'Vete.' },
      { source: 'Go.', target: 'Ve.' },
    ];
    expect(groupBySource(pairs)).toEqual([
      { source: 'Go.', targets: ['Ve.', 'Vete.'] },
      { source: 'Hi.', targets: ['Hola.'] },
    ]);
    expect(groupBySource([])).toEqual([]);
  });
});
