import { trainCharTokenizer } from '../character/train-char-tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import { withFrame } from './with-frame.js';

const tokenizer = trainCharTokenizer('ab', {
  order: 'sorted',
  special: { start: '<s>', end: '</s>' },
  extraSpecial: ['<user>'],
});
const encode = (framed: Tokenizer, ...rest: Parameters<Tokenizer['encode']>) => Array.from(framed.encode(...rest));

describe('withFrame', () => {
  it('puts tokens around texts, named by role or by form', () => {
    const framed = withFrame(tokenizer, { template: ['start', '<user>', 'text', 'end'] });
    expect(encode(framed, 'ab')).toEqual([0, 2, 3, 4, 1]);
    expect(encode(framed, 'ab', { template: false })).toEqual([3, 4]);
    expect(encode(tokenizer, 'ab')).toEqual([3, 4]);
  });

  it('puts two texts together', () => {
    const framed = withFrame(tokenizer, { pairTemplate: ['text', '<user>', 'pair', 'end'] });
    const { ids, typeIds, offsets } = framed.encodeWithOffsets('ab', { pair: 'b' });
    expect(Array.from(ids)).toEqual([3, 4, 2, 4, 1]);
    expect(Array.from(typeIds)).toEqual([0, 0, 0, 1, 1]);
    expect(Array.from(offsets)).toEqual([0, 1, 1, 2, 0, 0, 0, 1, 0, 0]);
    expect(encode(framed, 'ab')).toEqual([3, 4]);
  });

  it('keeps what is not named, and takes away what is none', () => {
    const framed = withFrame(tokenizer, { template: ['text', 'end'], truncation: { maximumLength: 2 } });
    const again = withFrame(framed, { template: ['start', 'text'], padding: { length: 3 } });
    expect(encode(again, 'bbb')).toEqual([0, 4]);
    expect(again.encodeBatch(['a']).shape).toEqual([1, 3]);
    const plain = withFrame(again, { template: ['text'], truncation: 'none', padding: 'none' });
    expect(encode(plain, 'bbb')).toEqual([4, 4, 4]);
    expect(plain.encodeBatch(['a']).shape).toEqual([1, 1]);
  });

  it('shares all but the frame', () => {
    expect(withFrame(tokenizer, {}).vocabulary).toBe(tokenizer.vocabulary);
  });

  it('is lossless where only special tokens stand around the text and nothing is cut', () => {
    expect(withFrame(tokenizer, { template: ['start', 'text', 'end'] }).lossless).toBe(true);
    expect(withFrame(tokenizer, { truncation: { maximumLength: 9 } }).lossless).toBe(false);
  });

  it.each([
    [
      { special: {} },
      'withFrame does not know the option "special"; known options are template, pairTemplate, truncation, padding.',
    ],
    [{ template: 'text' }, 'template must be a list of names; received "text".'],
    [{ template: ['start'] }, 'template must be a list with \'text\', once; received ["start"].'],
    [{ template: ['text', 'text'] }, 'template must be a list with \'text\', once; received ["text", "text"].'],
    [
      { pairTemplate: ['pair', 'text'] },
      'pairTemplate must be a list with \'text\' and then \'pair\', once; received ["pair", "text"].',
    ],
    [
      { template: ['text', '<eos>'] },
      'template[1] must be \'text\' or a special token; those given are start, end, <user>; received "<eos>".',
    ],
    [{ truncation: {} }, 'truncation.maximumLength must be a positive integer; received undefined.'],
    [
      { truncation: { maximumLength: 3, side: 'top' } },
      'truncation.side must be one of "left", "right"; received "top".',
    ],
    [
      { truncation: { maximumLength: 3, stride: 1 } },
      'truncation does not know the option "stride"; known options are maximumLength, side, strategy.',
    ],
    [{ padding: { length: 1.5 } }, 'padding.length must be a positive integer; received 1.5.'],
    [{ padding: { multipleOf: 0 } }, 'padding.multipleOf must be a positive integer; received 0.'],
  ])('refuses %j', (changes, message) => {
    expect(() => withFrame(tokenizer, changes as never)).toThrow(new Error(message));
  });
});
