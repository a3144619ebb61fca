import { InvalidArgumentError } from '@refrain/core';
import { trainWordTokenizer } from './train-word-tokenizer.js';

describe('trainWordTokenizer refuses', () => {
  const vectorization = { behaviour: 'text-vectorization' };
  const legacy = { behaviour: 'legacy' };
  const torchtext = { behaviour: 'torchtext' };
  const known = 'known options are maximumTokens, standardize, split, nGrams, special, extraSpecial, template, ';

  it.each([
    [
      'a missing behaviour',
      'a',
      undefined,
      'behaviour must be one of "text-vectorization", "legacy", "torchtext"; received undefined.',
    ],
    [
      'another behaviour',
      'a',
      { behaviour: 'keras' },
      'behaviour must be one of "text-vectorization", "legacy", "torchtext"; received "keras".',
    ],
    [
      'an option of another behaviour',
      'a',
      { ...vectorization, filters: '' },
      `trainWordTokenizer with the behaviour "text-vectorization" does not know the option "filters"; ${known}` +
        'pairTemplate, truncation, padding.',
    ],
    ['texts that are none', 3, legacy, 'text must be a string or several strings; received 3.'],
    ['no text', [], legacy, 'text must hold at least one word; received none. Give text to train on.'],
    [
      'texts without a word',
      ['', ' !'],
      vectorization,
      'text must hold at least one word; received none. Give text to train on.',
    ],
    [
      'words that are all too rare',
      'a b',
      { ...torchtext, minimumFrequency: 2 },
      'text must hold at least one word that may be learned; received 2, all of them special tokens or too rare. ' +
        'Give more text, or lower minimumFrequency.',
    ],
    [
      'a vocabulary without room for words',
      'a',
      { ...vectorization, maximumTokens: 2 },
      'maximumTokens must be at least 3, to hold "", "[UNK]" and a word; received 2.',
    ],
    [
      'a vocabulary without tokens',
      'a',
      { ...torchtext, maximumTokens: 0 },
      'maximumTokens must be a positive integer; received 0.',
    ],
    [
      'special tokens that are the same',
      'a',
      { ...torchtext, special: { padding: '|', unknown: '|' } },
      'special.unknown must be different from the other special tokens; received "|".',
    ],
    [
      'another padding token than Keras has',
      'a',
      { ...vectorization, special: { padding: '<pad>' } },
      'special of the behaviour "text-vectorization" does not know the option "padding"; known options are start, end, mask.',
    ],
    [
      'an unknown token that is a word',
      'the cat',
      { ...legacy, special: { unknown: 'cat' } },
      'special.unknown must be no word of the texts; received "cat". Choose a form that is cut apart, such as "<unk>".',
    ],
    ['filters that are no text', 'a', { ...legacy, filters: ['!'] }, 'filters must be a string; received ["!"].'],
    [
      'an empty separator',
      'a',
      { ...legacy, separator: '' },
      'separator must be a string of at least one character; received "".',
    ],
    [
      'filters of characters',
      'a',
      { ...legacy, characters: true, filters: '!' },
      'filters must be absent where characters are words; received "!".',
    ],
    [
      'an unknown way to standardize',
      'a',
      { ...vectorization, standardize: 'upper' },
      /^standardize must be one of .*; received "upper"\.$/,
    ],
    [
      'an unknown split',
      'a',
      { ...vectorization, split: ' ' },
      'split must be one of "whitespace", "character"; received " ".',
    ],
    [
      'no n-grams',
      'a',
      { ...vectorization, nGrams: [] },
      'nGrams must be a positive integer or a list of them; received [].',
    ],
    [
      'n-grams of nothing',
      'a',
      { ...vectorization, nGrams: [1, 0] },
      'nGrams[1] must be a positive integer; received 0.',
    ],
    ['n-grams up to nothing', 'a', { ...vectorization, nGrams: 0 }, 'nGrams must be a positive integer; received 0.'],
    [
      'an unknown splitter',
      'a',
      { ...torchtext, splitter: 'spacy' },
      'splitter must be one of "whitespace", "basic-english", "reviews", "spaced"; received "spacy".',
    ],
    [
      'an unknown order',
      'a',
      { ...torchtext, ties: 'random' },
      'ties must be one of "sorted", "first-seen"; received "random".',
    ],
    [
      'half a character',
      'a\ud83d',
      torchtext,
      'text must hold whole characters; received "\\ud83d" (U+D83D, half of a surrogate pair) at position 1. ' +
        'Cut texts between code points, and decode files as UTF-8.',
    ],
    [
      'a standardization that gives no text',
      'a',
      { ...vectorization, standardize: () => 3 },
      'standardize must return a string; received 3.',
    ],
    [
      'a split that gives no words',
      'a',
      { ...vectorization, split: () => 'a' },
      'split must return an array of strings; received "a".',
    ],
    [
      'a splitter that gives other things than words',
      'a',
      { ...torchtext, splitter: () => ['a', 3] },
      'splitter must return an array of strings; received ["a", 3].',
    ],
  ])('%s', (_, text, options, message) => {
    const train = () => trainWordTokenizer(text as string, options as never);
    expect(train).toThrow(InvalidArgumentError);
    expect(train).toThrow(typeof message === 'string' ? new Error(message) : message);
  });

  it('functions where a tokenizer is stored', () => {
    const tokenizer = trainWordTokenizer('a', { behaviour: 'torchtext', splitter: (text) => [text] });
    expect(() => JSON.stringify(tokenizer)).toThrow(InvalidArgumentError);
  });
});
