import { trainBpeTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import { lastWordBoundary } from './word-boundary.js';

describe('lastWordBoundary', () => {
  it.each([
    ['to be or', 5],
    ['to be\nor', 6],
    ['to be  or', 2],
    ['to be\r\n\r\nor', 2],
    ['tobe', -1],
    [' to', -1],
    ['to ', -1],
    ['', -1],
  ])('%j', (text, place) => {
    expect(lastWordBoundary(text)).toBe(place);
  });

  it('changes no token of what is trained on both parts', () => {
    const text = 'To be, or not to be:\n\nthat is  the question.\nWhether tis nobler\n'.repeat(20);
    const parts: string[] = [];
    let rest = text;
    for (let place = lastWordBoundary(rest); place !== -1; place = lastWordBoundary(rest)) {
      parts.unshift(rest.slice(place));
      rest = rest.slice(0, place);
    }
    parts.unshift(rest);
    expect(parts.length).toBeGreaterThan(200);
    expect(parts.join('')).toBe(text);
    const words = { behaviour: 'torchtext', splitter: 'spaced' } as const;
    expect(trainWordTokenizer(parts, words).vocabulary.tokens).toEqual(
      trainWordTokenizer(text, words).vocabulary.tokens,
    );
    const subwords = { vocabularySize: 290 };
    expect(trainBpeTokenizer(parts, subwords).vocabulary.tokens).toEqual(
      trainBpeTokenizer(text, subwords).vocabulary.tokens,
    );
  });
});
