import type { EncoderDecoderOptions } from './options.js';
import { resolveEncoderDecoderOptions } from './resolve-options.js';

const options: EncoderDecoderOptions = {
  sourceVocabularySize: 1000,
  targetVocabularySize: 900,
  embedding: 128,
  cell: 'lstm',
  units: [512],
};

function refusal(changed: object): unknown {
  try {
    resolveEncoderDecoderOptions({ ...options, ...changed });
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the options of encoderDecoder', () => {
  it('have defaults', () => {
    expect(resolveEncoderDecoderOptions(options)).toEqual({
      sourceVocabularySize: 1000,
      targetVocabularySize: 900,
      sourceEmbedding: 128,
      targetEmbedding: 128,
      cell: 'lstm',
      units: [512],
      encoderUnits: [512],
      bidirectional: false,
      attention: 'none',
      inputFeeding: false,
      tiedOutput: false,
      sharedEmbedding: false,
      dropout: 0,
      recurrentDropout: 0,
      labelSmoothing: 0,
      scheduledSampling: 0,
    });
  });

  it('have more of them where there is more to say', () => {
    const looking = {
      ...options,
      cell: 'gru',
      bidirectional: true,
      attention: 'additive',
      readout: 'combined',
    } as const;
    expect(resolveEncoderDecoderOptions(looking)).toMatchObject({
      encoderUnits: [256],
      attentionUnits: 512,
      readout: 'combined',
      readoutUnits: 512,
      resetAfter: true,
    });
    expect(resolveEncoderDecoderOptions({ ...looking, tiedOutput: true }).readoutUnits).toBe(128);
    expect(resolveEncoderDecoderOptions({ ...options, attention: 'dot' })).toMatchObject({
      attentionOrder: 'luong',
      readout: 'concatenation',
    });
    expect(resolveEncoderDecoderOptions({ ...options, units: [512, 512], encoderUnits: [512] }).encoderUnits).toEqual([
      512,
    ]);
  });

  it('take one width for both embeddings, or for one of them', () => {
    const { sourceEmbedding, targetEmbedding } = resolveEncoderDecoderOptions({ ...options, targetEmbedding: 64 });
    expect([sourceEmbedding, targetEmbedding]).toEqual([128, 64]);
  });

  it('resolve to themselves once resolved', () => {
    for (const attention of ['none', 'dot', 'general', 'additive'] as const) {
      for (const cell of ['gru', 'lstm', 'rnn'] as const) {
        const resolved = resolveEncoderDecoderOptions({ ...options, attention, cell, bidirectional: true });
        expect(resolveEncoderDecoderOptions(resolved)).toEqual(resolved);
      }
    }
  });

  it.each([
    [{ sourceVocabularySize: 0 }, 'sourceVocabularySize must be a positive integer; received 0.'],
    [{ targetVocabularySize: 1.5 }, 'targetVocabularySize must be a positive integer; received 1.5.'],
    [
      { embedding: undefined },
      'sourceEmbedding must be a positive integer; received undefined. Give the width as embedding, or sourceEmbedding and targetEmbedding.',
    ],
    [
      { sourceEmbedding: 3, targetEmbedding: 4 },
      'embedding must be left out where both sides have a width of their own; received 128. It would do nothing.',
    ],
    [{ cell: 'GRU' }, 'cell must be one of "gru", "lstm", "rnn"; received "GRU".'],
    [
      { units: 512 },
      'units must be an array of at least one width; received 512. For a single layer of 128 units write [128].',
    ],
    [{ units: [512, 0] }, 'units[1] must be a positive integer; received 0.'],
    [
      { encoderUnits: [] },
      'encoderUnits must be an array of at least one width; received []. For a single layer of 128 units write [128].',
    ],
    [
      { bidirectional: true, units: [5] },
      'units must be even for a bidirectional encoder, each direction of which has half of them; received 5. Or give encoderUnits.',
    ],
    [{ bidirectional: 1 }, 'bidirectional must be true or false; received 1.'],
    [
      { attention: 'luong' },
      'attention must be one of "none", "dot", "scaled-dot", "general", "additive"; received "luong".',
    ],
    [
      { attention: 'dot', attentionUnits: 5 },
      "attentionUnits must be left out for attention 'dot'; received 5. It would do nothing.",
    ],
    [
      { attention: 'dot', encoderUnits: [256] },
      "attention 'dot' needs an encoder whose outputs are as wide as the decoder; received outputs of 256 and a decoder of 512 units. Make both the same, or use 'general' or 'additive'.",
    ],
    [{ readout: 'context' }, 'readout must be left out without attention; received "context". It would do nothing.'],
    [
      { attention: 'dot', readout: 'luong' },
      'readout must be one of "concatenation", "context", "combined", "hidden"; received "luong".',
    ],
    [
      { attention: 'dot', readoutUnits: 5 },
      "readoutUnits must be left out for the readout 'concatenation'; received 5. It would do nothing.",
    ],
    [{ inputFeeding: true }, 'inputFeeding must be false without attention; received true.'],
    [
      { attentionOrder: 'bahdanau' },
      'attentionOrder must be left out without attention; received "bahdanau". It would do nothing.',
    ],
    [
      { attention: 'dot', attentionOrder: 'gnmt' },
      'attentionOrder must be one of "luong", "bahdanau"; received "gnmt".',
    ],
    [
      { attention: 'dot', attentionOrder: 'bahdanau', inputFeeding: true },
      "inputFeeding must be false in the attention order 'bahdanau'; received true. There the first layer reads the context already.",
    ],
    [
      { attention: 'dot', readout: 'hidden' },
      `readout must be one that holds the context in the attention order 'luong'; received "hidden". Attention would do nothing otherwise.`,
    ],
    [{ sampledSoftmax: 512 }, 'sampledSoftmax must be an object such as { samples: 512 }; received 512.'],
    [
      { sampledSoftmax: { samples: 900 } },
      'sampledSoftmax.samples must be below the size of the target vocabulary, 900; received 900. Leave sampledSoftmax out where all ids are wanted.',
    ],
    [{ sampledSoftmax: { samples: 0 } }, 'sampledSoftmax.samples must be a positive integer; received 0.'],
    [
      { sampledSoftmax: { samples: 5 }, labelSmoothing: 0.1 },
      'labelSmoothing must be 0 with sampledSoftmax; received 0.1. It spreads probability over the whole vocabulary, of which a sample is seen.',
    ],
    [
      { tiedOutput: true },
      "tiedOutput needs an output layer that reads as many units as the target embedding has; received 512 units and an embedding of 128. Make both the same, use the readout 'combined', or leave tiedOutput out.",
    ],
    [
      { sharedEmbedding: true },
      'sharedEmbedding needs one vocabulary and one width for both sides; received 1000 and 900 ids of 128 and 128 units. Make them the same, or leave sharedEmbedding out.',
    ],
    [{ dropout: 1 }, 'dropout must be a number from 0 to below 1; received 1. It is the share that is dropped.'],
    [{ labelSmoothing: 1.1 }, 'labelSmoothing must be a number from 0 to 1; received 1.1.'],
    [{ scheduledSampling: -0.1 }, 'scheduledSampling must be a number from 0 to 1; received -0.1.'],
    [{ resetAfter: true }, "resetAfter must be left out for the cell 'lstm'; received true. It would do nothing."],
    [{ layers: 2 }, /^encoderDecoder does not know the option "layers"; known options are /],
  ] as [object, string | RegExp][])('refuse %j', (changed, message) => {
    expect(refusal(changed)).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
  });
});
