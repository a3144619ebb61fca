import { didYouMean } from './suggest.js';

describe('didYouMean', () => {
  it.each([
    ['unigam', ' Did you mean unigram?'],
    ['BPE', ' Did you mean bpe?'],
    ['wordpiece', ' Did you mean word-piece?'],
    ['sentence', ''],
    ['', ''],
  ])('%s', (word, suggestion) => {
    expect(didYouMean(word, ['char', 'bpe', 'word-piece', 'unigram'])).toBe(suggestion);
  });
});
