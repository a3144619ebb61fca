import { InvalidArgumentError } from '@refrain/core';
import { crossEntropy } from './cross-entropy.js';
import { bitsPerCharacter, bitsPerToken, perplexity } from './perplexity.js';

describe('perplexity', () => {
  it('is 1 for a perfect model and the size of the vocabulary for an even guess', () => {
    expect(perplexity(0)).toBe(1);
    const { mean } = crossEntropy({ logits: new Float32Array(39), targets: [7] });
    expect(perplexity(mean)).toBeCloseTo(39, 12);
  });

  it('is infinite where something impossible came', () => {
    expect(perplexity(Infinity)).toBe(Infinity);
  });
});

describe('bitsPerToken', () => {
  it('measures in bits: a fair coin has one', () => {
    expect(bitsPerToken(Math.LN2)).toBe(1);
    expect(bitsPerToken(crossEntropy({ logits: [0, 0, 0, 0], targets: [3] }).mean)).toBeCloseTo(2, 14);
  });
});

describe('bitsPerCharacter', () => {
  it('spreads the bits of a token over its characters', () => {
    expect(bitsPerCharacter({ nats: 4 * Math.LN2, tokens: 100, characters: 400 })).toBe(1);
  });

  it('is the bits of a token where each is a character', () => {
    expect(bitsPerCharacter({ nats: 1.607, tokens: 10, characters: 10 })).toBe(bitsPerToken(1.607));
  });

  it.each([
    [{ nats: 1, tokens: 0, characters: 1 }, 'tokens must be a positive number; received 0.'],
    [{ nats: 1, tokens: 1, characters: 0 }, 'characters must be a positive number; received 0.'],
    [{ nats: -1, tokens: 1, characters: 1 }, 'nats must be a number of at least 0; received -1.'],
    [
      { nats: 1, tokens: 1, characters: 1, base: 2 },
      'bitsPerCharacter does not know the option "base"; known options are nats, tokens, characters.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => bitsPerCharacter(options as never)).toThrow(new Error(message));
  });
});

it.each([perplexity, bitsPerToken])('%p refuses what is no cross-entropy', (measure) => {
  for (const nats of [-0.1, Number.NaN, '1' as never]) {
    expect(() => measure(nats)).toThrow(InvalidArgumentError);
  }
  expect(() => measure(Number.NaN)).toThrow(new Error('nats must be a number of at least 0; received NaN.'));
});
