import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import type { ParallelBatch } from '@refrain/core';
import { logUniformCandidates } from '@refrain/ops';
import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import type { EncoderDecoder, EncoderDecoderOptions, TranslationLossContext } from '../index.js';
import { setValues } from '../testing/arbitrary-model.js';
import {
  sourceVocabularySize,
  targetVocabularySize,
  translationBatch,
  withTranslator,
} from '../testing/arbitrary-translator.js';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

const options: EncoderDecoderOptions = {
  sourceVocabularySize,
  targetVocabularySize,
  embedding: 2,
  cell: 'gru',
  units: [2],
};
const batch = translationBatch(
  [
    [1, 2, 3],
    [4, 2],
  ],
  [
    [1, 5, 3, 2],
    [1, 4, 2],
  ],
);

function lossOf(model: EncoderDecoder, context: Partial<TranslationLossContext> = {}, given = batch): number {
  return tf.tidy(
    () => model.loss(given, { training: false, random: new Random(0), ...context }).mean.dataSync<'float32'>()[0]!,
  );
}

describe.each(backends)('the loss of an encoder-decoder on the backend %s', (_, use) => {
  beforeAll(use);

  it('counts only positions whose mask is 1, and is 0 where nothing counts', () => {
    withTranslator({ ...options, attention: 'dot' }, (model) => {
      const rows = [translationBatch([[1, 2, 3]], [[1, 5, 3, 2]]), translationBatch([[4, 2]], [[1, 4, 2]])];
      const [long, short] = rows.map((row) => lossOf(model, {}, row));
      expectClose([lossOf(model)], [(3 * long! + 2 * short!) / 5]);
      const { inputs } = batch.target;
      const nothing = { ...batch, target: { ...batch.target, inputs: { ...inputs, mask: new Uint8Array(6) } } };
      tf.tidy(() => {
        const { mean, weight, metrics } = model.loss(nothing, { training: false, random: new Random(0) });
        expectClose([...mean.dataSync(), weight, ...metrics.accuracy!.dataSync()], [0, 0, 0]);
      });
    });
  });

  it.each(['dropout', 'recurrentDropout', 'labelSmoothing'] as const)('knows %s in training only', (option) => {
    const variants = [{}, { inputFeeding: true }, { attentionOrder: 'bahdanau' }] as const;
    for (const variant of variants) {
      const looking = { ...options, attention: 'dot', ...variant } as const;
      withTranslator({ ...looking, [option]: 0.4 }, (model) =>
        withTranslator(looking, (plain) => {
          expectClose([lossOf(model)], [lossOf(plain)]);
          expect(lossOf(model, { training: true })).not.toBeCloseTo(lossOf(plain), 4);
          expect(lossOf(model, { training: true })).toBe(lossOf(model, { training: true }));
        }),
      );
    }
  });

  it('leaves the random generator alone where nothing is dropped or sampled', () => {
    withTranslator(options, (model) => {
      const random = new Random(1);
      lossOf(model, { training: true, random });
      expect(random.state()).toEqual(new Random(1).state());
    });
  });
});

// On the fused kernels alone: that the composed operations have the same gradients is tested where they are made.
describe('the gradient of the loss', () => {
  beforeAll(useRefrain);

  it.each([
    { ...options, attention: 'dot', inputFeeding: true },
    {
      ...options,
      cell: 'lstm',
      units: [2, 2],
      attention: 'general',
      readout: 'combined',
      inputFeeding: true,
      dropout: 0.5,
    },
    {
      ...options,
      bidirectional: true,
      encoderUnits: [1],
      attention: 'additive',
      inputFeeding: true,
      tiedOutput: true,
      readout: 'context',
    },
    {
      ...options,
      cell: 'lstm',
      bidirectional: true,
      encoderUnits: [3],
      attention: 'additive',
      dropout: 0.5,
      recurrentDropout: 0.5,
    },
    {
      ...options,
      units: [2, 2],
      encoderUnits: [2],
      attention: 'additive',
      attentionOrder: 'bahdanau',
      readout: 'hidden',
      dropout: 0.5,
      recurrentDropout: 0.5,
      sampledSoftmax: { samples: 3 },
    },
    { ...options, attention: 'scaled-dot', readout: 'combined', tiedOutput: true, labelSmoothing: 0.1 },
    { ...options, cell: 'rnn', sourceVocabularySize: targetVocabularySize, sharedEmbedding: true, tiedOutput: true },
  ] satisfies EncoderDecoderOptions[])('is that of finite differences: %j', async (variant) => {
    await expectNoNewTensors(() =>
      withTranslator(variant, (model) => {
        const context = (): TranslationLossContext => ({ training: true, random: new Random(5) });
        const directions = new Random('directions');
        for (const { variable } of model.variables()) {
          const gradient = tf.tidy(() => {
            const { grads } = tf.variableGrads(() => model.loss(batch, context()).mean, [variable]);
            return grads[variable.name]!.dataSync<'float32'>().slice();
          });
          const values = variable.dataSync<'float32'>().slice();
          // Along a direction: to move every number by itself would take hundreds of whole passes.
          const direction = values.map(() => directions.normal());
          const distance = Float64Array.of(0);
          const expected = numericGradient(
            () => {
              setValues(
                variable,
                values.map((value, index) => value + distance[0]! * direction[index]!),
              );
              return lossOf(model, context());
            },
            distance,
            5e-3,
          );
          setValues(variable, values);
          const found = gradient.reduce((sum, value, index) => sum + value * direction[index]!, 0);
          // The loss is computed in 32 bits, so its differences are good to about three digits.
          expectClose([found], expected, { absolute: 3e-4, relative: 1e-2 });
        }
      }),
    );
  });
});

describe('the sampled softmax', () => {
  beforeAll(useRefrain);

  const sampled = { ...options, tiedOutput: true, sampledSoftmax: { samples: 3 } };

  it('tells each target from the ids that are drawn, in training', async () => {
    await expectNoNewTensors(() =>
      withTranslator(sampled, (model) => {
        const { ids, expectedCount } = logUniformCandidates(new Random(4), { count: 3, classes: targetVocabularySize });
        const { source, target } = batch;
        const logits = tf.tidy(() => model.logits({ source, inputs: target.inputs }).logits.dataSync<'float32'>());
        const losses = [...target.inputs.mask].flatMap((flag, position) => {
          const corrected = (id: number): number =>
            logits[position * targetVocabularySize + id]! - Math.log(expectedCount(id));
          const own = corrected(target.targets[position]!);
          const others = [...ids].filter((id) => id !== target.targets[position]).map(corrected);
          const total = [own, ...others].reduce((sum, logit) => sum + Math.exp(logit), 0);
          return flag === 1 ? [Math.log(total) - own] : [];
        });
        const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
        expectClose([lossOf(model, { training: true, random: new Random(4) })], [mean]);
      }),
    );
  });

  it('is the full softmax in evaluation, and knows the accuracy there alone', () => {
    withTranslator(sampled, (model) =>
      withTranslator({ ...options, tiedOutput: true }, (plain) => {
        expect(lossOf(model)).toBe(lossOf(plain));
        tf.tidy(() => {
          const random = new Random(0);
          expect(Object.keys(model.loss(batch, { training: false, random }).metrics)).toEqual(['accuracy']);
          expect(Object.keys(model.loss(batch, { training: true, random }).metrics)).toEqual([]);
        });
      }),
    );
  });
});

describe('scheduled sampling', () => {
  beforeAll(useRefrain);

  it('reads what the model would choose, given true ids before, wherever it is drawn', async () => {
    await expectNoNewTensors(() =>
      withTranslator({ ...options, attention: 'dot', scheduledSampling: 1 }, (model) => {
        const { source, target } = translationBatch([[1, 2, 3]], [[1, 5, 3, 2]]);
        const choices = tf.tidy(() =>
          tf.argMax(model.logits({ source, inputs: target.inputs }).logits, -1).dataSync<'int32'>(),
        );
        const ids = Int32Array.of(1, choices[0]!, choices[1]!);
        expect(ids).not.toEqual(target.inputs.ids);
        const own: ParallelBatch = { source, target: { ...target, inputs: { ...target.inputs, ids } } };
        expectClose([lossOf(model, { training: true }, { source, target })], [lossOf(model, {}, own)]);
      }),
    );
  });

  it('does nothing outside of training, and keeps no tensor of its own pass alive', async () => {
    await expectNoNewTensors(() =>
      withTranslator({ ...options, scheduledSampling: 0.5 }, (model) =>
        withTranslator(options, (plain) => {
          expect(lossOf(model)).toBe(lossOf(plain));
          const before = tf.memory().numTensors;
          const loss = (): tf.Scalar => model.loss(batch, { training: true, random: new Random(1) }).mean;
          const { value, grads } = tf.variableGrads(
            loss,
            model.variables().map(({ variable }) => variable),
          );
          tf.dispose([value, ...Object.values(grads)]);
          expect(tf.memory().numTensors).toBe(before);
        }),
      ),
    );
  });
});

describe('the loss refuses', () => {
  beforeAll(useRefrain);

  it.each<[string, (given: ParallelBatch) => unknown, string]>([
    [
      'targets outside the vocabulary',
      ({ target, ...rest }) => ({ ...rest, target: { ...target, targets: target.targets.map(() => 6) } }),
      'target.targets must be ids from 0 to 5; received 6 in row 0, position 0. Encode with the tokenizer that the model was made for.',
    ],
    [
      'source ids of the target vocabulary',
      ({ source, ...rest }) => ({ ...rest, source: { ...source, ids: source.ids.map(() => 5) } }),
      'source.ids must be ids from 0 to 4; received 5 in row 0, position 0. Encode with the tokenizer that the model was made for.',
    ],
    [
      'sides of different rows',
      (given) => ({ ...given, source: translationBatch([[1]], [[1, 2]]).source }),
      'source and target must have as many rows; received 1 and 2. Row i of the target translates row i of the source.',
    ],
  ])('%s', (_, change, message) => {
    withTranslator(options, (model) => {
      expect(() => lossOf(model, {}, change(batch) as ParallelBatch)).toThrow(new Error(message));
    });
  });
});
