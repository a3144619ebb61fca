import { InvalidArgumentError } from '@refrain/core';
import fc from 'fast-check';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import { trainBpeTokenizer } from './train-bpe-tokenizer.js';
import golden from './train-bpe-tokenizer.golden.json';
import type { BpeTokenizerOptions } from './train-bpe-tokenizer.js';

const lows = 'low lower lowest low lower slow';

/** The merges as pairs of tokens. */
function mergesOf({ vocabulary, [internals]: { description } }: Tokenizer): string[] {
  if (description.model.type !== 'bpe') throw new Error('not a byte-pair model');
  return description.model.merges.map(([left, right]) => `${vocabulary.tokenOf(left)} ${vocabulary.tokenOf(right)}`);
}

describe('trainBpeTokenizer', () => {
  it('learns the pieces that text is most often made of', () => {
    const tokenizer = trainBpeTokenizer(lows, { vocabularySize: 261 });
    expect(mergesOf(tokenizer)).toEqual(['l o', 'lo w', 'Ġ low', 'Ġlow e', 'Ġlowe r']);
    expect(tokenizer.vocabulary.tokens.slice(256)).toEqual(['lo', 'low', 'Ġlow', 'Ġlowe', 'Ġlower']);
    expect(Array.from(tokenizer.encode('slow lowest'), tokenizer.vocabulary.tokenOf)).toEqual([
      's',
      'low',
      'Ġlowe',
      's',
      't',
    ]);
  });

  it('learns words of characters with a mark at their end', () => {
    const tokenizer = trainBpeTokenizer('low lowest newer wider', { vocabularySize: 15, unit: 'character' });
    expect(tokenizer.vocabulary.tokens.slice(0, 13).join(' ')).toBe('d e i l n o r s t w r</w> t</w> w</w>');
    expect(mergesOf(tokenizer)).toEqual([
      'e r</w>', // newer, wider
      'l o', // low, lowest
    ]);
    expect(tokenizer.decode(tokenizer.encode('low\n newer'))).toBe('low newer');
  });

  it.each(
    golden.cases.map(({ text, options, learned }) => [text, JSON.stringify(options), { options, learned }] as const),
  )("learns of %s as Hugging Face's trainer: %s", (text, _, { options, learned }) => {
    const pattern = options.pattern === 'vowels' ? { pattern: /[aeiou]+/u } : {};
    const texts = golden.texts[text as keyof typeof golden.texts];
    const tokenizer = trainBpeTokenizer(texts, { ...(options as BpeTokenizerOptions), ...pattern });
    expect(tokenizer.vocabulary.tokens.join(' ')).toBe(learned.tokens);
    expect(mergesOf(tokenizer).join(', ')).toBe(learned.merges);
  });

  it('reads each text once, and never across two', () => {
    let reads = 0;
    function* texts() {
      reads++;
      yield 'lo';
      yield 'w lo';
    }
    const tokenizer = trainBpeTokenizer(texts(), { vocabularySize: 257 });
    expect(tokenizer.vocabulary.tokens.slice(256)).toEqual(['lo']);
    expect(reads).toBe(1);
  });

  it('encodes any text, and gives it back', () => {
    const tokenizer = trainBpeTokenizer(golden.texts['many languages'], { vocabularySize: 380 });
    expect(tokenizer.lossless).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('learns the same from a long text as from its parts, cut before words', () => {
    const text = ` ${lows}.\nSo slow,\u00a0 no\tlower`.repeat(20_000);
    const whole = trainBpeTokenizer(text, { vocabularySize: 270 });
    const parts = Array.from({ length: 20 }, (_, part) =>
      text.slice((part * text.length) / 20, ((part + 1) * text.length) / 20),
    );
    expect(JSON.stringify(trainBpeTokenizer(parts, { vocabularySize: 270 }))).toBe(JSON.stringify(whole));
  });

  it('puts special tokens first or last, and does not learn from them', () => {
    const special = { padding: '<pad>', end: '<eos>' };
    const text = `${lows}<eos>${lows}<eos><eos>`;
    const first = trainBpeTokenizer(text, { vocabularySize: 262, special, extraSpecial: ['<x>'] });
    expect(first.vocabulary.tokens.slice(0, 4)).toEqual(['<pad>', '<eos>', '<x>', '!']);
    expect(first.vocabulary.tokens.slice(259)).toEqual(['lo', 'low', 'Ġlow']);
    const last = trainBpeTokenizer(text, {
      vocabularySize: 262,
      special,
      extraSpecial: ['<x>'],
      specialPosition: 'last',
    });
    expect(last.vocabulary.tokens.slice(256)).toEqual(['lo', 'low', 'Ġlow', '<pad>', '<eos>', '<x>']);
    expect(mergesOf(last)).toEqual(mergesOf(first));
    expect(Array.from(last.encode('low lows<eos>', { special: 'encode' }), last.vocabulary.tokenOf)).toEqual([
      'low',
      'Ġlow',
      's',
      '<eos>',
    ]);
  });

  it('takes only the bytes of the text and of the alphabet asked for', () => {
    const tokens = (options: Partial<BpeTokenizerOptions>) =>
      trainBpeTokenizer('low', { vocabularySize: 3, ...options }).vocabulary.tokens;
    expect(tokens({ initialAlphabet: [] })).toEqual(['l', 'o', 'w']);
    expect(tokens({ initialAlphabet: 'aé', vocabularySize: 6 })).toEqual(['a', 'l', 'o', 'w', '©', 'Ã']);
    expect(tokens({ initialAlphabet: ['l', 'x'], limitAlphabet: 3 })).toEqual(['l', 'o', 'x']);
    expect(tokens({ unit: 'character', initialAlphabet: 'é', vocabularySize: 5 })).toEqual([
      'l',
      'o',
      'w',
      'é',
      'w</w>',
    ]);
  });

  it('makes no token longer than asked', () => {
    const tokenizer = trainBpeTokenizer(lows, { vocabularySize: 262, maximumTokenLength: 3 });
    expect(tokenizer.vocabulary.tokens.slice(256)).toEqual(['lo', 'low', 'er', 'es', 'Ġs', 'est']);
  });

  it('tells how far it is', () => {
    const seen: string[] = [];
    const onProgress: BpeTokenizerOptions['onProgress'] = ({ phase, done, total }) =>
      seen.push(`${phase} ${done}/${total}`);
    trainBpeTokenizer(['low low', 'lower'], { vocabularySize: 258, onProgress });
    expect(seen).toEqual(['count 7/12', 'count 12/12', 'merge 257/258', 'merge 258/258']);
    seen.length = 0;
    trainBpeTokenizer(new Set(['low']), { vocabularySize: 257, onProgress });
    expect(seen).toEqual(['count 3/Infinity', 'merge 257/257']);
  });

  it('takes names of object properties as words like any others', () => {
    const tokenizer = trainBpeTokenizer('__proto__ constructor '.repeat(9), { vocabularySize: 271 });
    expect(tokenizer.vocabulary.idOf('Ġconstructor')).toBeGreaterThan(255);
    expect(tokenizer.decode(tokenizer.encode('__proto__ constructor'))).toBe('__proto__ constructor');
  });

  it.each<[string, unknown, unknown, string]>([
    ['no options', lows, undefined, 'the options of trainBpeTokenizer must be an object; received undefined.'],
    [
      'unknown options',
      lows,
      { vocabularySize: 300, minFrequency: 2 },
      'trainBpeTokenizer does not know the option "minFrequency"; known options are vocabularySize, unit, pattern, ' +
        'minimumFrequency, maximumTokenLength, lowercase, normalization, initialAlphabet, limitAlphabet, onProgress, ' +
        'special, extraSpecial, specialPosition, template, pairTemplate, truncation, padding.',
    ],
    ['no size', lows, {}, 'vocabularySize must be a positive integer; received undefined.'],
    [
      'nothing to train on',
      ['', ''],
      { vocabularySize: 300 },
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    [
      'nothing but special tokens',
      '<s><s>',
      { vocabularySize: 300, special: { start: '<s>' } },
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    ['what is no text', 3, { vocabularySize: 300 }, 'text must be a string or several strings; received 3.'],
    [
      'too little text',
      lows,
      { vocabularySize: 8000 },
      'vocabularySize must be at most 265 for this text; received 8000. Train on more text, or ask for fewer tokens.',
    ],
    [
      'too little text for the frequency',
      lows,
      { vocabularySize: 8000, minimumFrequency: 2 },
      'vocabularySize must be at most 261 for this text; received 8000. Train on more text, ask for fewer tokens, or ' +
        'lower minimumFrequency.',
    ],
    [
      'a vocabulary smaller than its alphabet',
      lows,
      { vocabularySize: 100, special: { start: '<s>' } },
      'vocabularySize must be at least 257, for an alphabet of 256 and 1 special token; received 100. Ask for more ' +
        'tokens, or for a smaller alphabet.',
    ],
    [
      'special tokens that are the same',
      lows,
      { vocabularySize: 300, special: { start: '<s>' }, extraSpecial: ['<s>'] },
      'extraSpecial[0] must be different from the other special tokens; received "<s>".',
    ],
    [
      'a limit below the initial alphabet',
      lows,
      { vocabularySize: 300, limitAlphabet: 100 },
      'limitAlphabet must be at least 256, the size of the initial alphabet; received 100. Give a smaller ' +
        'initialAlphabet, such as [] for none.',
    ],
    [
      'an alphabet of more than characters',
      lows,
      { vocabularySize: 300, initialAlphabet: ['ab'] },
      'initialAlphabet must be characters, as one string or several; received "ab".',
    ],
    [
      'an alphabet that is none',
      lows,
      { vocabularySize: 300, initialAlphabet: 3 },
      'initialAlphabet must be characters, as one string or several; received 3.',
    ],
    [
      'an expression without the flag u or v',
      lows,
      { vocabularySize: 300, pattern: /\w+/g },
      'a regular expression must have the flag u or v, and else only i, m or s; received /\\w+/. Without u or v it ' +
        'would cut characters in two.',
    ],
    [
      'a pattern for characters',
      lows,
      { vocabularySize: 30, unit: 'character', pattern: 'gpt2' },
      'pattern must be absent where the unit is \'character\'; received "gpt2". Words are what stands between white space.',
    ],
    [
      'a normal form that is none',
      lows,
      { vocabularySize: 300, normalization: 'NFC' },
      'normalization must be one of "nfc", "nfd", "nfkc", "nfkd"; received "NFC".',
    ],
    [
      'tokens of one byte',
      lows,
      { vocabularySize: 300, maximumTokenLength: 1 },
      'maximumTokenLength must be an integer of at least 2; received 1.',
    ],
    [
      'a progress that is no function',
      lows,
      { vocabularySize: 300, onProgress: true },
      'onProgress must be a function; received true.',
    ],
  ])('refuses %s', (_, text, options, message) => {
    const train = () => trainBpeTokenizer(text as string, options as BpeTokenizerOptions);
    expect(train).toThrow(InvalidArgumentError);
    expect(train).toThrow(new Error(message));
  });
});
