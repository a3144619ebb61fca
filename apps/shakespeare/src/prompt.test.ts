import { trainCharTokenizer } from '@refrain/tokenizers';
import { knownPrompt } from './prompt.js';

const tokenizer = trainCharTokenizer("To be, or not to be: that's the question-\n");
const refuse = { replaceUnknown: false };
const replace = { replaceUnknown: true };

describe('knownPrompt', () => {
  it('leaves a known prompt as it is', () => {
    expect(knownPrompt(tokenizer, 'To be', refuse)).toBe('To be');
  });

  it('names each unknown character once', () => {
    expect(() => knownPrompt(tokenizer, 'Zoë € Zoo', refuse)).toThrow(
      '--prompt must hold only characters that the model knows; received "Z", "ë", "€". ' +
        'Change the prompt, or give --replace-unknown to use the nearest known characters.',
    );
  });

  it('refuses an empty prompt', () => {
    expect(() => knownPrompt(tokenizer, '', replace)).toThrow(
      '--prompt must not be empty; received "". Give at least one character, or leave the option out.',
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
    expect(knownPrompt(tokenizer, prompt, replace)).toBe(known);
  });

  it('takes either case where the model folds it', () => {
    const folding = trainCharTokenizer('to be', { lowercase: true });
    expect(knownPrompt(folding, 'To BE', refuse)).toBe('To BE');
  });
});
