import { useRefrain } from '@refrain/backend';
import { UsageError } from '@refrain/app-kit';
import type { TrainOptions } from './settings.js';
import { tinyTranslator } from './testing/tiny-translator.js';

beforeAll(() => useRefrain());

describe('newModel', () => {
  it.each([
    [
      { readout: 'hidden' },
      '--readout must be one that holds the context in the attention order \'luong\'; received "hidden". Attention would do nothing otherwise.',
    ],
    [
      { sampledSoftmax: 270 },
      '--sampled-softmax must be below the size of the target vocabulary, 270; received 270. Leave --sampled-softmax out where all ids are wanted.',
    ],
  ] as [TrainOptions, string][])('says what does not fit in the names of the command line: %j', (options, message) => {
    expect(() => tinyTranslator({ tokenizer: 'bpe', ...options })).toThrow(new UsageError(message));
  });

  it.each([
    { preset: 'bahdanau', sampledSoftmax: 8 },
    { preset: 'small' },
    { preset: 'quick', attention: 'general', inputFeeding: true, scheduledSampling: 0.5 },
    { preset: 'geron', tiedOutput: true },
  ] as TrainOptions[])('hands every choice to the model: %j', (options) => {
    const { model } = tinyTranslator({ ...options, tokenizer: 'bpe' });
    const { attentionOrder, readout, inputFeeding, tiedOutput, sampledSoftmax, scheduledSampling } = model.options;
    expect({ attentionOrder, readout, inputFeeding, tiedOutput, sampledSoftmax, scheduledSampling }).toEqual(
      {
        bahdanau: {
          ...{ attentionOrder: 'bahdanau', readout: 'concatenation', inputFeeding: false, tiedOutput: false },
          ...{ sampledSoftmax: { samples: 8 }, scheduledSampling: 0 },
        },
        small: {
          attentionOrder: 'luong',
          readout: 'combined',
          inputFeeding: false,
          tiedOutput: true,
          scheduledSampling: 0,
        },
        quick: {
          attentionOrder: 'luong',
          readout: 'combined',
          inputFeeding: true,
          tiedOutput: false,
          scheduledSampling: 0.5,
        },
        geron: { inputFeeding: false, tiedOutput: true, scheduledSampling: 0 },
      }[options.preset as string],
    );
    model.dispose();
  });

  it.each(['words', 'bpe'] as const)(
    'gives both languages one vocabulary of %s and one embedding, on request',
    (tokenizer) => {
      const shared = tinyTranslator({ tokenizer, sharedVocabulary: true });
      expect(shared.tokenizers.source).toBe(shared.tokenizers.target);
      const embeddings = shared.model.variables().filter(({ name }) => name.endsWith('embedding'));
      expect(embeddings.map(({ name }) => name)).toEqual(['embedding']);
      shared.model.dispose();
    },
  );
});
