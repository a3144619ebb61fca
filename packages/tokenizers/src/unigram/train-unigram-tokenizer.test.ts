import { InvalidArgumentError, Random } from '@refrain/core';
import fc from 'fast-check';
import { createTokenizer } from '../create-tokenizer.js';
import { tokenizerFromJSON } from '../tokenizer-from-json.js';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import { nBestEncodings } from './n-best-encodings.js';
import { trainUnigramTokenizer } from './train-unigram-tokenizer.js';
import type { UnigramTokenizerOptions } from './unigram-options.js';

const text = 'low lower lowest low lower slow slower';
const small = trainUnigramTokenizer(text, { vocabularySize: 16 });

const tokensOf = (tokenizer: Tokenizer, ids: ArrayLike<number>) =>
  Array.from(ids, (id) => tokenizer.vocabulary.tokenOf(id));

describe('trainUnigramTokenizer', () => {
  it('gives special tokens the first ids, and pieces the next ones, the most probable first', () => {
    const { tokens, special } = small.vocabulary;
    expect(tokens.slice(0, 6)).toEqual(['<unk>', '<s>', '</s>', '▁low', '▁slow', '▁lower']);
    expect(tokens).toHaveLength(16);
    expect({ ...special }).toEqual({ unknown: 0, start: 1, end: 2 });
  });

  it('has every character of the text as a token', () => {
    expect(small.vocabulary.tokens.filter((token) => token.length === 1).sort()).toEqual(Array.from('elorstw▁'));
  });

  it('cuts text in the most probable way', () => {
    expect(tokensOf(small, small.encode('slowest  lower\n'))).toEqual(['▁slow', 'e', 's', 't', '▁lower']);
  });

  it('gives text back, with white space as one space', () => {
    expect(small.decode(small.encode(' slowest \n lower'))).toBe('slowest lower');
    expect(small.lossless).toBe(false);
  });

  it('normalizes as NFKC', () => {
    expect(small.decode(small.encode('ｌｏｗ'))).toBe('low');
  });

  it('is deterministic, and takes several texts', () => {
    const parts = ['low lower lowest low', 'lower slow slower'];
    expect(JSON.stringify(trainUnigramTokenizer(parts, { vocabularySize: 16 }))).toBe(JSON.stringify(small));
    expect(JSON.stringify(trainUnigramTokenizer(new Set(parts), { vocabularySize: 16 }))).toBe(JSON.stringify(small));
  });

  it('is the same after it was stored', () => {
    const again = tokenizerFromJSON(JSON.stringify(small));
    expect(JSON.stringify(again)).toBe(JSON.stringify(small));
    expect(again.encode('slowest lower')).toEqual(small.encode('slowest lower'));
  });

  it('puts special tokens where they are wanted, and learns nothing from their forms', () => {
    const tokenizer = trainUnigramTokenizer('<eos>low lower<eos>low', {
      vocabularySize: 7,
      special: { end: '<eos>' },
      extraSpecial: ['lower'],
      specialPosition: 'last',
      template: ['text', 'end'],
    });
    expect(tokenizer.vocabulary.tokens.slice(-2)).toEqual(['<eos>', 'lower']);
    expect(tokenizer.vocabulary.tokens.filter((token) => /[er<>]/.test(token))).toEqual(['<eos>', 'lower']);
    expect(tokensOf(tokenizer, tokenizer.encode('low'))).toEqual(['▁low', '<eos>']);
  });

  it('never learns the form of a special token that normalization makes', () => {
    const options = { vocabularySize: 14, special: { unknown: '?', end: '▁lo' } };
    const { tokens } = trainUnigramTokenizer(`${text} ？`, options).vocabulary;
    expect(new Set(tokens).size).toBe(14);
  });

  it('makes text lower-case if asked to', () => {
    const tokenizer = trainUnigramTokenizer('Low LOWER low', { vocabularySize: 10, lowercase: true });
    expect(tokenizer.decode(tokenizer.encode('LOW Lower'))).toBe('low lower');
  });

  it('leaves rare characters unknown, or to their bytes', () => {
    const rare = `${'abc '.repeat(5000)} 𝄞`;
    const tokenizer = trainUnigramTokenizer(rare, { vocabularySize: 8 });
    expect(tokensOf(tokenizer, tokenizer.encode('abc 𝄞'))).toEqual(['▁abc', '▁', '<unk>']);
    const bytes = trainUnigramTokenizer(rare, { vocabularySize: 264, byteFallback: true });
    expect(bytes.vocabulary.tokens.slice(2, 5)).toEqual(['</s>', '<0x00>', '<0x01>']);
    expect(tokensOf(bytes, bytes.encode('𝄞'))).toEqual(['▁', '<0xF0>', '<0x9D>', '<0x84>', '<0x9E>']);
    expect(bytes.decode(bytes.encode('abc 𝄞é'))).toBe('abc 𝄞é');
    const all = trainUnigramTokenizer(rare, { vocabularySize: 9, characterCoverage: 1 });
    expect(tokensOf(all, all.encode('abc 𝄞'))).toEqual(['▁abc', '▁', '𝄞']);
  });

  it('learns no longer pieces than it may', () => {
    const { tokens } = trainUnigramTokenizer(text, {
      vocabularySize: 10,
      maximumPieceLength: 2,
      special: {},
    }).vocabulary;
    expect(Math.max(...tokens.map((token) => token.length))).toBe(2);
  });

  it('says how far it is', () => {
    const calls: string[] = [];
    trainUnigramTokenizer(text, {
      vocabularySize: 14,
      onProgress: ({ phase, done, total }) => calls.push(`${phase} ${done}/${total}`),
    });
    expect(calls[0]).toBe('count 38/38');
    expect(calls.at(-1)).toMatch(/^prune (\d+)\/\1$/);
  });
});

describe('without normalization', () => {
  const original = 'To be, or not to be:\n\nthat  is the question.\r\n\tÉ ▁ ﬁ 🎣';
  const tokenizer = trainUnigramTokenizer(original, { vocabularySize: 286, normalization: 'none', byteFallback: true });

  it('gives every text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (any) => {
        expect(tokenizer.decode(tokenizer.encode(any, { special: 'as-text' }))).toBe(any);
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(tokenizer.decode(tokenizer.encode(original))).toBe(original);
  });

  it('keeps line breaks to themselves, and spaces with the word behind', () => {
    const tokens = tokensOf(tokenizer, tokenizer.encode(' be:\n\nthat  is'));
    expect(tokens).toContain(' be');
    for (const token of tokens) expect(token).toMatch(/^(\n+|[^\n]+)$/);
  });
});

describe('the best cut of a text', () => {
  it('is that of its words, one behind the other', () => {
    const { description } = small[internals];
    const preTokenizers = description.preTokenizers.map((one) => ({ ...one, split: false }) as never);
    const whole = createTokenizer({ ...description, preTokenizers });
    const letters = fc.array(fc.constantFrom(...'lowerst ? '), { maxLength: 60 }).map((it) => it.join(''));
    fc.assert(
      fc.property(letters, (line) => {
        expect(small.encode(line)).toEqual(whole.encode(line));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('of one very long word, and training on it, is found like any other', () => {
    const letters = 'a'.repeat(200_000);
    const tokenizer = trainUnigramTokenizer([letters, 'ab'], { vocabularySize: 10 });
    // Not toBe, which would print them all.
    expect(tokenizer.decode(tokenizer.encode(letters)) === letters).toBe(true);
    const drawn = tokenizer.encode(letters, { regularization: { temperature: 1, random: new Random(1) } });
    expect(tokenizer.decode(drawn) === letters).toBe(true);
    expect(nBestEncodings(tokenizer, letters, { count: 2 })).toHaveLength(2);
  });
});

describe('sampling', () => {
  it('cuts the same text in other ways, all of which are the text', () => {
    const random = new Random(1);
    const drawn = new Set(
      Array.from({ length: 100 }, () => {
        const ids = small.encode('lower slowest', { regularization: { temperature: 8, random } });
        expect(small.decode(ids)).toBe('lower slowest');
        return ids.join();
      }),
    );
    expect(drawn.size).toBeGreaterThan(5);
  });
});

describe('bad input', () => {
  const train = (given: string | Iterable<string>, options: Partial<UnigramTokenizerOptions>) => () =>
    trainUnigramTokenizer(given, { vocabularySize: 16, ...options });

  it.each<[string, () => unknown, string]>([
    [
      'no text',
      train('', {}),
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    [
      'white space',
      train([' \n', '\t'], {}),
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    [
      'text that becomes a special token',
      train('A', { normalization: 'none', lowercase: true, special: { end: 'a' } }),
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    [
      'half a surrogate pair',
      train('a\ud800', {}),
      'text must hold whole characters; received "\\ud800" (U+D800, half of a surrogate pair) at position 1. Cut texts between code points, and decode files as UTF-8.',
    ],
    [
      'no room for the characters',
      train(text, { vocabularySize: 10 }),
      'vocabularySize must be at least 11 for the 8 characters of the text and 3 special tokens; received 10. Ask for more, or lower characterCoverage.',
    ],
    [
      'no room for the bytes',
      train(text, { byteFallback: true }),
      'vocabularySize must be at least 267 for the 8 characters of the text and 3 special tokens and 256 bytes; received 16. Ask for more, or lower characterCoverage.',
    ],
    [
      'too little text',
      train(text, { vocabularySize: 8000 }),
      'vocabularySize must be at most 16 for this text; received 8000. Train on more text, or ask for fewer tokens.',
    ],
    ['no size', train(text, { vocabularySize: 0 }), 'vocabularySize must be a positive integer; received 0.'],
    [
      'a normal form that it has not',
      train(text, { normalization: 'nfd' as never }),
      'normalization must be one of "nfkc", "none"; received "nfd".',
    ],
    [
      'a coverage above all',
      train(text, { characterCoverage: 99.95 }),
      'characterCoverage must be a number from 0.5 to 1; received 99.95.',
    ],
    [
      'a factor that hardly shrinks',
      train(text, { shrinkingFactor: 1 }),
      'shrinkingFactor must be a number from 0.5 to 0.95; received 1.',
    ],
    ['no estimation', train(text, { subIterations: 0 }), 'subIterations must be a positive integer; received 0.'],
    [
      'pieces without a length',
      train(text, { maximumPieceLength: 0.5 }),
      'maximumPieceLength must be a positive integer; received 0.5.',
    ],
    [
      'the same special token twice',
      train(text, { special: { start: '<s>', end: '<s>' } }),
      'special.end must be different from the other special tokens; received "<s>".',
    ],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(InvalidArgumentError);
    expect(attempt).toThrow(new Error(message));
  });

  it('an unknown option is refused', () => {
    expect(train(text, { vocabSize: 16 } as never)).toThrow(
      /^trainUnigramTokenizer does not know the option "?vocabSize"?/,
    );
  });

  it('the largest vocabulary that it names can be made, and no larger', () => {
    expect(trainUnigramTokenizer(text, { vocabularySize: 16 }).vocabulary.size).toBe(16);
    expect(train(text, { vocabularySize: 17 })).toThrow(
      /^vocabularySize must be at most 16 for this text; received 17\./,
    );
  });
});
