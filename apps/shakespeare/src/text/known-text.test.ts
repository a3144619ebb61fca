import { trainCharTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import { knownText } from './known-text.js';

const tokenizer = trainCharTokenizer("To be, or not to be: that's the question-\n");
const refuse = { option: '--prompt', replaceUnknown: false } as const;
const replace = { option: '--prompt', replaceUnknown: true } as const;

describe('knownText', () => {
  it('leaves a known prompt as it is', () => {
    expect(knownText(tokenizer, 'To be', refuse)).toBe('To be');
  });

  it('names each unknown character once', () => {
    expect(() => knownText(tokenizer, 'Zoë € Zoo', refuse)).toThrow(
      '--prompt must hold only characters that the model knows; received "Z", "ë", "€". ' +
        'Use another text, or give --replace-unknown to use the nearest known characters.',
    );
  });

  it('refuses an empty text', () => {
    expect(() => knownText(tokenizer, '', replace)).toThrow(
      '--prompt must not be empty; received "". Give at least one character.',
    );
  });

  it.each([
    ['thé', 'the'],
    ['BE', 'be'],
    ['that’s', "that's"],
    ['be — or', 'be - or'],
    ['be; or', 'be: or'],
    ['be\tor', 'be or'],
    ['be € or', 'be   or'],
    ['be 👍', 'be  '],
  ])('replaces in %j', (prompt, known) => {
    expect(knownText(tokenizer, prompt, replace)).toBe(known);
  });

  it('names each unknown word once, and leaves it to the token for unknown words', () => {
    const options = { behaviour: 'torchtext', splitter: 'spaced', special: { unknown: '<unknown>' } } as const;
    const words = trainWordTokenizer('To be, or not to be', options);
    expect(knownText(words, 'To be, or not', refuse)).toBe('To be, or not');
    expect(() => knownText(words, 'To see, or to see', refuse)).toThrow(
      '--prompt must hold only words that the model knows; received " see". ' +
        'Use another text, or give --replace-unknown to read them as unknown words.',
    );
    expect(knownText(words, 'To see', replace)).toBe('To see');
  });

  it('takes either case where the model folds it', () => {
    const folding = trainCharTokenizer('to be', { lowercase: true });
    expect(knownText(folding, 'To BE', refuse)).toBe('To BE');
  });
});
