import { InvalidArgumentError } from '@refrain/core';
import { trainWordPieceTokenizer } from './train-word-piece-tokenizer.js';
import golden from './train-word-piece-tokenizer.golden.json';
import type { WordPieceTokenizerOptions } from './train-word-piece-tokenizer.js';

const lows = 'low lower lowest slow slower';

describe('trainWordPieceTokenizer', () => {
  it('learns beginnings of words, and with ## what they go on with', () => {
    const tokenizer = trainWordPieceTokenizer(lows, { vocabularySize: 25 });
    expect(tokenizer.vocabulary.tokens.join(' ')).toBe(
      '[PAD] [UNK] [CLS] [SEP] [MASK] e l o r s t w ##e ##l ##o ##r ##s ##t ##w ##ow low sl ##er slow ##es',
    );
    expect(tokenizer.vocabulary.special).toEqual({ padding: 0, unknown: 1, start: 2, end: 3, mask: 4 });
    expect(Array.from(tokenizer.encode('Lowest!'), tokenizer.vocabulary.tokenOf)).toEqual([
      'low',
      '##es',
      '##t',
      '[UNK]',
    ]);
    expect(tokenizer.decode(tokenizer.encode('LÓWER  slow'))).toBe('lower slow');
  });

  it.each(
    golden.cases.map(({ text, options, tokens }) => [text, JSON.stringify(options), { options, tokens }] as const),
  )("learns of %s as Hugging Face's trainer: %s", (text, _, { options, tokens }) => {
    const texts = golden.texts[text as keyof typeof golden.texts];
    const { vocabulary } = trainWordPieceTokenizer(texts, options as WordPieceTokenizerOptions);
    expect(vocabulary.tokens.join(' ')).toBe(tokens);
  });

  it('takes other special tokens, a limited alphabet and a template', () => {
    const tokenizer = trainWordPieceTokenizer(`${lows} xyz</s>`, {
      vocabularySize: 18,
      limitAlphabet: 6,
      special: { unknown: '<unk>', end: '</s>' },
      specialPosition: 'last',
      template: ['text', 'end'],
    });
    expect(tokenizer.vocabulary.tokens.join(' ')).toBe(
      'e l o r s w ##e ##l ##o ##r ##s ##w ##ow low sl ##er <unk> </s>',
    );
    expect(Array.from(tokenizer.encode('lows x'))).toEqual([13, 10, 16, 17]);
  });

  it('tells how far it is', () => {
    const seen: string[] = [];
    trainWordPieceTokenizer(lows, {
      vocabularySize: 21,
      onProgress: ({ phase, done, total }) => seen.push(`${phase} ${done}/${total}`),
    });
    expect(seen).toEqual(['count 28/28', 'merge 20/21', 'merge 21/21']);
  });

  it.each<[string, string, unknown, string]>([
    [
      'unknown options',
      lows,
      { vocabularySize: 30, pattern: 'gpt2' },
      'trainWordPieceTokenizer does not know the option "pattern"; known options are vocabularySize, lowercase, ' +
        'stripAccents, minimumFrequency, limitAlphabet, onProgress, special, extraSpecial, specialPosition, template, ' +
        'pairTemplate, truncation, padding.',
    ],
    [
      'accents as text',
      lows,
      { vocabularySize: 30, stripAccents: 'no' },
      'stripAccents must be one of true, false; received "no".',
    ],
    [
      'nothing to train on',
      ' \n\0',
      { vocabularySize: 30 },
      'text must hold at least one word outside of special tokens; received none. Give text to train on.',
    ],
    [
      'too little text',
      lows,
      { vocabularySize: 30_000 },
      'vocabularySize must be at most 29 for this text; received 30000. Train on more text, or ask for fewer tokens.',
    ],
    [
      'a vocabulary smaller than its alphabet',
      lows,
      { vocabularySize: 10 },
      'vocabularySize must be at least 19, for an alphabet of 14 and 5 special tokens; received 10. Ask for more tokens, ' +
        'or for a smaller alphabet.',
    ],
    [
      'half a character',
      'a\ud83d',
      { vocabularySize: 10 },
      'text must hold whole characters; received "\\ud83d" (U+D83D, half of a surrogate pair) at position 1. Cut texts between ' +
        'code points, and decode files as UTF-8.',
    ],
  ])('refuses %s', (_, text, options, message) => {
    const train = () => trainWordPieceTokenizer(text, options as WordPieceTokenizerOptions);
    expect(train).toThrow(InvalidArgumentError);
    expect(train).toThrow(new Error(message));
  });
});
