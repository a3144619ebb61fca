import { trainCharTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import { measuredText } from './measured-text.js';
import { runSettings } from '../settings.js';

const stateless = { ...runSettings({}), stateful: false, length: 3 };
const words = (text: string) =>
  trainWordTokenizer(text, { behaviour: 'torchtext', splitter: 'spaced', special: { unknown: '<unknown>' } });

describe('measuredText', () => {
  it('counts the characters of the tokens that are predicted', () => {
    const text = 'a bb ccc dddd';
    // The first word is only read; the others are predicted, each with the space before it.
    expect(measuredText(stateless, words(text), text)).toMatchObject({ tokens: 3, characters: 12, unknown: 0 });
  });

  it('leaves out what fills no window', () => {
    const text = 'a bb ccc dddd ee';
    expect(measuredText(stateless, words(text), text)).toMatchObject({ tokens: 3, characters: 12 });
    expect(measuredText({ ...stateless, length: 2 }, words(text), text)).toMatchObject({ tokens: 4, characters: 15 });
  });

  it('counts the characters of each strip, where the state is carried', () => {
    const text = 'a bb ccc '.repeat(40).trimEnd();
    const settings = { ...stateless, stateful: true, length: 1 };
    // 120 words in 3 strips of 40, whose first words, "a", " bb" and " ccc", are only read.
    expect(measuredText(settings, words(text), text)).toMatchObject({ tokens: 117, characters: text.length - 8 });
  });

  it('counts code points, one for each token of a character model', () => {
    const text = '🎭 to be 🎭 or not';
    expect(measuredText({ ...stateless, length: 2 }, trainCharTokenizer(text), text)).toMatchObject({
      tokens: 14,
      characters: 14,
    });
  });

  it('counts unknown words', () => {
    const text = 'to be or not to be';
    expect(measuredText(stateless, words('to be to be'), text)).toMatchObject({ tokens: 3, unknown: 2 });
  });

  it('has nothing to measure in less than two tokens', () => {
    expect(measuredText(stateless, words('a b'), 'a')).toBeUndefined();
    expect(measuredText(stateless, words('a b'), '')).toBeUndefined();
  });
});
