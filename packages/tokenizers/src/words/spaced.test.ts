import { trainWordTokenizer } from './train-word-tokenizer.js';

describe('the splitter "spaced"', () => {
  const sonnet = "Shall I compare thee to a summer's day?\nThou art more lovely";
  const tokenizer = trainWordTokenizer(sonnet, {
    behaviour: 'torchtext',
    splitter: 'spaced',
    special: { unknown: '<unk>' },
  });

  it('gives text of known words back as it was', () => {
    const text = "Thou art a day?\nShall summer's";
    expect(tokenizer.decode(tokenizer.encode(sonnet))).toBe(sonnet);
    expect(tokenizer.decode(tokenizer.encode(text.replace(' summer', ' a')))).toBe("Thou art a day?\nShall a's");
  });

  it('takes a word without its space for another one', () => {
    expect(Array.from(tokenizer.encode(' art'), tokenizer.vocabulary.tokenOf)).toEqual([' art']);
    expect(Array.from(tokenizer.encode('art'), tokenizer.vocabulary.tokenOf)).toEqual(['<unk>']);
  });

  it('lower-cases on request, where the splitter does not do so itself', () => {
    const options = { behaviour: 'torchtext', splitter: 'spaced', lowercase: true } as const;
    const lower = trainWordTokenizer(sonnet, options);
    expect(lower.decode(lower.encode('SHALL I'))).toBe('shall i');
    expect(() => trainWordTokenizer(sonnet, { ...options, splitter: 'reviews' })).toThrow(
      new Error('lowercase must be absent for the splitter reviews, which lower-cases anyway; received true.'),
    );
  });
});
