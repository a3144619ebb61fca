import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { attentionDecoder } from '../index.js';
import type { AttentionDecoderOptions, AttentionDecoderSequences, AttentionDecoderWeights } from './types.js';

const zeros = <T extends tf.Tensor>(...shape: number[]): T => tf.zeros(shape) as T;

interface Call {
  readonly sequences?: Partial<Record<keyof AttentionDecoderSequences, unknown>>;
  readonly weights?: Partial<Record<keyof AttentionDecoderWeights, unknown>>;
  readonly options?: Partial<Record<keyof AttentionDecoderOptions, unknown>>;
}

/** A GRU of 2 units reads 3 numbers and 6 that are fed, looks at 5 vectors of 4, all over 2 rows of 3 positions. */
function run({ sequences, weights, options }: Call): void {
  const layer = { kernel: zeros(3 + 6, 6), recurrentKernel: zeros(2, 6), bias: zeros(2, 6) };
  attentionDecoder(
    { input: zeros(2, 3, 3), values: zeros(2, 5, 4), keys: zeros(2, 5, 2), ...sequences } as AttentionDecoderSequences,
    { layers: [layer], ...weights } as AttentionDecoderWeights,
    { cell: 'gru', order: 'luong', score: 'dot', readout: 'concatenation', ...options } as AttentionDecoderOptions,
  );
}

describe('attentionDecoder refuses', () => {
  beforeAll(() => tf.setBackend('cpu'));
  let before = 0;
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it('nothing where everything fits', () => {
    expect(() => run({})).not.toThrow();
  });

  it.each<[string, () => Call, string]>([
    [
      'an unknown option',
      () => ({ options: { inputFeeding: true } as object }),
      'attentionDecoder does not know the option "inputFeeding"; known options are cell, order, score, readout, ' +
        'initialStates, initialReadout, feedMask, inputMasks, recurrentMasks, resetAfter.',
    ],
    [
      'the score that projects keys',
      () => ({ options: { score: 'general' } }),
      'score must be one of "dot", "scaled-dot", "additive"; received "general".',
    ],
    [
      'no layers',
      () => ({ weights: { layers: [] } }),
      'layers must be an array of the weights of at least one layer; received [].',
    ],
    [
      'a readout without the context where it is fed back',
      () => ({ options: { readout: 'hidden' } }),
      `readout must be one that holds the context in the order 'luong'; received "hidden". Attention would do nothing otherwise.`,
    ],
    [
      'a combined readout without its kernel',
      () => ({ options: { readout: 'combined' } }),
      "readoutKernel must be a tensor [units + valueUnits, readoutUnits] for the readout 'combined'; received undefined.",
    ],
    [
      'masks for other layers',
      () => ({ options: { inputMasks: [zeros(2, 9)] } }),
      'inputMasks must have 0 elements, by the number of layers; received 1.',
    ],
    [
      'a position where there is none',
      () => ({ sequences: { input: zeros(2, 0, 3) } }),
      'input must have at least one row and one position; received the shape [2, 0, 3].',
    ],
    [
      'keys that are no states',
      () => ({ sequences: { keys: zeros(2, 5, 4) } }),
      'keys must have the shape [2, 5, 2]; received [2, 5, 4].',
    ],
    [
      'a kernel that reads something else',
      () => ({ options: { order: 'bahdanau' } }),
      'kernel of layer 0 must have the shape [7, 6]; received [9, 6].',
    ],
    [
      'a mask of the target',
      () => ({ sequences: { mask: zeros(2, 3) } }),
      'mask must have the shape [2, 5]; received [2, 3].',
    ],
  ])('%s', (_, call, message) => {
    expect(() => run(call())).toThrow(new Error(message));
  });

  it.each<[string, () => Call, RegExp]>([
    [
      'an initial readout that is never fed',
      () => ({ options: { order: 'bahdanau', initialReadout: zeros(2, 6) } }),
      /^initialReadout .*'bahdanau'/,
    ],
    ['a scale of products', () => ({ weights: { scoreScale: zeros(2) } }), /^scoreScale .*'dot'/],
    ['a kernel of no readout', () => ({ weights: { readoutKernel: zeros(6, 2) } }), /^readoutKernel .*'concatenation'/],
    ['a reset gate where there is none', () => ({ options: { cell: 'rnn', resetAfter: true } }), /^resetAfter .*'rnn'/],
    [
      "an LSTM's cell where there is none",
      () => ({ options: { initialStates: [{ state: zeros(2, 2), cell: zeros(2, 2) }] } }),
      /^initialStates\[0\]\.cell .*'gru'/,
    ],
  ])('%s: it would do nothing', (_, call, start) => {
    expect(() => run(call())).toThrow(start);
    expect(() => run(call())).toThrow(/must be left out .*It would do nothing\.$/);
  });

  it('before anything runs', () => {
    tf.tidy(() => expect(() => run({ weights: { layers: [] } })).toThrow());
    expect(tf.memory().numTensors).toBe(before);
  });
});
