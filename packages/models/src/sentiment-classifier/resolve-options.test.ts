import type { SentimentClassifierOptions } from './options.js';
import { resolveSentimentClassifierOptions } from './resolve-options.js';

const options: SentimentClassifierOptions = { vocabularySize: 1000, embedding: 128, cell: 'gru', units: [128] };

function refusal(changed: object): unknown {
  try {
    resolveSentimentClassifierOptions({ ...options, ...changed });
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the options of sentimentClassifier', () => {
  it('have defaults', () => {
    expect(resolveSentimentClassifierOptions(options)).toEqual({
      ...options,
      bidirectional: false,
      pooling: 'last',
      dropout: 0,
      recurrentDropout: 0,
      outputDropout: 0,
      masking: 'explicit',
      resetAfter: true,
    });
  });

  it('have the id of padding where it is looked for', () => {
    expect(resolveSentimentClassifierOptions({ ...options, masking: 'from-ids' })).toHaveProperty('paddingId', 0);
  });

  it('resolve to themselves once resolved', () => {
    for (const changed of [{}, { cell: 'lstm', hidden: 3 }, { masking: 'from-ids', paddingId: 7 }] as const) {
      const resolved = resolveSentimentClassifierOptions({ ...options, ...changed });
      expect(resolveSentimentClassifierOptions(resolved)).toEqual(resolved);
    }
  });

  it.each([
    [{ vocabularySize: 0 }, 'vocabularySize must be a positive integer; received 0.'],
    [{ embedding: 'one-hot' }, 'embedding must be a positive integer; received "one-hot".'],
    [{ cell: 'LSTM' }, 'cell must be one of "gru", "lstm", "rnn"; received "LSTM".'],
    [
      { units: 64 },
      'units must be an array of at least one width; received 64. For a single layer of 128 units write [128].',
    ],
    [{ units: [64, 0] }, 'units[1] must be a positive integer; received 0.'],
    [{ bidirectional: 'both' }, 'bidirectional must be true or false; received "both".'],
    [{ pooling: 'first' }, 'pooling must be one of "last", "max", "mean", "concat"; received "first".'],
    [{ hidden: 0 }, 'hidden must be a positive integer; received 0.'],
    [{ dropout: 1 }, 'dropout must be a number from 0 to below 1; received 1. It is the share that is dropped.'],
    [
      { outputDropout: -1 },
      'outputDropout must be a number from 0 to below 1; received -1. It is the share that is dropped.',
    ],
    [{ masking: 'mask' }, 'masking must be one of "none", "from-ids", "explicit", "ragged"; received "mask".'],
    [
      { paddingId: 0 },
      "paddingId must be left out with masking 'explicit'; received 0. Only masking 'from-ids' looks for it.",
    ],
    [{ masking: 'from-ids', paddingId: 1000 }, 'paddingId must be an id of the vocabulary, below 1000; received 1000.'],
    [{ masking: 'from-ids', paddingId: -1 }, 'paddingId must be an integer of at least 0; received -1.'],
    [
      { cell: 'lstm', resetAfter: true },
      "resetAfter must be left out for the cell 'lstm'; received true. Only a GRU has it.",
    ],
    [
      { embeddingWeights: new Float32Array(3) },
      'embeddingWeights must be a Float32Array of 1000 × 128 = 128000 numbers; received Float32Array of 3. It holds one vector for each id of the vocabulary.',
    ],
    [{ initialization: 'torch' }, 'initialization must be one of "keras", "pytorch"; received "torch".'],
    [
      { padding: 0 },
      'sentimentClassifier does not know the option "padding"; known options are vocabularySize, embedding, cell, units, bidirectional, pooling, hidden, dropout, recurrentDropout, outputDropout, masking, paddingId, resetAfter, embeddingWeights, initialization.',
    ],
  ])('%j is refused', (changed, message) => {
    expect(refusal(changed)).toBe(message);
  });
});
