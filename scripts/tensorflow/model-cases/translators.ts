import { Random } from '../../../packages/core/src/index.js';
import { encoderDecoder } from '../../../packages/models/src/index.js';
import type { EncoderDecoderOptions } from '../../../packages/models/src/index.js';
import { idBatch, sequenceBatch } from '../../../packages/models/src/testing/sequence-batch.js';
import { numbersOf, type ParityCase, type ParityCases, tidied } from '../numbers.js';
import { learningOf, raggedRows, stir } from './trained-model.js';

const [vocabularySize, units] = [19, 14];
const sources = raggedRows(4, 12, vocabularySize);
const targets = raggedRows(4, 9, vocabularySize);
const sizes = { sourceVocabularySize: vocabularySize, targetVocabularySize: vocabularySize, embedding: 8 };

/** The encoder-decoder by its options. */
export const translatorCases: ParityCases = {
  encoderDecoder: {
    'LSTM without attention': translatorCase({ cell: 'lstm' }),
    'LSTM both ways, dot': translatorCase({ cell: 'lstm', bidirectional: true, attention: 'dot', readout: 'context' }),
    'two GRUs, scaled dot, with dropout': translatorCase({
      units: [10, units],
      attention: 'scaled-dot',
      dropout: 0.2,
      recurrentDropout: 0.2,
    }),
    'GRU with the reset gate before the product, general, tied': translatorCase({
      resetAfter: false,
      attention: 'general',
      readout: 'combined',
      tiedOutput: true,
      sharedEmbedding: true,
    }),
    'simple RNN both ways, additive, smoothed': translatorCase({
      cell: 'rnn',
      bidirectional: true,
      attention: 'additive',
      labelSmoothing: 0.1,
    }),
    "GRU in Bahdanau's order": translatorCase({
      bidirectional: true,
      attention: 'additive',
      attentionOrder: 'bahdanau',
      readout: 'hidden',
    }),
    'LSTM with input feeding': translatorCase({
      cell: 'lstm',
      attention: 'dot',
      readout: 'combined',
      inputFeeding: true,
    }),
    'GRU among a sample of the vocabulary': translatorCase({ attention: 'dot', sampledSoftmax: { samples: 6 } }),
    'LSTM that reads its own choices': translatorCase({ cell: 'lstm', attention: 'dot', scheduledSampling: 0.4 }),
  },
};

/** Whole pairs and single steps. */
function translatorCase(options: Partial<EncoderDecoderOptions>): ParityCase {
  return async () => {
    const model = encoderDecoder({ ...sizes, cell: 'gru', units: [units], ...options }, new Random(3));
    stir(model);
    const source = idBatch(sources);
    const target = sequenceBatch(targets);
    const learning = learningOf(model, { source, target });
    const whole = tidied(() => {
      const { logits, attention } = model.logits({ source, inputs: target.inputs });
      return { logits: numbersOf(logits), ...(attention && { attention: numbersOf(attention) }) };
    });
    const steps: [string, ArrayLike<number>][] = [];
    let state = await model.encode(source);
    for (let position = 0; position < 3; position++) {
      const step = model.step(
        Int32Array.from(sources, () => position + 1),
        state,
      );
      model.dispose(state);
      ({ state } = step as { state: typeof state });
      const { logits, attention } = step as { logits: Float32Array; attention?: Float32Array };
      steps.push([`step ${position}`, Float32Array.from(logits)]);
      if (attention) steps.push([`attention of step ${position}`, Float32Array.from(attention)]);
    }
    model.dispose(state);
    model.dispose();
    return { ...learning, ...whole, ...Object.fromEntries(steps) };
  };
}
