import golden from './golden/pad-sequences.golden.json';
import { idBatch, padSequences } from './index.js';

describe('padSequences', () => {
  it('fills up and cuts in front', () => {
    expect(padSequences([[5, 6, 7], [8], []], { length: 2 })).toEqual({
      ids: Int32Array.of(6, 7, 0, 8, 0, 0),
      mask: Uint8Array.of(1, 1, 0, 1, 0, 0),
      shape: [3, 2],
    });
  });

  it.each(golden)('gives what Keras gives for $options', ({ sequences, options, ids, shape }) => {
    const { maxlen: length, value: pad, ...sides } = options;
    const given = { ...sides, ...(length !== undefined && { length }), ...(pad !== undefined && { pad }) };
    const batch = padSequences(sequences, given as never);
    expect(Array.from(batch.ids)).toEqual(ids);
    expect(batch.shape).toEqual(shape);
  });

  it('is idBatch with other defaults', () => {
    const rows = [Int32Array.of(1, 2, 3), [4]];
    expect(padSequences(rows, { length: 2, padding: 'post', truncating: 'post', pad: 9 })).toEqual(
      idBatch(rows, { length: 2, pad: 9 }),
    );
  });

  it('makes an empty batch of nothing', () => {
    expect(padSequences([])).toEqual({ ids: new Int32Array(0), mask: new Uint8Array(0), shape: [0, 0] });
  });

  it.each([
    [3, {}, 'sequences must be an array of sequences of ids; received 3.'],
    [['ab'], {}, 'sequences[0] must be an array of ids; received "ab".'],
    [[[1], [2, 'a']], {}, 'sequences[1][1] must be an id, an integer; received "a".'],
    [[[0.5]], {}, 'sequences[0][0] must be an id, an integer; received 0.5.'],
    [[], { padding: 'left' }, 'padding must be one of "pre", "post"; received "left".'],
    [[], { length: 0 }, 'length must be a positive integer; received 0.'],
    [
      [],
      { truncating: 'post' },
      'truncating must be left out where rows have no fixed length; received "post". Give length as well.',
    ],
    [
      [],
      { maxlen: 3 },
      'padSequences does not know the option "maxlen"; known options are pad, padding, length, truncating.',
    ],
  ])('refuses %p with %p', (sequences, options, message) => {
    expect(() => padSequences(sequences as never, options as never)).toThrow(new Error(message));
  });
});
