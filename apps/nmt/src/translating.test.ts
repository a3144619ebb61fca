import { useRefrain } from '@refrain/backend';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { assertReadable, sourceIds, sourceTokens } from './source-sentence.js';
import { tinyTranslator } from './testing/tiny-translator.js';
import { translateAll } from './translating.js';
import type { SentenceTranslator } from './translating.js';

let words: SentenceTranslator;
let bytePairs: SentenceTranslator;

beforeAll(async () => {
  await useRefrain();
  words = tinyTranslator({ tokenizer: 'words', lowercase: true });
  bytePairs = tinyTranslator({ tokenizer: 'bpe' });
});

afterAll(() => {
  words.model.dispose();
  bytePairs.model.dispose();
});

describe('translateAll', () => {
  it('gives the same for sentences together and alone, each in its place', async () => {
    const sentences = ['The dog eats the cat.', 'The cat.', 'sleeps', 'The dog sleeps.'];
    await expectNoNewTensors(async () => {
      const together = await translateAll(bytePairs, sentences, { nBest: 2 });
      const texts = together.map((found) => found.map(({ text }) => text));
      for (const [index, sentence] of sentences.entries()) {
        const [alone] = await translateAll(bytePairs, [sentence], { nBest: 2 });
        expect(alone!.map(({ text }) => text)).toEqual(texts[index]);
      }
    });
  });

  it('writes the source word that was looked at in place of an unknown one', async () => {
    const { variable } = words.model.variables().find(({ name }) => /output.*bias/.test(name))!;
    const unknownId = words.tokenizers.target.vocabulary.special.unknown!;
    const values = Float32Array.from({ length: variable.size }, (_, id) => (id === unknownId ? 100 : 0));
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    const sentence = "Wuzzy's, cat!";
    const [plain] = (await translateAll(words, [sentence]))[0]!;
    const [replaced] = (await translateAll(words, [sentence], { replaceUnknown: true }))[0]!;
    expect(plain!.text).toBe(Array(6).fill('[UNK]').join(' '));
    expect(replaced!.text.split(' ')).toHaveLength(6);
    for (const word of replaced!.text.split(' ')) expect(["Wuzzy's", 'cat']).toContain(word);
  });

  it('reads what a tokenizer of words can not: marks alone, and sentences of any length', async () => {
    const found = await translateAll(words, ['?!', 'the cat '.repeat(40)]);
    expect(found.map((translations) => translations.length)).toEqual([1, 1]);
  });
});

describe('a source sentence', () => {
  it('gives its ids and what they stand for', () => {
    const { tokens } = words.tokenizers.source.vocabulary;
    const sentence = 'The cat, Élan!';
    expect(Array.from(sourceIds(words, sentence), (id) => tokens[id])).toEqual(['the', 'cat', '[UNK]']);
    expect(sourceTokens(words, sentence)).toEqual(['The', 'cat', 'Élan']);
    expect(Array.from(sourceIds(words, '?!'), (id) => tokens[id])).toEqual(['[UNK]']);
    expect(sourceTokens(words, '?!')).toEqual(['?!']);
  });

  it('is taken up to the longest that the model was trained on', () => {
    assertReadable(words, 'the cat eats the dog the', 1);
    expect(() => assertReadable(words, 'the cat eats the dog the cat', 3)).toThrow(
      'a sentence must be one that the model can read; sentence 3 has 7 tokens, and the model was trained on at most 6. Divide it, or train with a larger --max-length.',
    );
  });
});
