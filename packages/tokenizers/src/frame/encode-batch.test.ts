import { trainCharTokenizer } from '../character/train-char-tokenizer.js';
import { withFrame } from './with-frame.js';

const tokenizer = trainCharTokenizer('abc', {
  order: 'sorted',
  special: { padding: '<pad>', start: '<s>', end: '</s>' },
  template: ['start', 'text', 'end'],
});

const rows = (ids: Int32Array, time: number) =>
  Array.from({ length: ids.length / time }, (_, row) => Array.from(ids.subarray(row * time, (row + 1) * time)));

describe('encodeBatch', () => {
  it('fills rows up to the longest, behind them', () => {
    const { ids, mask, shape, typeIds } = tokenizer.encodeBatch(['abc', 'a', '']);
    expect(shape).toEqual([3, 5]);
    expect(rows(ids, 5)).toEqual([
      [1, 3, 4, 5, 2],
      [1, 3, 2, 0, 0],
      [1, 2, 0, 0, 0],
    ]);
    expect(Array.from(mask)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0]);
    expect(Array.from(typeIds)).toEqual(new Array(15).fill(0));
  });

  it('cuts and fills as the call says, at either end', () => {
    const { ids, mask } = tokenizer.encodeBatch(['abc', ''], {
      maximumLength: 4,
      truncationSide: 'left',
      length: 5,
      paddingSide: 'left',
    });
    expect(rows(ids, 5)).toEqual([
      [0, 1, 4, 5, 2],
      [0, 0, 0, 1, 2],
    ]);
    expect(Array.from(mask)).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 1, 1]);
  });

  it('cuts and fills as the tokenizer says where the call says nothing', () => {
    const framed = withFrame(tokenizer, {
      truncation: { maximumLength: 3, side: 'left' },
      padding: { side: 'left', multipleOf: 4 },
    });
    expect(rows(framed.encodeBatch(['abc', '']).ids, 4)).toEqual([
      [0, 1, 5, 2],
      [0, 0, 1, 2],
    ]);
    expect(rows(framed.encodeBatch(['abc'], { maximumLength: 4, truncationSide: 'right' }).ids, 4)).toEqual([
      [1, 3, 4, 2],
    ]);
    expect(rows(framed.encodeBatch(['a'], { length: 5, paddingSide: 'right' }).ids, 8)).toEqual([
      [1, 3, 2, 0, 0, 0, 0, 0],
    ]);
  });

  it('takes the options of encode', () => {
    const { ids } = tokenizer.encodeBatch(new Set(['a</s>', 'é']), {
      template: false,
      special: 'encode',
      replaceUnknown: 'b',
    });
    expect(rows(ids, 2)).toEqual([
      [3, 2],
      [4, 0],
    ]);
  });

  it('says which tokens belong to the second text of a pair', () => {
    const pairs = withFrame(tokenizer, { pairTemplate: ['text', 'end', 'pair'] });
    const { ids, typeIds } = pairs.encodeBatch([['a', 'bc'], 'b']);
    expect(rows(ids, 4)).toEqual([
      [3, 2, 4, 5],
      [1, 4, 2, 0],
    ]);
    expect(Array.from(typeIds)).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it('fills with id 0 where there is no padding token', () => {
    const { ids, mask } = trainCharTokenizer('ab', { order: 'sorted' }).encodeBatch(['b', 'bb']);
    expect(Array.from(ids)).toEqual([1, 0, 1, 1]);
    expect(Array.from(mask)).toEqual([1, 0, 1, 1]);
  });

  it('makes an empty rectangle of no texts', () => {
    expect(tokenizer.encodeBatch([])).toEqual({
      ids: new Int32Array(0),
      mask: new Uint8Array(0),
      shape: [0, 0],
      typeIds: new Uint8Array(0),
    });
  });

  it.each<[string, unknown, unknown, string]>([
    ['one text', 'ab', {}, 'texts must be several strings; received "ab". Put a single text into a list.'],
    ['nothing', undefined, {}, 'texts must be several strings; received undefined. Put a single text into a list.'],
    ['what is not text', [1], {}, 'text must be a string; received 1.'],
    [
      'three texts as a pair',
      [['a', 'b', 'c']],
      {},
      'texts must be strings or pairs of strings; received ["a", "b", "c"].',
    ],
    [
      'a pair without a template for it',
      [['a', 'b']],
      {},
      'pair must be absent, since the tokenizer has no template for pairs; received "b". Give it one with withFrame(tokenizer, { pairTemplate }).',
    ],
    [
      'rows longer than the length',
      ['a', 'abc'],
      { length: 4 },
      'the texts of a batch must have at most 4 tokens, to which they are padded; received 5 at position 1. Pass ' +
        'maximumLength to cut them, or a greater length.',
    ],
    [
      'a length below the template',
      ['abc'],
      { maximumLength: 1 },
      "maximumLength must be at least 2, the length of the template's own tokens; received 1.",
    ],
    [
      'a side where nothing is cut',
      ['a'],
      { truncationSide: 'left' },
      'truncationSide must be absent where nothing is cut; received "left". Give maximumLength.',
    ],
    ['an unknown side', ['a'], { paddingSide: 'top' }, 'paddingSide must be one of "left", "right"; received "top".'],
    ['no length', ['a'], { length: 0 }, 'length must be a positive integer; received 0.'],
    [
      'an unknown option',
      ['a'],
      { pair: 'b' },
      'encodeBatch does not know the option "pair"; known options are special, replaceUnknown, template, ' +
        'regularization, maximumLength, length, paddingSide, truncationSide.',
    ],
  ])('refuses %s', (_, texts, options, message) => {
    expect(() => tokenizer.encodeBatch(texts as string[], options as object)).toThrow(new Error(message));
  });
});
