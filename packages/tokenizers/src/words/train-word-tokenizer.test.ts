import { InvalidArgumentError } from '@refrain/core';
import fc from 'fast-check';
import { decodeStream, encodeStream } from '../frame/streams.js';
import { tokenizerFromJSON } from '../tokenizer-from-json.js';
import { trainWordTokenizer } from './train-word-tokenizer.js';
import type { WordTokenizerOptions } from './train-word-tokenizer.js';

const reviews = ['The cat sat.', 'The cat, the MAT!', "It's a mat"];

function tokens(options: WordTokenizerOptions, texts: Iterable<string> = reviews): readonly string[] {
  return trainWordTokenizer(texts, options).vocabulary.tokens;
}

describe('the behaviour text-vectorization', () => {
  const behaviour = 'text-vectorization';

  it('gives the most frequent words the first ids, ties from z to a', () => {
    const tokenizer = trainWordTokenizer(reviews, { behaviour });
    expect(tokenizer.vocabulary.tokens).toEqual(['', '[UNK]', 'the', 'mat', 'cat', 'sat', 'its', 'a']);
    expect(tokenizer.vocabulary.special).toMatchObject({ padding: 0, unknown: 1 });
    expect(Array.from(tokenizer.encode('The dog sat!'))).toEqual([2, 1, 5]);
    expect(tokenizer.decode([2, 1, 5, 0, 0], { special: 'skip' })).toBe('the [UNK] sat');
    expect(tokenizer.lossless).toBe(false);
  });

  it('counts padding and unknown among maximumTokens', () => {
    expect(tokens({ behaviour, maximumTokens: 4 })).toEqual(['', '[UNK]', 'the', 'mat']);
  });

  it('lower-cases A to Z and strips punctuation of ASCII only', () => {
    expect(tokens({ behaviour }, ['ÉTÉ ¿A!'])).toEqual(['', '[UNK]', 'ÉtÉ', '¿a']);
    expect(tokens({ behaviour, standardize: 'lower' }, ["It's!"])).toEqual(['', '[UNK]', "it's!"]);
    expect(tokens({ behaviour, standardize: 'strip-punctuation' }, ["It's!"])).toEqual(['', '[UNK]', 'Its']);
    expect(tokens({ behaviour, standardize: 'none' }, ["It's!"])).toEqual(['', '[UNK]', "It's!"]);
  });

  it('splits into characters, and joins neighbours to n-grams', () => {
    expect(tokens({ behaviour, split: 'character' }, ['ab🙂b'])).toEqual(['', '[UNK]', 'b', '🙂', 'a']);
    expect(tokens({ behaviour, nGrams: 2 }, ['a b a b'])).toEqual(['', '[UNK]', 'b', 'a b', 'a', 'b a']);
    expect(tokens({ behaviour, nGrams: [2] }, ['a b a b'])).toEqual(['', '[UNK]', 'a b', 'b a']);
  });

  it("takes the caller's functions", () => {
    const tokenizer = trainWordTokenizer(['A-b', 'B-b'], {
      behaviour,
      standardize: (text) => text.toUpperCase(),
      split: (text) => text.split('-'),
    });
    expect(tokenizer.vocabulary.tokens).toEqual(['', '[UNK]', 'B', 'A']);
    expect(Array.from(tokenizer.encode('a--c'))).toEqual([3, 1]);
    expect(Array.from(tokenizer.encodeWithOffsets('a-c').offsets)).toEqual([0, 3, 0, 3]);
  });

  it('takes the form of the unknown token for a word like others', () => {
    const tokenizer = trainWordTokenizer(['a [UNK]'], { behaviour, standardize: 'none' });
    expect(tokenizer.vocabulary.tokens).toEqual(['', '[UNK]', 'a']);
    expect(Array.from(tokenizer.encode('[UNK] a'))).toEqual([1, 2]);
  });

  it('puts further special tokens behind [UNK], around texts, and never lets a text write them', () => {
    const tokenizer = trainWordTokenizer(['one <e> two'], {
      behaviour,
      standardize: 'none',
      special: { start: '<s>', end: '<e>' },
      template: ['start', 'text', 'end'],
    });
    expect(tokenizer.vocabulary.tokens).toEqual(['', '[UNK]', '<s>', '<e>', 'two', 'one']);
    expect(Array.from(tokenizer.encode('one two'))).toEqual([2, 5, 4, 3]);
    expect(() => tokenizer.encode('one <e>')).toThrow(InvalidArgumentError);
    expect(Array.from(tokenizer.encode('one <e>', { special: 'as-text' }))).toEqual([2, 5, 1, 3]);
  });
});

describe('the behaviour legacy', () => {
  const behaviour = 'legacy';

  it('gives the most frequent words the first ids, ties as first seen, and leaves out unknown words', () => {
    const tokenizer = trainWordTokenizer(reviews, { behaviour });
    expect(tokenizer.vocabulary.tokens).toEqual(['', 'the', 'cat', 'mat', 'sat', "it's", 'a']);
    expect(Array.from(tokenizer.encode("The dog sat, it's."))).toEqual([1, 4, 5]);
    expect(tokenizer.decode([1, 4, 5])).toBe("the sat it's");
  });

  it('gives the unknown token id 1', () => {
    const tokenizer = trainWordTokenizer(reviews, { behaviour, special: { unknown: '<OOV>' }, maximumTokens: 4 });
    expect(tokenizer.vocabulary.tokens).toEqual(['', '<OOV>', 'the', 'cat']);
    expect(Array.from(tokenizer.encode('the mat'))).toEqual([2, 1]);
  });

  it('puts the unknown token before further special tokens, in whatever order they come', () => {
    expect(tokens({ behaviour, special: { end: '<e>', unknown: '<u>' } }, ['a'])).toEqual(['', '<u>', '<e>', 'a']);
  });

  it('splits where it is told', () => {
    expect(tokens({ behaviour, separator: '--', filters: '/' }, ['a b--c/d'])).toEqual(['', 'a b', 'c', 'd']);
    expect(tokens({ behaviour, filters: '' }, ['a.b c'])).toEqual(['', 'a.b', 'c']);
    expect(tokens({ behaviour, characters: true }, ['aB b'])).toEqual(['', 'b', 'a', ' ']);
  });

  it('lower-cases as Python: a sigma at the end of a word, and a dotted capital I', () => {
    expect(tokens({ behaviour }, ['ΟΔΟΣ İI'])).toEqual(['', 'οδος', 'i\u0307i']);
    expect(tokens({ behaviour, lowercase: false }, ['ΟΔΟΣ'])).toEqual(['', 'ΟΔΟΣ']);
  });

  it('says where tokens stand in the text as it was given', () => {
    const tokenizer = trainWordTokenizer(['οδος i\u0307i b'], { behaviour });
    const { ids, offsets } = tokenizer.encodeWithOffsets('  ΟΔΟΣ,x İI!b');
    expect(Array.from(ids)).toEqual([1, 2, 3]);
    expect(Array.from(offsets)).toEqual([2, 6, 9, 11, 12, 13]);
  });
});

describe('the behaviour torchtext', () => {
  const behaviour = 'torchtext';
  const special = { padding: '<pad>', unknown: '<unk>' };

  it('puts special tokens first, then the most frequent words, ties from a to z', () => {
    expect(tokens({ behaviour, special }, ['b a c b'])).toEqual(['<pad>', '<unk>', 'b', 'a', 'c']);
    expect(tokens({ behaviour, special, specialPosition: 'last' }, ['b'])).toEqual(['b', '<pad>', '<unk>']);
    expect(tokens({ behaviour, ties: 'first-seen' }, ['c a b b'])).toEqual(['b', 'c', 'a']);
  });

  it('leaves out what is rare', () => {
    expect(tokens({ behaviour, minimumFrequency: 2 }, ['b a c b'])).toEqual(['b']);
    expect(tokens({ behaviour, special, maximumTokens: 4 }, ['b a c b'])).toEqual(['<pad>', '<unk>', 'b', 'a']);
  });

  it('refuses unknown words unless there is a token for them', () => {
    const tokenizer = trainWordTokenizer(['the cat'], { behaviour });
    expect(() => tokenizer.encode('the dog sat')).toThrow(InvalidArgumentError);
    expect(() => tokenizer.encode('the dog sat')).toThrow(/"dog"/);
    expect(Array.from(tokenizer.encode('the dog', { replaceUnknown: '' }))).toEqual([1]);
    expect(Array.from(tokenizer.encode('the dog', { replaceUnknown: 'cat' }))).toEqual([1, 0]);
  });

  it.each([
    ['whitespace', 'You\u00a0can\x1cnow', ['You', 'can', 'now']],
    [
      'basic-english',
      'You can\'t "now"; (install)<br />TorchText!',
      ['you', 'can', "'", 't', 'now', '(', 'install', ')', 'torchtext', '!'],
    ],
    ['reviews', '<b>Great</b> :-) Fun!', ['great', 'fun', ':)']],
    [(text: string) => text.split('|'), 'a b|c', ['a b', 'c']],
  ] as const)('cuts by the splitter %p', (splitter, text, words) => {
    const tokenizer = trainWordTokenizer([text], { behaviour, splitter });
    expect(Array.from(tokenizer.encode(text), tokenizer.vocabulary.tokenOf)).toEqual(words);
  });
});

describe('every word tokenizer', () => {
  const options: readonly WordTokenizerOptions[] = [
    { behaviour: 'text-vectorization' },
    { behaviour: 'text-vectorization', nGrams: [2, 1], standardize: 'none' },
    { behaviour: 'legacy', special: { unknown: '<OOV>' } },
    { behaviour: 'legacy', characters: true },
    { behaviour: 'torchtext', splitter: 'basic-english', special: { unknown: '<unk>' } },
    { behaviour: 'torchtext', splitter: 'reviews', special: { unknown: '<unk>' } },
  ];

  it.each(options)('gives in pieces what it gives at once, also when stored: %p', (given) => {
    const tokenizer = trainWordTokenizer([...reviews, 'ΟΔΟΣ :) a b'], given);
    const again = tokenizerFromJSON(JSON.stringify(tokenizer));
    const word = fc.constantFrom(
      'the',
      'Cat',
      'ΟΔΟΣ',
      'İ',
      'dog.',
      ':-)',
      '<b>',
      "it's",
      ' ',
      '  ',
      '\n',
      '🙂',
      '<',
      '>',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const ids = Array.from(tokenizer.encode(text));
        const encoder = encodeStream(tokenizer);
        const streamed = [...pieces.flatMap((piece) => Array.from(encoder.push(piece))), ...encoder.flush()];
        expect(streamed).toEqual(ids);
        expect(Array.from(again.encode(text))).toEqual(ids);
        const decoder = decodeStream(tokenizer);
        expect(ids.map((id) => decoder.push(id)).join('') + decoder.flush()).toBe(tokenizer.decode(ids));
        const { offsets } = tokenizer.encodeWithOffsets(text);
        for (let token = 0; token < ids.length; token++) {
          const [start, end] = [offsets[2 * token]!, offsets[2 * token + 1]!];
          expect(0 <= start && start < end && end <= text.length).toBe(true);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it.each<WordTokenizerOptions>([
    { behaviour: 'text-vectorization' },
    { behaviour: 'text-vectorization', split: 'character' },
    { behaviour: 'legacy' },
    { behaviour: 'torchtext', splitter: 'whitespace' },
    { behaviour: 'torchtext', splitter: 'spaced' },
  ])('gives the ids of a stream as soon as a word ends: %p', (given) => {
    const tokenizer = trainWordTokenizer('to be or not to be', given);
    const encoder = encodeStream(tokenizer);
    const first = encoder.push('to be or');
    expect(first.length).toBeGreaterThan(0);
    expect([...first, ...encoder.push(' not'), ...encoder.flush()]).toEqual([...tokenizer.encode('to be or not')]);
  });

  it.each(options)('knows words that are names of prototypes: %p', (given) => {
    const text = 'constructor __proto__ toString';
    const tokenizer = trainWordTokenizer([text], given);
    const again = tokenizerFromJSON(JSON.stringify(tokenizer));
    expect(again.decode(again.encode(text))).toBe(tokenizer.decode(tokenizer.encode(text)));
    expect(tokenizer.encode(text)).not.toContain(tokenizer.vocabulary.special.unknown);
  });

  it('reads a long word once', () => {
    const long = 'a'.repeat(1_000_000);
    const tokenizer = trainWordTokenizer([`${long} b`], { behaviour: 'text-vectorization' });
    expect(Array.from(tokenizer.encode(`b ${long}`))).toEqual([2, 3]);
  });
});
