import { alignedText } from '../aligned-text.js';
import { createPreTokenizer } from './create-pre-tokenizer.js';
import type { PreTokenizerDescription, SplitBehavior } from './description.js';

/** The pieces with their places. */
function pieces(text: string, ...preTokenizers: PreTokenizerDescription[]): string[] {
  return createPreTokenizer({ preTokenizers })([alignedText(text, 0)]).map(
    (piece) => `${piece.text} ${piece.starts![0]}-${piece.ends!.at(-1)}`,
  );
}

describe('createPreTokenizer', () => {
  it('gives a text as one piece without pre-tokenizers, and an empty one as none', () => {
    expect(pieces('to be')).toEqual(['to be 0-5']);
    expect(pieces('')).toEqual([]);
  });

  // The example of Hugging Face's documentation.
  it.each<[SplitBehavior, string[]]>([
    ['removed', ['the', 'final', 'countdown']],
    ['isolated', ['the', '-', 'final', '-', '-', 'countdown']],
    ['merged-with-previous', ['the-', 'final-', '-', 'countdown']],
    ['merged-with-next', ['the', '-final', '-', '-countdown']],
    ['contiguous', ['the', '-', 'final', '--', 'countdown']],
  ])('splits with what is found %s', (behavior, expected) => {
    const split: PreTokenizerDescription = { type: 'split', pattern: { text: '-' }, behavior, invert: false };
    const cut = createPreTokenizer({ preTokenizers: [split] });
    expect(cut([alignedText('the-final--countdown', undefined)]).map(({ text }) => text)).toEqual(expected);
  });

  it('cuts the pieces of one pre-tokenizer by the next', () => {
    expect(pieces('ab1 c', { type: 'whitespace-split' }, { type: 'digits', individual: true })).toEqual([
      'ab 0-2',
      '1 2-3',
      'c 4-5',
    ]);
  });

  it('makes a piece of each character', () => {
    expect(pieces('a😀 ', { type: 'characters' })).toEqual(['a 0-1', '😀 1-3', '  3-4']);
  });

  it('joins neighbours, length after length', () => {
    const nGrams = { type: 'n-grams', lengths: [1, 2], separator: ' ' } as const;
    expect(pieces('to  be or', { type: 'whitespace-split' }, nGrams)).toEqual([
      'to 0-2',
      'be 4-6',
      'or 7-9',
      'to be 0-6',
      'be or 4-9',
    ]);
    expect(pieces('to', { type: 'whitespace-split' }, { ...nGrams, lengths: [2] })).toEqual([]);
  });

  it('joins them without places where nobody asks for offsets', () => {
    const nGrams = { type: 'n-grams', lengths: [2], separator: '_' } as const;
    const cut = createPreTokenizer({ preTokenizers: [{ type: 'whitespace-split' }, nGrams] });
    expect(cut([alignedText('a b c', undefined)])).toEqual([
      { text: 'a_b', starts: undefined, ends: undefined },
      { text: 'b_c', starts: undefined, ends: undefined },
    ]);
  });

  it('lets the pieces of a function stand where the whole stood, and leaves empty ones out', () => {
    const halves = { type: 'function', apply: (text: string) => [text.slice(0, 1), '', text.slice(1)] } as const;
    expect(pieces('ab cd', { type: 'whitespace-split' }, halves)).toEqual(['a 0-2', 'b 0-2', 'c 3-5', 'd 3-5']);
  });

  it('puts emoticons behind words', () => {
    expect(pieces('so :-) good', { type: 'words-and-emoticons' })).toEqual(['so 0-2', 'good:) 3-11']);
  });

  it('writes bytes, each where its character stands', () => {
    expect(pieces('a é', { type: 'byte-level', addPrefixSpace: true, pattern: 'gpt2' })).toEqual(['Ġa 0-1', 'ĠÃ© 1-3']);
  });

  it('puts a visible space before the first piece of a text only', () => {
    const metaspace = { type: 'metaspace', replacement: '▁', prepend: 'first', split: true } as const;
    const cut = createPreTokenizer({ preTokenizers: [metaspace] });
    const texts = ['a b', 'c'].map((text) => alignedText(text, undefined));
    expect(cut(texts).map(({ text }) => text)).toEqual(['▁a', '▁b', 'c']);
  });

  it('is linear in the length of a piece', () => {
    const length = 300_000;
    const cut = createPreTokenizer({
      preTokenizers: [
        { type: 'bert' },
        { type: 'unicode-scripts' },
        { type: 'metaspace', replacement: '▁', prepend: 'always', split: true },
        { type: 'byte-level', addPrefixSpace: true, pattern: 'gpt2' },
      ],
    });
    expect(cut([alignedText('a'.repeat(length), 0)])).toHaveLength(2);
    expect(cut([alignedText('!'.repeat(length), undefined)])).toHaveLength(length);
  });
});
