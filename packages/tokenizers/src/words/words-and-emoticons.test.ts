import { alignedText } from '../aligned-text.js';
import { wordsAndEmoticons } from './words-and-emoticons.js';

/** The pieces of `text`, and where in it they stand. */
function pieces(text: string): [piece: string, from: string][] {
  return wordsAndEmoticons(alignedText(text, 0)).map(({ text: piece, starts, ends }) => [
    piece,
    text.slice(starts![0], ends!.at(-1)),
  ]);
}

describe('wordsAndEmoticons', () => {
  it('moves emoticons behind the words and takes away their noses', () => {
    expect(pieces('great :-) fun, =) really!')).toEqual([
      ['great', 'great'],
      ['fun', 'fun'],
      ['really', 'really'],
      [':)', ':-)'],
      ['=)', '=)'],
    ]);
  });

  it("joins the first emoticon to a word that ends the text, as the book's code does", () => {
    expect(pieces('a :) b ;( c')).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c:)', ':) b ;( c'],
      [';(', ';('],
    ]);
  });

  it('takes letters and digits of all scripts for words', () => {
    expect(pieces('école 床前 x_1 ½ 𐐨').map(([piece]) => piece)).toEqual(['école', '床前', 'x_1', '½', '𐐨']);
  });

  it('finds nothing in nothing', () => {
    expect(pieces('')).toEqual([]);
    expect(pieces(' … ')).toEqual([]);
  });

  it('does without places where nobody asks for them', () => {
    expect(wordsAndEmoticons(alignedText(':-) a', undefined)).map(({ text }) => text)).toEqual(['a:)']);
  });

  it('takes a long word in its stride', () => {
    expect(pieces(`:) ${'a'.repeat(1_000_000)}`)).toHaveLength(1);
  });
});
