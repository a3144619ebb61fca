import { Random } from '@refrain/core';
import { trainBpeTokenizer } from './byte-pair/train-bpe-tokenizer.js';
import { trainCharTokenizer } from './character/train-char-tokenizer.js';
import { encodeStream } from './frame/streams.js';
import { trainUnigramTokenizer } from './unigram/train-unigram-tokenizer.js';

const characters = trainCharTokenizer('ab');
const bytePairs = trainBpeTokenizer('ab abc', { vocabularySize: 257 });
const unigrams = trainUnigramTokenizer('low lower lowest low lower slow slower', { vocabularySize: 16 });
const random = new Random(1);

describe('the options of encode', () => {
  it.each([
    [characters, { special: 'allow' }, 'special must be one of "refuse", "encode", "as-text"; received "allow".'],
    [characters, { template: 'no' }, 'template must be one of true, false; received "no".'],
    [characters, { pair: 3 }, 'pair must be a string; received 3.'],
    [
      characters,
      { pair: 'b' },
      'pair must be absent, since the tokenizer has no template for pairs; received "b". Give it one with ' +
        'withFrame(tokenizer, { pairTemplate }).',
    ],
    [
      characters,
      { replaceUnknown: 'é' },
      'replaceUnknown must be a token of the vocabulary, or \'\' to leave unknown text out; received "é".',
    ],
    [
      characters,
      { regularization: { dropout: 0.1, random } },
      'regularization must be absent: this kind of tokenizer has one way to cut a text; received an object with keys dropout, random.',
    ],
    [
      bytePairs,
      { regularization: { temperature: 1, random } },
      'regularization does not know the option "temperature"; known options are dropout, random.',
    ],
    [
      bytePairs,
      { regularization: { dropout: 0.1 } },
      'regularization.random must be a Random; received undefined. Pass new Random(seed) of @refrain/core.',
    ],
    [
      bytePairs,
      { regularization: { dropout: 1.5, random } },
      'regularization.dropout must be a number from 0 to 1; received 1.5.',
    ],
    [
      unigrams,
      { regularization: { temperature: 0, random } },
      'regularization.temperature must be a positive number; received 0.',
    ],
    [
      unigrams,
      { regularization: { temperature: 1, nBest: 0, random } },
      'regularization.nBest must be a positive integer; received 0.',
    ],
  ])('are checked: %#', (tokenizer, options, message) => {
    expect(() => tokenizer.encode('ab', options as never)).toThrow(new Error(message));
  });

  it('hold for streams, which take no pair', () => {
    expect(() => encodeStream(characters, { special: 'allow' } as never)).toThrow(/^special must be one of/);
    expect(() => encodeStream(characters, { pair: 'b' } as never)).toThrow(
      new Error('pair must be absent: a text in pieces has no second one; received "b".'),
    );
  });
});
