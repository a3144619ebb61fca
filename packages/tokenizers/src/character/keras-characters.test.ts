import golden from './keras-characters.golden.json';
import { trainCharTokenizer } from './train-char-tokenizer.js';
import type { CharTokenizerOptions } from './train-char-tokenizer.js';

type Expected = readonly [tokens: string, ids: readonly number[]];

/** What Keras gives, as strings and numbers that the golden file has. */
function trained(text: string, probe: string, options: CharTokenizerOptions): Expected {
  const { vocabulary, encode } = trainCharTokenizer(text, options);
  const special = Object.values(vocabulary.special).length;
  const replaceUnknown = vocabulary.special.unknown === undefined ? '' : vocabulary.tokens[vocabulary.special.unknown];
  return [vocabulary.tokens.slice(special).join(''), Array.from(encode(probe, { replaceUnknown }))];
}

describe('trainCharTokenizer, on 200 nasty strings', () => {
  it('gives the ids of TextVectorization(split="character", standardize=None)', () => {
    for (const { text, probe, vectorization } of golden) {
      expect(trained(text, probe, { special: { padding: '', unknown: '[UNK]' } })).toEqual(vectorization);
    }
  });

  it('gives the ids of TextVectorization(split="character", standardize="lower")', () => {
    for (const { text, probe, vectorizationLower } of golden) {
      const options = { lowercase: 'ascii', special: { padding: '', unknown: '[UNK]' } } as const;
      expect(trained(text, probe, options)).toEqual(vectorizationLower);
    }
  });

  it('gives the ids of Tokenizer(char_level=True)', () => {
    for (const { text, probe, older } of golden) {
      const options = { order: 'frequency-first-seen', lowercase: 'in-context', special: { padding: '' } } as const;
      expect(trained(text, probe, options)).toEqual(older);
    }
  });

  it('gives the ids of Tokenizer(char_level=True, lower=False, oov_token="[OOV]")', () => {
    for (const { text, probe, olderUnknown } of golden) {
      const options = { order: 'frequency-first-seen', special: { padding: '', unknown: '[OOV]' } } as const;
      expect(trained(text, probe, options)).toEqual(olderUnknown);
    }
  });
});
