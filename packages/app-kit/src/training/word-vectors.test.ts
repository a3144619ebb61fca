import { memoryStore } from '@refrain/core';
import { trainWordTokenizer } from '@refrain/tokenizers';
import { scratchFolder } from '../testing/scratch-folder.js';
import { missingWordsLine, startingVectors, writeMissingWords } from './word-vectors.js';

const folder = scratchFolder({ 'vectors.txt': 'good 1 2\nfilm 0.5 0\n', 'foreign.txt': 'Frühling 1 2\n' });
const special = { unknown: '<unknown>' };

describe('startingVectors', () => {
  const tokenizer = trainWordTokenizer('good good film, good film?', {
    ...{ behaviour: 'torchtext', splitter: 'spaced', special },
  });

  it('looks words up without the space before them, and reports neither spaces nor special tokens', async () => {
    const { tokens } = tokenizer.vocabulary;
    const { values, dimensions, missing } = await startingVectors(tokenizer, `${folder}/vectors.txt`);
    const vectorOf = (token: string): number[] =>
      Array.from(values)
        .slice(2 * tokens.indexOf(token))
        .slice(0, 2);
    expect(dimensions).toBe(2);
    expect(['good', ' good', ' film', '<unknown>', ','].map(vectorOf)).toEqual([
      [1, 2],
      [1, 2],
      [0.5, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(missing.toSorted()).toEqual([',', '?']);
  });

  it('refuses vectors of another language', async () => {
    await expect(startingVectors(tokenizer, `${folder}/foreign.txt`)).rejects.toThrow(
      /^--vectors must be the vectors of words of the corpus; .*foreign\.txt has none of its 6 tokens\. Check that both are of one language\.$/,
    );
  });
});

describe('missing words', () => {
  it('are counted, and the first of them named', () => {
    expect(missingWordsLine([], 1200)).toBe('0 of 1,200 tokens have no word vector');
    expect(missingWordsLine([...'abcdefghij'], 1200)).toBe(
      '10 of 1,200 tokens have no word vector, first of all a b c d e f g h',
    );
  });

  it('are written a line each', async () => {
    const store = memoryStore();
    await writeMissingWords(store, ['dreary', 'lacklustre']);
    expect(new TextDecoder().decode(await store.read('missing-words.txt'))).toBe('dreary\nlacklustre\n');
  });
});
