import { corpora, corpusNames } from './corpora.js';
import { loadCorpus } from './load-corpus.js';

describe('corpora', () => {
  it('have names', () => {
    expect(corpusNames).toEqual(['sonnets', 'tinyshakespeare']);
  });

  it('are described as they are', async () => {
    const text = await loadCorpus('sonnets');
    expect(Array.from(text)).toHaveLength(corpora.sonnets.characters);
    expect(new Set(text).size).toBe(corpora.sonnets.symbols);
  });
});
