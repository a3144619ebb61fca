import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import type { SequenceBatch } from '@refrain/core';
import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn } from '../index.js';
import type { CharRnn, CharRnnOptions, LossContext } from '../index.js';
import { setValues, vocabularySize, withModel } from '../testing/arbitrary-model.js';
import { idBatch, sequenceBatch } from '../testing/sequence-batch.js';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

const options: CharRnnOptions = { vocabularySize, embedding: 3, cell: 'gru', units: [4] };
const batch = sequenceBatch([
  [0, 1, 2, 3, 4],
  [4, 4, 2, 0, 1],
]);
/** Two of two, for gradients: a step of finite differences takes two whole passes. */
const smallBatch = sequenceBatch([
  [0, 1, 2],
  [4, 4, 2],
]);

interface Numbers {
  readonly mean: number;
  readonly weight: number;
  readonly accuracy: number;
}

function lossOf(model: CharRnn, given: SequenceBatch, context: Partial<LossContext> = {}): Numbers {
  return tf.tidy(() => {
    const { mean, weight, metrics } = model.loss(given, { training: false, random: new Random(0), ...context });
    return { mean: mean.dataSync()[0]!, weight, accuracy: metrics.accuracy.dataSync()[0]! };
  });
}

describe.each(backends)('loss, on the backend %s', (_, use) => {
  beforeAll(use);

  it('is ln(vocabulary) nats a token where nothing is known', () => {
    withModel(options, (model) => {
      for (const { name, variable } of model.variables()) {
        if (name.startsWith('output')) setValues(variable, new Float32Array(variable.size));
      }
      const { mean, weight, accuracy } = lossOf(model, batch);
      expectClose([mean], [Math.log(vocabularySize)]);
      expect(weight).toBe(8);
      // All logits are equal, so id 0 counts as predicted: it is one target of eight.
      expect(accuracy).toBe(1 / 8);
    });
  });

  it('counts only positions whose mask is 1', () => {
    withModel(options, (model) => {
      const padded = sequenceBatch([
        [0, 1, 2, 3, 4],
        [4, 4, 2],
      ]);
      const [long, short] = [
        lossOf(model, sequenceBatch([[0, 1, 2, 3, 4]])),
        lossOf(model, sequenceBatch([[4, 4, 2]])),
      ];
      const together = lossOf(model, padded);
      expect(together.weight).toBe(6);
      expectClose([together.mean], [(4 * long.mean + 2 * short.mean) / 6]);
      expectClose([together.accuracy], [(4 * long.accuracy + 2 * short.accuracy) / 6]);
    });
  });

  it('is 0 with weight 0 where nothing counts', () => {
    withModel(options, (model) => {
      const nothing = { ...batch, inputs: { ...batch.inputs, mask: new Uint8Array(8) } };
      const { mean, weight, accuracy } = lossOf(model, nothing);
      expectClose([mean, weight, accuracy], [0, 0, 0]);
    });
  });

  it('of two batches with the states carried is that of the whole', () => {
    withModel({ ...options, cell: 'lstm', units: [3, 2] }, (model) => {
      const whole = lossOf(model, sequenceBatch([[0, 1, 2, 3, 4, 0, 1]]));
      const [first, second] = [sequenceBatch([[0, 1, 2]]), sequenceBatch([[2, 3, 4, 0, 1]])];
      tf.tidy(() => {
        const { carry } = model.loss(first, { training: false, random: new Random(0) });
        const [before, after] = [lossOf(model, first), lossOf(model, second, { carry })];
        expectClose([(2 * before.mean + 4 * after.mean) / 6], [whole.mean]);
      });
    });
  });

  it('refuses targets outside the vocabulary', () => {
    withModel(options, (model) => {
      expect(() => lossOf(model, { ...batch, targets: Int32Array.of(0, 1, 2, 3, 4, 5, 0, 0) })).toThrow(
        'targets must be ids from 0 to 4; received 5 in row 1, position 1. Encode with the tokenizer that the model was made for.',
      );
      expect(() => lossOf(model, { ...batch, targets: Int32Array.of(0) })).toThrow(
        'targets must have 2 × 4 numbers, as the shape says; received 1.',
      );
    });
  });

  it.each([
    { ...options, units: [2], dropout: 0.5, recurrentDropout: 0.5 },
    { ...options, cell: 'lstm', units: [2, 3], tiedOutput: true },
    { ...options, cell: 'rnn', embedding: 'one-hot', dropout: 0.5 },
  ] satisfies CharRnnOptions[])('has the gradient of finite differences: %j', async (variant) => {
    await expectNoNewTensors(() =>
      withModel(variant, (model) => {
        const context = (): LossContext => ({ training: true, random: new Random(5) });
        for (const { variable } of model.variables()) {
          const gradient = tf.tidy(() => {
            const { grads } = tf.variableGrads(() => model.loss(smallBatch, context()).mean, [variable]);
            return grads[variable.name]!.dataSync<'float32'>().slice();
          });
          const values = variable.dataSync<'float32'>().slice();
          const expected = numericGradient(
            () => {
              setValues(variable, values.slice());
              return lossOf(model, smallBatch, context()).mean;
            },
            values,
            1e-2,
          );
          setValues(variable, values);
          // The loss is computed in 32 bits, so its differences are good to about three digits.
          expectClose(gradient, expected, { absolute: 2e-4, relative: 5e-3 });
        }
      }),
    );
  });
});

describe.each(backends)('dropout, on the backend %s', (_, use) => {
  beforeAll(use);

  const forgetful: CharRnnOptions = { ...options, cell: 'lstm', units: [4, 3], dropout: 0.3, recurrentDropout: 0.3 };

  it('drops nothing in prediction', () => {
    withModel(forgetful, (model) =>
      withModel({ ...forgetful, dropout: 0, recurrentDropout: 0 }, (same) => {
        expect(lossOf(model, batch)).toEqual(lossOf(same, batch));
      }),
    );
  });

  it('draws fresh masks for each batch, and the same from the same random state', () => {
    withModel(forgetful, (model) => {
      const random = new Random(1);
      const [first, second] = [0, 1].map(() => lossOf(model, batch, { training: true, random }).mean);
      expect(second).not.toBeCloseTo(first!, 4);
      expect(lossOf(model, batch, { training: true, random: new Random(1) }).mean).toBe(first);
    });
  });

  it('leaves the random generator alone where no rate is above 0', () => {
    withModel(options, (model) => {
      const random = new Random(1);
      lossOf(model, batch, { training: true, random });
      expect(random.state()).toEqual(new Random(1).state());
    });
  });

  it('treats one-hot input as an embedding that is the identity', () => {
    const dropped = { ...options, dropout: 0.5 };
    withModel({ ...dropped, embedding: 'one-hot' }, (oneHot) =>
      withModel({ ...dropped, embedding: vocabularySize }, (embedded) => {
        const values = new Map(oneHot.variables().map(({ name, variable }) => [name, variable.dataSync<'float32'>()]));
        const identity = Float32Array.from({ length: vocabularySize ** 2 }, (_, place) => Number(place % 6 === 0));
        for (const { name, variable } of embedded.variables()) setValues(variable, values.get(name) ?? identity);
        const context = (): Partial<LossContext> => ({ training: true, random: new Random(9) });
        expectClose([lossOf(oneHot, batch, context()).mean], [lossOf(embedded, batch, context()).mean]);
        expect(lossOf(oneHot, batch, context()).mean).not.toBeCloseTo(lossOf(oneHot, batch).mean, 3);
      }),
    );
  });

  /** The logits at the last of three positions, for each row, with masks from the same draws. */
  function lastLogits(model: CharRnn, rows: readonly number[][]): number[][] {
    return rows.map((row) =>
      tf.tidy(() => {
        const { logits } = model.logits(idBatch([row]), { dropoutRandom: new Random(1) });
        return Array.from(tf.slice(logits, [0, 2, 0], [1, 1, -1]).dataSync());
      }),
    );
  }

  it('of nearly all inputs leaves what is read without effect', () => {
    withModel({ ...options, dropout: 1 - 1e-9 }, (model) => {
      const [first, second] = lastLogits(model, [
        [0, 1, 2],
        [3, 4, 0],
      ]);
      expect(first).toEqual(second);
    });
  });

  it('of nearly all of the state leaves what was read before without effect', () => {
    withModel({ ...options, cell: 'rnn', recurrentDropout: 1 - 1e-9 }, (model) => {
      const [first, second, other] = lastLogits(model, [
        [0, 1, 2],
        [3, 4, 2],
        [3, 4, 1],
      ]);
      expect(first).toEqual(second);
      expect(first).not.toEqual(other);
    });
  });
});

describe.each(backends)('training, on the backend %s', (_, use) => {
  beforeAll(use);

  it('keeps no tensor alive, with the state carried from batch to batch', async () => {
    const model = charRnn(options, new Random(1));
    const goesOn = { ...batch, startsSequence: false };
    const optimizer = tf.train.sgd(0.1);
    let carry: tf.Tensor[] | undefined;
    const step = (): void => {
      const before = carry;
      const gradients = tf.variableGrads(
        () => {
          const result = model.loss(goesOn, { training: true, random: new Random(0), carry: before });
          carry = result.carry.map((state) => tf.keep(state));
          return result.mean;
        },
        model.variables().map(({ variable }) => variable),
      );
      optimizer.applyGradients(gradients.grads);
      tf.dispose([gradients.value, gradients.grads, before ?? []] as tf.TensorContainer[]);
    };
    step();
    await expectNoNewTensors(() => {
      for (let count = 0; count < 5; count++) step();
    });
    tf.dispose(carry);
    optimizer.dispose();
    model.dispose();
  });
});
