import { parallelBatch } from './index.js';

const ends = { startId: 1, endId: 2 };
const pairs = [
  { source: [5, 6, 9], target: Int32Array.of(7, 8) },
  { source: Uint16Array.of(9), target: [] },
];

describe('parallelBatch', () => {
  it('reads the start and the target, predicts the target and the end', () => {
    expect(parallelBatch(pairs, ends)).toEqual({
      source: { ids: Int32Array.of(5, 6, 9, 9, 0, 0), mask: Uint8Array.of(1, 1, 1, 1, 0, 0), shape: [2, 3] },
      target: {
        inputs: { ids: Int32Array.of(1, 7, 8, 1, 0, 0), mask: Uint8Array.of(1, 1, 1, 1, 0, 0), shape: [2, 3] },
        targets: Int32Array.of(7, 8, 2, 2, 0, 0),
        startsSequence: true,
      },
    });
  });

  it('pads with any id on both sides', () => {
    const { source, target } = parallelBatch(pairs, { ...ends, pad: 4 });
    expect([...source.ids]).toEqual([5, 6, 9, 9, 4, 4]);
    expect([...target.inputs.ids]).toEqual([1, 7, 8, 1, 4, 4]);
    expect([...target.targets]).toEqual([7, 8, 2, 2, 4, 4]);
  });

  // keras.layers.TextVectorization(vocabulary=['start', 'end', 'a', 'b'], output_sequence_length=2)(['start a b', 'a b end'])
  // gives [[2, 4], [4, 5]], start a and a b, in Keras 3.15.
  it('cuts as Keras does: without an end', () => {
    const { source, target } = parallelBatch(pairs.slice(0, 1), { ...ends, maxLength: 2 });
    expect([...source.ids]).toEqual([5, 6]);
    expect([...target.inputs.ids]).toEqual([1, 7]);
    expect([...target.targets]).toEqual([7, 8]);
  });

  it('cuts each side to its own length', () => {
    const { source, target } = parallelBatch(pairs, { ...ends, maxLength: { source: 1, target: 3 } });
    expect(source.shape).toEqual([2, 1]);
    expect([...target.targets]).toEqual([7, 8, 2, 2, 0, 0]);
  });

  it('of nothing is empty', () => {
    const { source, target } = parallelBatch([], ends);
    expect([source.shape, target.inputs.shape, target.targets.length]).toEqual([[0, 0], [0, 0], 0]);
  });

  it.each([
    [
      { endId: 2 },
      'startId must be an integer of at least 0; received undefined. Take it from the vocabulary of the target tokenizer.',
    ],
    [
      { startId: 1, endId: -1 },
      'endId must be an integer of at least 0; received -1. Take it from the vocabulary of the target tokenizer.',
    ],
    [{ ...ends, pad: 0.5 }, 'pad must be an id, an integer; received 0.5.'],
    [{ ...ends, maxLength: 0 }, 'maxLength must be a positive integer; received 0.'],
    [{ ...ends, maxLength: null }, 'maxLength must be a positive integer; received null.'],
    [{ ...ends, maxLength: { source: 3 } }, 'maxLength.target must be a positive integer; received undefined.'],
    [
      { ...ends, maxLength: { source: 3, targets: 3 } },
      'maxLength does not know the option "targets"; known options are source, target.',
    ],
    [
      { ...ends, padding: 'pre' },
      'parallelBatch does not know the option "padding"; known options are startId, endId, pad, maxLength.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => parallelBatch(pairs, options as never)).toThrow(new Error(message));
  });

  it.each([
    [[null], 'pairs[0].source must be an array of ids; received undefined.'],
    [[{ source: [1] }], 'pairs[0].target must be an array of ids; received undefined.'],
    [
      [pairs[0], { source: [], target: [1] }],
      'pairs[1].source must be at least one id; received []. There is nothing to translate: leave the pair out.',
    ],
    [[{ source: 'Go.', target: 'Ve.' }], 'pairs[0].source must be an array of ids; received "Go.".'],
  ])('refuses the pairs %j', (wrong, message) => {
    expect(() => parallelBatch(wrong as never, ends)).toThrow(new Error(message));
  });
});
